import type { OrderRequest } from '@onebasket/adapter-sdk';
import { refuse, sameMoney, type Refusal } from '@onebasket/core';
import type { Basket } from './basket.ts';
import { piecesOf } from './shortage.ts';
import { unreadable } from './wire.ts';

/**
 * What would keep this basket from being ordered as agreed, looked at before any money moves: what is in it, what the shop itself says is wrong with it,
 * and what it costs.
 */
export function refuseUnready({ lines, quote }: OrderRequest, basket: Basket): Refusal | undefined {
  const wanted = piecesOf(lines);
  const held = piecesOf(basket.lines);
  const isSame = held.size === wanted.size && [...wanted].every(([id, quantity]) => held.get(id) === quantity);
  if (!isSame) throw unreadable('place: the basket does not hold what was put in');
  if (basket.total.currency !== quote.total.currency) throw unreadable(`place: the basket is in ${basket.total.currency}`);

  const gone = basket.lines.filter(line => line.problem?.kind === 'unavailable').map(line => line.externalId);
  if (gone.length > 0) return refuse('not-found', 'the shop does not sell this any more', { externalIds: gone });
  const short = basket.lines.filter(line => line.problem?.kind === 'short');
  if (short.length > 0) {
    const left = short.flatMap(({ problem }) => (problem?.kind === 'short' ? (problem.available ?? []) : []));
    return refuse('out-of-stock', 'the last were sold meanwhile', {
      externalIds: short.map(line => line.externalId),
      ...(left.length > 0 ? { available: Math.max(0, Math.min(...left)) } : {}),
    });
  }
  if (basket.isStale) throw unreadable('place: the shop has forgotten the delivery that was chosen');
  return sameMoney(basket.total, quote.total)
    ? undefined
    : refuse('price-changed', 'the shop charges something else now', { now: basket.total });
}
