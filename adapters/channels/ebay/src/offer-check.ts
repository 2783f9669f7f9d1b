import { integerIn, type Destination, type WireRecord } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { availabilityOf } from './availability.ts';
import type { ItemAnswer } from './items.ts';
import { hasEnded, isFixedPrice } from './mapper.ts';
import { isShippedTo } from './shipping.ts';

/** What speaks against buying so many pieces of an item now; `undefined` when nothing does. */
export function refusalFor(
  externalId: string,
  answer: ItemAnswer,
  { quantity, destination, asOf }: { readonly quantity: number; readonly destination?: Destination | undefined; readonly asOf: Date },
): Refusal | undefined {
  const about = { externalIds: [externalId] };
  if (!answer.found) {
    return answer.why === 'closed'
      ? refuse('closed', 'eBay says that this item is not available for purchase', about)
      : refuse('not-found', 'eBay knows no such item (any more)', about);
  }
  const { item } = answer;
  if (hasEnded(item, asOf)) return refuse('closed', 'this listing has ended', about);
  if (!isFixedPrice(item)) return refuse('other', 'this item is sold by auction only', about);
  const shortage = shortageOf(item, quantity);
  if (shortage) return refuse('out-of-stock', 'eBay has not so many pieces left', { ...about, ...shortage });
  const limit = integerIn(item['quantityLimitPerBuyer']);
  if (limit !== undefined && limit > 0 && quantity > limit)
    return refuse('limit-exceeded', `the seller gives each buyer ${limit} at most`, about);
  if (destination && !isShippedTo(item, destination)) return refuse('not-deliverable', 'the seller does not ship there', about);
  return undefined;
}

function shortageOf(item: WireRecord, quantity: number): { readonly available?: number } | undefined {
  const { availability, stock } = availabilityOf(item);
  if (availability === 'OUT_OF_STOCK') return { available: 0 };
  return stock !== undefined && stock < quantity ? { available: stock } : undefined;
}
