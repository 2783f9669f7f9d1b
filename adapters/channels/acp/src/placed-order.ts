import type { PlacedOrder } from '@onebasket/adapter-sdk';
import type { Basket } from './basket.ts';
import type { Session } from './session-wire.ts';

/** The order that a completed session became; `undefined` for a session that is none. Without a basket lines are told as they are. */
export function toPlacedOrder(
  { status, order, currency, lines, totals }: Session,
  basket?: Pick<Basket, 'lines'>,
): PlacedOrder | undefined {
  if (status !== 'completed' || !order) return undefined;
  const place = (externalId: string) => basket?.lines.findIndex(line => line.externalId === externalId) ?? 0;
  return {
    status: 'placed',
    externalId: order.id,
    state: 'PLACED',
    lines: lines
      .map(({ itemId, quantity, subtotal }) => ({ externalId: itemId, quantity, total: { minor: subtotal, currency } }))
      .sort((a, b) => place(a.externalId) - place(b.externalId)),
    total: { minor: totals.total, currency },
    ...(order.number === undefined ? {} : { number: order.number }),
  };
}
