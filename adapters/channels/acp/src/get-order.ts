import type { Call, ChannelOrderRef, ChannelOrderSnapshot } from '@onebasket/adapter-sdk';
import { discover } from './discovery.ts';
import { readNote } from './note.ts';
import { toSnapshot } from './order-mapper.ts';
import { getSession, isDead } from './session.ts';

/**
 * The order as it stands, which the protocol tells inside of its session: the remembered one, or the one that was handed to the buyer. `undefined` while there
 * is no order.
 */
export async function getOrder(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  const merchant = await discover(call);
  const session = await getSession(call, merchant, readNote(ref.note)?.session ?? ref.externalId);
  if (!session) return undefined;
  const { currency, order, lines, totals } = session;
  const total = { minor: totals.total, currency };
  if (isDead(session)) return { externalId: order?.id ?? session.id, state: 'CANCELLED', total, fulfilments: [] };
  if (session.status !== 'completed' || !order) return undefined;
  return toSnapshot(order, { currency, total: totals.total, itemIdByLine: new Map(lines.map(({ id, itemId }) => [id, itemId])) });
}
