import type { Call, FeedPage } from '@onebasket/adapter-sdk';
import { PAGE_SIZE, readProducts, type ProductPage, type ReadProduct } from './catalogue.ts';
import { addKnown, readCursor, writeCursor, type FeedCursor, type KnownVariants } from './feed-cursor.ts';
import { settingsOf } from './manifest.ts';
import { unreadable } from './wire.ts';

/** The shop's clock and ours may differ, and a change may be committed some time after its stamp. */
const OVERLAP_MS = 5 * 60_000;
const DEFAULT_SWEEP_MINUTES = 30;

/**
 * Walks the catalogue by the shop's own cursors, which name the last product and do not shift, then asks for products that have changed. Prices, stock
 * and promotions leave no stamp on a product, and what was taken off is just not there: so the whole catalogue is walked again every `sweepMinutes`, and
 * what the walk before saw and this one does not is gone.
 */
export async function pullFeed(cursor: string | undefined, call: Call): Promise<FeedPage> {
  const at = readCursor(cursor) ?? beginWalk(call.now(), undefined);
  if (at.phase === 'walk') return pullWalk(at, call);
  return at.after === undefined && sweepIsDue(at, call) ? pullWalk(beginWalk(call.now(), at.known), call) : pullChanges(at, call);
}

function beginWalk(now: Date, known: KnownVariants | undefined): FeedCursor {
  return { phase: 'walk', began: now.toISOString(), seen: {}, ...(known === undefined ? {} : { known }) };
}

function sweepIsDue({ walked, began }: FeedCursor, call: Call): boolean {
  const minutes = settingsOf(call).sweepMinutes ?? DEFAULT_SWEEP_MINUTES;
  return call.now().getTime() - Date.parse(walked ?? began) >= minutes * 60_000;
}

async function pullWalk(at: FeedCursor, call: Call): Promise<FeedPage> {
  const page = await readOn(at, undefined, call);
  const { total, next } = page;
  const listings = listingsOf(page);
  const seen = addKnown(at.seen, variantsOf(page.products));
  const told = { listings, ...(total === undefined ? {} : { total }) };
  if (next !== undefined) return { ...told, gone: [], cursor: writeCursor({ ...at, after: next, seen }), more: true };

  if (seen === undefined) call.log.warn('too many variants to remember: what the shop takes off is not noticed by the feed', { total });
  const done = { phase: 'changes' as const, began: at.began, since: at.began, walked: at.began, known: seen };
  return { ...told, gone: goneBetween(at.known, seen), cursor: writeCursor(done), more: false };
}

async function pullChanges(at: FeedCursor, call: Call): Promise<FeedPage> {
  const began = at.after === undefined ? call.now().toISOString() : at.began;
  const gte = new Date(Date.parse(at.since ?? at.began) - OVERLAP_MS).toISOString();
  const page = await readOn(at, { updatedAt: { range: { gte } } }, call);
  // Variants that a changed product has lost are gone; its new ones are known from now on.
  const now = variantsOf(page.products);
  const before = Object.fromEntries(Object.entries(at.known ?? {}).filter(([productId]) => productId in now));
  const isAtEnd = page.next === undefined;
  const next = { ...at, began, after: page.next, since: isAtEnd ? began : at.since, known: addKnown(at.known, now) };
  return { listings: listingsOf(page), gone: goneBetween(before, now), cursor: writeCursor(next), more: !isAtEnd };
}

/** The next page. One that leads to itself would be walked for ever. */
async function readOn({ after }: FeedCursor, where: Readonly<Record<string, unknown>> | undefined, call: Call): Promise<ProductPage> {
  const page = await readProducts({ first: PAGE_SIZE, after, where }, 'feed', call);
  if (page.next !== undefined && page.next === after) throw unreadable('feed: a page of products that leads to itself');
  return page;
}

function listingsOf({ products }: ProductPage): FeedPage['listings'] {
  return products.flatMap(product => product.listings);
}

function variantsOf(products: readonly ReadProduct[]): KnownVariants {
  return Object.fromEntries(products.map(({ id, listings }) => [id, listings.map(({ externalId }) => externalId)]));
}

/** Ids of variants that were there and are not. Nothing is called gone when either side is not known. */
function goneBetween(before: KnownVariants | undefined, now: KnownVariants | undefined): readonly string[] {
  if (before === undefined || now === undefined) return [];
  return Object.entries(before).flatMap(([productId, variantIds]) => {
    const left = new Set(now[productId]);
    return variantIds.filter(id => !left.has(id));
  });
}
