import type { Call } from '@onebasket/adapter-sdk';
import { askAdmin, hasAdmin } from './admin.ts';
import { unexpected } from './errors.ts';
import { homeRegion } from './region.ts';

/** Asks the shop where it sells and, when the connection has a way into the Admin API, whether that works. */
export async function checkHealth(call: Call): Promise<{ readonly detail: string }> {
  const { region, country } = await homeRegion(call);
  const shop = `sells in ${region.currency}${country === undefined ? '' : ` with the taxes of ${country}`}`;
  if (!hasAdmin(call)) return { detail: `${shop}; no Admin API: no tracking numbers, nothing can be cancelled or refunded` };
  const query = [
    ['limit', '1'],
    ['fields', 'id'],
  ] as const;
  const answer = await askAdmin({ method: 'GET', path: '/admin/orders', query, label: 'health' }, call);
  if (!answer.ok) throw unexpected(answer, 'health');
  return { detail: `${shop}; Admin API` };
}
