import type { Call, Handoff } from '@onebasket/adapter-sdk';
import type { Basket } from './basket.ts';
import { getListings } from './catalogue.ts';
import type { Session } from './session-wire.ts';

/** The merchant's page of a session; `undefined` where it names none. */
export function toHandoff({ continueUrl, expiresAt, id }: Session): Handoff | undefined {
  if (continueUrl === undefined) return undefined;
  return { status: 'handoff', url: continueUrl, externalId: id, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

/** The goods' own pages, as the feed names them, for merchants whose sessions have none; `undefined` unless every line has one. */
export async function pagesOfGoods(call: Call, { lines }: Pick<Basket, 'lines'>): Promise<Handoff | undefined> {
  const ids = [...new Set(lines.map(({ externalId }) => externalId))];
  const listings = await getListings(ids, call);
  const links = listings.flatMap(listing => (listing?.url === undefined ? [] : [{ externalIds: [listing.externalId], url: listing.url }]));
  const [first] = links;
  if (!first || links.length < ids.length) return undefined;
  return { status: 'handoff', url: first.url, ...(links.length > 1 ? { links } : {}) };
}
