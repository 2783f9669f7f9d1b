import type { Call } from '@onebasket/adapter-sdk';
import { readPage } from './client.ts';
import { shopCurrency } from './currency.ts';

/** One cheap read with the account's keys, and the shop's currency, without which nothing else works. */
export async function check(call: Call): Promise<{ readonly detail: string }> {
  const { total } = await readPage(call, '/products', 1, { per_page: 1, status: 'publish', _fields: 'id' });
  const currency = await shopCurrency(call);
  return { detail: `${total === undefined ? 'products' : `${total} products`} in ${currency}` };
}
