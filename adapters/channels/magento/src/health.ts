import { textIn, type Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { send } from './graphql.ts';
import { hasToken, restGet } from './rest.ts';
import { neededRecord } from './wire.ts';

const ASK = 'query Health { storeConfig { code store_name base_currency_code default_display_currency_code } }';

/** Whose shop it is, and whether the integration's token is taken, where there is one. */
export async function checkHealth(call: Call): Promise<{ readonly detail: string }> {
  const { data } = await send(call, { label: 'health', document: ASK, effect: 'read' });
  const config = neededRecord(data, 'storeConfig', 'health');
  const currency = textIn(config['default_display_currency_code']) ?? textIn(config['base_currency_code']);
  const name = textIn(config['store_name']) ?? textIn(config['code']);
  if (name === undefined && currency === undefined) {
    throw new AdapterError('invalid-response', { message: 'magento: health: the store view says nothing of itself', outcome: 'not-done' });
  }
  const shop = [name ?? 'a store view', currency].filter(part => part !== undefined).join(', ');
  if (!hasToken(call)) return { detail: `${shop}; orders as a guest` };
  await restGet('orders', { 'searchCriteria[pageSize]': '1', fields: 'total_count' }, 'health: orders', call);
  return { detail: `${shop}; orders through an integration` };
}
