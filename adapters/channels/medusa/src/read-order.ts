import type { Call } from '@onebasket/adapter-sdk';
import { askAdmin, hasAdmin } from './admin.ts';
import { askStore } from './client.ts';
import { unexpected } from './errors.ts';
import { objectAt, type Wire } from './wire.ts';

/** `fulfillment_status` is right only when the items' details are asked for: without them a half shipped order reads as shipped. */
const FIELDS = [
  'id',
  'display_id',
  'custom_display_id',
  'status',
  'payment_status',
  'fulfillment_status',
  'currency_code',
  'total',
  'updated_at',
  '*summary',
  '*items',
  '*items.detail',
  '*fulfillments',
  '*fulfillments.items',
  '*fulfillments.labels',
];

const PAYMENTS = [
  '*payment_collections',
  '*payment_collections.payments',
  '*payment_collections.payments.captures',
  '*payment_collections.payments.refunds',
];

/**
 * The order as the Admin API tells it or, without a way in, as the Store API shows it to anyone who knows its id: without tracking numbers and without what
 * is in a parcel. `undefined` when the shop does not know it.
 */
export async function readOrder(externalId: string, label: string, call: Call): Promise<Wire | undefined> {
  const isAdmin = hasAdmin(call);
  const query = [['fields', [...FIELDS, ...(isAdmin ? PAYMENTS : [])].join(',')]] as const;
  const path = `/${isAdmin ? 'admin' : 'store'}/orders/${encodeURIComponent(externalId)}`;
  const answer = await (isAdmin ? askAdmin : askStore)({ method: 'GET', path, query, label }, call);
  if (answer.ok) return objectAt(answer.body, 'order');
  if (answer.status === 404) return undefined;
  throw unexpected(answer, label);
}
