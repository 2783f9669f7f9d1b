import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError, isCurrencyCode, type CurrencyCode } from '@onebasket/core';
import { read, readOptional } from './client.ts';
import { settingsOf } from './settings.ts';
import { recordsIn, textIn } from './wire.ts';

const HOUR_MS = 60 * 60 * 1000;

/**
 * The currency of the shop's prices, which no product names: from the settings of the account, else from wherever this shop tells it.
 * Throws `AdapterError('misconfigured')` when it tells it nowhere.
 */
export function shopCurrency(call: Call): Promise<CurrencyCode> {
  const { currency } = settingsOf(call);
  if (currency !== undefined) {
    if (isCurrencyCode(currency)) return Promise.resolve(currency);
    return Promise.reject(
      new AdapterError('misconfigured', { message: `woocommerce: settings.currency is no ISO 4217 code`, outcome: 'not-done' }),
    );
  }
  return call.memo('woocommerce:currency', HOUR_MS, () => askForCurrency(call));
}

async function askForCurrency(call: Call): Promise<CurrencyCode> {
  for (const source of sources) {
    const code = await source(call);
    if (code !== undefined && isCurrencyCode(code)) return code;
  }
  throw new AdapterError('misconfigured', {
    message: 'woocommerce: the shop does not tell its currency; name it in settings.currency',
    outcome: 'not-done',
  });
}

const sources: readonly ((call: Call) => Promise<string | undefined>)[] = [
  async call => field((await readOptional(call, '/data/currencies/current'))?.body, 'code'),
  async call => field((await readOptional(call, '/settings/general/woocommerce_currency'))?.body, 'value'),
  async call => {
    const products = await readOptional(call, '/products', { per_page: 1 }, 'store');
    return field(recordsIn(products?.body)[0]?.['prices'], 'currency_code');
  },
  // Not optional: a key that may not even read orders is told apart here from a shop that says little.
  async call => field(recordsIn((await read(call, '/orders', { per_page: 1 })).body)[0], 'currency'),
];

function field(value: unknown, name: string): string | undefined {
  return typeof value === 'object' && value !== null ? textIn((value as Record<string, unknown>)[name]) : undefined;
}
