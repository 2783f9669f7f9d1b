import { known as leaveOut, type Call, type FeedPage } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { PAGE_SIZE, readProducts, readProductsBySku, type ReadProduct } from './catalogue.ts';
import { fromExternalId } from './external-id.ts';
import { addKnown, goneBetween, readCursor, writeCursor, type FeedCursor, type KnownListings } from './feed-cursor.ts';
import { settingsOf } from './manifest.ts';
import { changedSkus, skusAfter } from './merchant-catalogue.ts';

/** The shop's clock and ours may differ, and a change may be committed some time after its stamp. */
const OVERLAP_MS = 5 * 60_000;
const DEFAULT_SWEEP_MINUTES = 60;

/**
 * Walks the catalogue: with an integration in the order of ids, else by name and page. Afterwards an integration is asked what was touched since; a guest
 * cannot ask that. Stock and price rules leave no stamp on a product, and what was taken off is just not there: so the whole catalogue is walked again every
 * `sweepMinutes`, and what the walk before saw and this one does not is gone.
 */
export async function pullFeed(cursor: string | undefined, call: Call): Promise<FeedPage> {
  const at = readCursor(cursor) ?? beginWalk(call.now(), undefined);
  if (at.phase === 'walk') return pullWalk(at, call);
  if (at.page === 1 && sweepIsDue(at, call)) return pullWalk(beginWalk(call.now(), at.known), call);
  return pullChanges(at, call);
}

function beginWalk(now: Date, known: KnownListings | undefined): FeedCursor {
  return { phase: 'walk', page: 1, began: now.toISOString(), seen: {}, ...leaveOut({ known }) };
}

function sweepIsDue({ walked, began }: FeedCursor, call: Call): boolean {
  const minutes = settingsOf(call).sweepMinutes ?? DEFAULT_SWEEP_MINUTES;
  return call.now().getTime() - Date.parse(walked ?? began) >= minutes * 60_000;
}

async function pullWalk(at: FeedCursor, call: Call): Promise<FeedPage> {
  const { products, total, more, next: place } = await readOn(at, call);
  const listings = products.flatMap(product => product.listings);
  const seen = addKnown(at.seen, listingsByProduct(products, at.known));
  const told = { listings, more, ...leaveOut({ total }) };
  if (more) return { ...told, gone: [], cursor: writeCursor({ ...at, ...place, seen }) };
  if (seen === undefined) call.log.warn('too many products to remember: what the shop takes off is not noticed by the feed', { total });
  const next = { phase: 'changes' as const, page: 1, began: at.began, since: at.began, walked: at.began, known: seen };
  return { ...told, gone: goneBetween(at.known, seen), cursor: writeCursor(next) };
}

interface Step {
  readonly products: readonly ReadProduct[];
  readonly total: number | undefined;
  readonly more: boolean;
  /** Where the walk goes on. */
  readonly next: Pick<FeedCursor, 'page' | 'lastId'>;
}

/** The next step of a walk. How it goes is found out with the first one: a walk that changed horses would lose products. */
async function readOn(at: FeedCursor, call: Call): Promise<Step> {
  const { lastId = '0', page } = at;
  const isByPage = page > 1 && at.lastId === undefined;
  const found = isByPage ? undefined : await skusAfter(lastId, call);
  if (!found && at.lastId !== undefined) throw unreadable('the merchant’s products can no longer be read');
  if (!found) {
    const query = { label: 'feed', filter: {}, sort: { name: 'ASC' as const }, pageSize: PAGE_SIZE, currentPage: page };
    return { ...(await readProducts(query, call)), next: { page: page + 1 } };
  }
  const more = found.skus.length < found.total;
  const passed = Number(found.lastId ?? lastId);
  if (more && !(passed > Number(lastId))) throw unreadable('the ids of products stand still');
  const products = [...(await readProductsBySku(found.skus, call)).values()];
  return { products, total: page === 1 ? found.total : undefined, more, next: { page: page + 1, lastId: found.lastId ?? lastId } };
}

async function pullChanges(at: FeedCursor, call: Call): Promise<FeedPage> {
  const began = at.page === 1 ? call.now().toISOString() : at.began;
  const since = new Date(Date.parse(at.since ?? at.began) - OVERLAP_MS);
  const changes = await changedSkus(since, at.page, call);
  if (!changes) return { listings: [], gone: [], cursor: writeCursor(at), more: false };
  const { skus, more } = changes;
  const touched = new Set(skus.flatMap(sku => [sku, ...parentsOf(sku, at.known)]));
  const products = [...(await readProductsBySku(touched, call)).values()];
  const before = Object.fromEntries(Object.entries(at.known ?? {}).filter(([sku]) => touched.has(sku)));
  const now = listingsByProduct(products, at.known);
  const known = at.known && addKnown(Object.fromEntries(Object.entries(at.known).filter(([sku]) => !touched.has(sku))), now);
  const next = more ? { ...at, page: at.page + 1, began, known } : { ...at, page: 1, began, since: began, known };
  return {
    listings: products.flatMap(product => product.listings),
    gone: goneBetween(before, now),
    cursor: writeCursor(next),
    more,
  };
}

/** A variant is not shown by itself: the product that it is a variant of is read. */
function parentsOf(sku: string, known: KnownListings | undefined): readonly string[] {
  return Object.entries(known ?? {}).flatMap(([parent, ids]) => (ids.some(id => fromExternalId(id)?.sku === sku) ? [parent] : []));
}

/** A product that cannot be read has what it had. */
function listingsByProduct(products: readonly ReadProduct[], before: KnownListings | undefined): KnownListings {
  return Object.fromEntries(
    products.map(({ sku, listings, isBroken }) => [sku, isBroken ? (before?.[sku] ?? []) : listings.map(listing => listing.externalId)]),
  );
}

function unreadable(what: string): AdapterError {
  return new AdapterError('invalid-response', { message: `magento: feed: ${what}`, outcome: 'not-done' });
}
