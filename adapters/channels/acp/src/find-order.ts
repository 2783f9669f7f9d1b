import type { Call, PlacedOrder } from '@onebasket/adapter-sdk';
import { discover, type Merchant } from './discovery.ts';
import { failure, inDoubt } from './errors.ts';
import { readNote } from './note.ts';
import { toPlacedOrder } from './placed-order.ts';
import { cancelSession, getSession, isDead, isUnderWay } from './session.ts';

/**
 * Did it happen? The remembered session tells. One that we may have completed and that is still open is cancelled first, so that "no" stays true when a lost
 * completion arrives late; one that was handed to the buyer is the buyer's.
 */
export async function findOrder({ note: text }: { readonly note?: string | undefined }, call: Call): Promise<PlacedOrder | undefined> {
  const note = readNote(text);
  // Without a note nothing was completed: it is written down before.
  if (!note) return undefined;
  const merchant = await discover(call);
  const session = await getSession(call, merchant, note.session);
  if (!session) throw failure('invalid-response', 'the merchant has forgotten the checkout session', 'unknown');
  const placed = toPlacedOrder(session);
  if (placed || isDead(session) || note.step === 'handed-over') return placed;
  if (isUnderWay(session)) throw failure('unavailable', 'the merchant is still completing the checkout', 'unknown');
  return closeOrFind(call, merchant, note.session);
}

/** Makes sure of a session that may be completed yet: cancels it, or gives the order that it has become. */
export async function closeOrFind(call: Call, merchant: Merchant, id: string): Promise<PlacedOrder | undefined> {
  return inDoubt(async () => {
    if (await cancelSession(call, merchant, id)) return undefined;
    const session = await getSession(call, merchant, id);
    const ordered = session && toPlacedOrder(session);
    if (ordered || (session && isDead(session))) return ordered;
    throw failure('unavailable', 'the checkout session is neither ordered nor cancelled', 'unknown');
  });
}
