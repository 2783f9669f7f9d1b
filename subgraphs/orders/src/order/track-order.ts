import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';
import type { OrderView } from './entitlement.ts';
import { readOrderNumber } from './order-number.ts';
import type { OrderStore } from './order-store.ts';

interface TriesDoc extends Doc {
  readonly wrong: number;
}

/** Wrong guesses per order number. */
export const triesSpec: CollectionSpec<TriesDoc, never> = {
  name: 'track-tries',
  schema: Type.Object({ _id: Type.String(), v: Type.Integer(), shape: Type.Integer(), wrong: Type.Integer() }),
  lift: [],
  indexes: {},
};

const MAX_WRONG = 15;

/**
 * The order of this number for whoever knows the last four digits of its phone, without contact and address.
 * A wrong number and wrong digits answer alike, and after 15 wrong tries a number is closed to guessing.
 */
export async function trackOrder(
  store: OrderStore,
  tries: Collection<TriesDoc, never>,
  typed: string,
  phoneLast4: string,
): Promise<OrderView | null> {
  const number = readOrderNumber(typed.slice(0, 100));
  if (!number) return null;
  const { docs } = await store.collection.find({ index: 'number', prefix: [number], limit: 1 });
  const [doc] = docs;
  if (!doc) return null;
  if (((await tries.get(number))?.wrong ?? 0) >= MAX_WRONG) return null;
  const digits = doc.contact.phone?.replace(/\D/g, '').slice(-4);
  if (/^\d{4}$/.test(phoneLast4) && digits === phoneLast4) return { doc, grant: '', showsPerson: false };
  const counted = await tries.change(number, now => ({ ...now, wrong: now.wrong + 1 }));
  if (!counted) {
    const { existing } = await tries.insert({ _id: number, v: 1, shape: 1, wrong: 1 });
    if (existing) await tries.change(number, now => ({ ...now, wrong: now.wrong + 1 }));
  }
  return null;
}
