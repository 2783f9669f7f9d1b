import type { Call, ChannelListing, FeedPage } from '@onebasket/adapter-sdk';
import { readProducts, readVariations, toListings } from './catalogue.ts';
import { readPage, type RowsPage } from './client.ts';
import { readCursor, writeCursor, type FeedCursor } from './feed-cursor.ts';
import { fromExternalId, toExternalId } from './external-id.ts';
import { readKnownIds, writeKnownIds, type KnownIds } from './id-set.ts';
import { isListed } from './mapper.ts';
import { readProduct, type WireProduct } from './wire-product.ts';

/** Ids are swept when the shop's count moved, and in any case every so many rounds: a deletion and an addition may cancel out. */
const ROUNDS_BETWEEN_SWEEPS = 20;
/** Changes are asked for with an overlap: `modified_after` is exclusive and knows whole seconds only. */
const OVERLAP_MS = 2 * 60 * 1000;

/** The whole catalogue in the order of ids, then round after round what changed, came and went. Each step is one page. */
export async function pull(cursorText: string | undefined, call: Call): Promise<FeedPage> {
  const cursor = readCursor(cursorText);
  return steps[cursor.phase](cursor, call);
}

const steps = { walk, changes, sweep };

async function walk(cursor: FeedCursor, call: Call): Promise<FeedPage> {
  const page = await readPage(call, '/products', cursor.page, { status: 'publish' });
  const round = { ...cursor, roundAt: cursor.roundAt ?? shopTime(page, call) };
  // A product that went away during the walk moves the rest one place forward, over the edge of a page already read: read that one again.
  if (cursor.page > 1 && page.total !== undefined && cursor.count !== undefined && page.total < cursor.count) {
    return {
      listings: [],
      gone: [],
      cursor: writeCursor({ ...round, page: cursor.page - 1, count: page.total }),
      more: true,
      total: page.total,
    };
  }
  const products = page.rows.map(row => readProduct(row, 'GET /products')).filter(isListed);
  const known = readKnownIds(cursor.known);
  // A server that ignores `page` would walk in circles.
  const isNews = products.length === 0 || products.some(({ id }) => !known.has(id));
  const listings = await toListings(call, products);
  note(known, products, listings);
  const more = page.hasMore && isNews;
  const next: FeedCursor = { ...round, known: writeKnownIds(known), ...(page.total === undefined ? {} : { count: page.total }) };
  return {
    listings,
    gone: [],
    cursor: writeCursor(more ? { ...next, page: cursor.page + 1 } : nextRound(next)),
    more,
    ...(page.total === undefined ? {} : { total: page.total }),
  };
}

async function changes(cursor: FeedCursor, call: Call): Promise<FeedPage> {
  const since = cursor.since ?? new Date(0).toISOString();
  // "Z" and not `dates_are_gmt`: both together would shift the time by the site's offset.
  const page = await readPage(call, '/products', cursor.page, { status: 'any', modified_after: `${since.slice(0, 19)}Z` });
  const rows = page.rows.map(row => readProduct(row, 'GET /products'));
  const isNews = rows.length > 0 && rows[0]?.id !== cursor.firstId;
  const products = rows.filter(({ updatedAt }) => updatedAt === undefined || updatedAt >= since);
  const known = readKnownIds(cursor.known);
  const listed = products.filter(isListed);
  const listings = await toListings(call, listed);
  const gone = [
    ...goneOf(
      known,
      products.filter(product => !isListed(product)),
    ),
    ...goneVariations(known, listed, listings),
  ];
  note(known, listed, listings);
  for (const product of products) if (!isListed(product)) known.delete(product.id);
  const roundAt = cursor.roundAt ?? shopTime(page, call);
  const next: FeedCursor = { ...cursor, roundAt, known: writeKnownIds(known) };
  if (page.hasMore && isNews)
    return { listings, gone, cursor: writeCursor({ ...next, page: cursor.page + 1, firstId: rows[0]?.id ?? 0 }), more: true };

  const count = (await readPage(call, '/products', 1, { status: 'publish', per_page: 1, _fields: 'id' })).total;
  const isDue = cursor.rounds + 1 >= ROUNDS_BETWEEN_SWEEPS || (count !== undefined && count !== cursor.count);
  const counted = { ...next, ...(count === undefined ? {} : { count }) };
  return isDue
    ? { listings, gone, cursor: writeCursor({ ...counted, phase: 'sweep', page: 1, seen: '' }), more: true }
    : { listings, gone, cursor: writeCursor(nextRound({ ...counted, rounds: cursor.rounds + 1 })), more: false };
}

