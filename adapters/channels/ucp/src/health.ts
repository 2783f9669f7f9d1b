import type { Call } from '@onebasket/adapter-sdk';
import { discover } from './discovery.ts';
import { settingsOf } from './settings.ts';

/** Reads the merchant's profile and says what can be done there. */
export async function checkHealth(call: Call): Promise<{ readonly detail: string }> {
  const merchant = await discover(call);
  const { paymentHandler, paymentToken } = settingsOf(call);
  const { version = 'of an unnamed version', generation, transport, profile } = merchant;
  const spoken = version === generation.version ? '' : ` (spoken to as ${generation.version})`;
  const orders = !merchant.can('checkout')
    ? 'buyers are handed over'
    : paymentHandler === undefined || paymentToken === undefined
      ? 'buyers are handed over to pay'
      : 'orders are completed where the session lets us';
  return {
    detail: `UCP ${version}${spoken} over ${transport}; ${[...profile.capabilities].sort().join(', ') || 'no capabilities'}; ${orders}`,
  };
}
