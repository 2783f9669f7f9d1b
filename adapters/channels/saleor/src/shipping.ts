import { refuse, type Refusal } from '@onebasket/core';
import type { Basket, ShippingMethod } from './basket.ts';

/** The method that a basket gets: the agreed or configured one, else the cheapest. `undefined` where there is nothing to ship. */
export function methodFor(basket: Basket, wished: string | undefined): ShippingMethod | Refusal | undefined {
  if (!basket.needsShipping) return undefined;
  const fitting = basket.methods.filter(({ id, name }) => wished === undefined || wished === id || wished === name);
  return fitting[0] ?? refuse('not-deliverable', 'the shop has no way to deliver this to there');
}
