import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { fillBasket, isShortage } from './basket.ts';

/** A shop takes 999 pieces into one order, unless told otherwise. */
const MOST_IN_ALL = 900;
/** More than this is plenty: nobody needs to know how many. */
const MOST_OF_ONE = 300;

/**
 * Pieces left by variant id, for those of which there are not plenty. The Shop API tells a number to nobody but who asks for too many:
 * so too many are put into a basket of their own, which is then forgotten. (Baskets reserve nothing.)
 * Whoever sells the last pieces to several people at once has to know how many there are.
 */
export async function countStock(externalIds: readonly string[], call: Call): Promise<ReadonlyMap<string, number>> {
  const distinct = [...new Set(externalIds)];
  const quantity = Math.min(MOST_OF_ONE, Math.floor(MOST_IN_ALL / distinct.length));
  const lines = distinct.map(externalId => ({ externalId, quantity }));
  try {
    const answer = await fillBasket(lines, [], 'quote: stock', call);
    return isShortage(answer) ? answer.left : new Map();
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.debug('how many are left is not known', { reason: error.message });
    return new Map();
  }
}
