import type { PlacedOrder } from '@onebasket/adapter-sdk';
import type { Basket } from './basket.ts';
import type { Checkout } from './wire-checkout.ts';

/** The order that a completed session became, in the merchant's own figures; `undefined` for a session that is none. Without a basket all lines are told as they are. */
export function toPlacedOrder(session: Checkout, basket?: Pick<Basket, 'lines'>): PlacedOrder | undefined {
  const { order, currency } = session;
  if (session.status !== 'completed' || !order) return undefined;
  const place = (externalId: string) => basket?.lines.findIndex(line => line.externalId === externalId) ?? 0;
  const lines = session.lines
    .map(({ itemId, quantity, total }) => ({ externalId: itemId, quantity, total }))
    .sort((a, b) => place(a.externalId) - place(b.externalId));
  return {
    status: 'placed',
    externalId: order.id,
    state: 'PLACED',
    lines,
    total: { minor: session.totals.total, currency },
    ...(order.label === undefined ? {} : { number: order.label }),
  };
}