/** Walks the ids alone, which is cheap, to find what was deleted (nothing else tells) and whatever slipped through. */
async function sweep(cursor: FeedCursor, call: Call): Promise<FeedPage> {
  const page = await readPage(call, '/products', cursor.page, {
    status: 'publish',
    _fields: 'id,type,status,catalog_visibility,variations',
  });
  const products = page.rows.map(row => readProduct(row, 'GET /products')).filter(isListed);
  const known = readKnownIds(cursor.known);
  const seen = readKnownIds(cursor.seen ?? '');
  const isNews = products.some(({ id }) => !seen.has(id));
  for (const { id, variations } of products) seen.set(id, variations ?? []);
  const unknown = [
    ...(
      await readProducts(
        call,
        products.filter(({ id }) => !known.has(id)).map(({ id }) => id),
      )
    ).values(),
  ].filter(isListed);
  const listings = await toListings(call, unknown);
  const fewer = products.filter(({ id, variations }) => variations && known.get(id)?.some(variation => !variations.includes(variation)));
  const gone = await confirmGoneVariations(call, known, fewer);
  note(known, unknown, listings);
  for (const { id, variations } of fewer) known.set(id, known.get(id)?.filter(variation => variations?.includes(variation)) ?? []);
  const next: FeedCursor = { ...cursor, known: writeKnownIds(known), seen: writeKnownIds(seen) };
  if (page.hasMore && isNews) return { listings, gone, cursor: writeCursor({ ...next, page: cursor.page + 1 }), more: true };

  // Pages may move under the sweep, so whoever is missing is asked for by name before it counts as gone.
  const missing = [...known.keys()].filter(id => !seen.has(id));
  const still = new Map([...(await readProducts(call, missing))].filter(([, product]) => isListed(product)));
  const left = missing.filter(id => !still.has(id));
  for (const id of left) known.delete(id);
  const { seen: _, ...done } = next;
  return {
    listings,
    gone: [...gone, ...left.map(String)],
    cursor: writeCursor(nextRound({ ...done, known: writeKnownIds(known), rounds: 0 })),
    more: false,
  };
}

function nextRound({ roundAt, ...cursor }: FeedCursor): FeedCursor {
  const since = roundAt === undefined ? cursor.since : new Date(Date.parse(roundAt) - OVERLAP_MS).toISOString();
  return { ...cursor, phase: 'changes', page: 1, firstId: 0, ...(since === undefined ? {} : { since }) };
}

/** The shop's own clock where it tells: what changes is dated by it. */
function shopTime(page: RowsPage, call: Call): string {
  return (page.date ?? call.now()).toISOString();
}

function note(known: Map<number, readonly number[]>, products: readonly WireProduct[], listings: readonly ChannelListing[]): void {
  for (const { id } of products) known.set(id, []);
  for (const { externalId } of listings) {
    const ref = fromExternalId(externalId);
    if (ref?.variationId !== undefined) known.set(ref.productId, [...(known.get(ref.productId) ?? []), ref.variationId]);
  }
}

/** Parents' ids stand for all their variants. */
function goneOf(known: KnownIds, products: readonly WireProduct[]): readonly string[] {
  return products.filter(({ id }) => known.has(id)).map(({ id }) => String(id));
}

/** Variations handed out before which their product, just read again, no longer has. */
function goneVariations(known: KnownIds, products: readonly WireProduct[], listings: readonly ChannelListing[]): readonly string[] {
  const now = new Set(listings.map(({ externalId }) => externalId));
  const before = products.flatMap(({ id }) => (known.get(id) ?? []).map(variationId => toExternalId({ productId: id, variationId })));
  return before.filter(externalId => !now.has(externalId));
}

/** A product's own list of variations may lag behind; its variations route does not. */
async function confirmGoneVariations(call: Call, known: KnownIds, products: readonly WireProduct[]): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const { id } of products) {
    const now = new Set((await readVariations(call, id)).map(variation => variation.id));
    for (const variationId of known.get(id) ?? []) if (!now.has(variationId)) gone.push(toExternalId({ productId: id, variationId }));
  }
  return gone;
}
