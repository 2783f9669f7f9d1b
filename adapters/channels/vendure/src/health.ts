import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { hasAdmin, sendAsAdmin } from './admin.ts';
import { send } from './graphql.ts';
import { settingsOf } from './manifest.ts';
import { countAt, objectAt, textAt } from './wire.ts';

const CHANNEL = '{ activeChannel { code currencyCode pricesIncludeTax } }';
const SERVER = '{ globalSettings { serverConfig { moneyStrategyPrecision } } }';

/**
 * Asks the shop who it is and, when the connection has a way into the Admin API, whether that works.
 * Throws `AdapterError('misconfigured')` when the server writes money with other decimals than configured: every amount would be wrong by a power of ten.
 */
export async function checkHealth(call: Call): Promise<{ readonly detail: string }> {
  const { data } = await send(call, { api: 'shop', label: 'health', document: CHANNEL, effect: 'read' });
  const channel = objectAt(data, 'activeChannel');
  const shop = `channel ${textAt(channel, 'code')}, ${textAt(channel, 'currencyCode')}`;
  if (!hasAdmin(call)) return { detail: `${shop}; no Admin API: orders can be followed for two hours, not cancelled or refunded` };

  const config = objectAt(
    objectAt(await sendAsAdmin(call, { label: 'health', document: SERVER, effect: 'read' }), 'globalSettings'),
    'serverConfig',
  );
  const precision = countAt(config, 'moneyStrategyPrecision');
  const configured = settingsOf(call).moneyPrecision ?? 2;
  if (precision !== configured) {
    throw new AdapterError('misconfigured', {
      message: `vendure: the server writes money with ${precision} decimals, moneyPrecision says ${configured}`,
      outcome: 'not-done',
    });
  }
  return { detail: `${shop}; Admin API` };
}
