import type { Call, FeedPage } from '@onebasket/adapter-sdk';
import { PAGE_SIZE, readProducts, readProductsById, type ReadProduct } from './catalogue.ts';
import { productsWithChangedVariants } from './changed-variants.ts';
import { fromExternalId, toExternalId } from './external-id.ts';
import { addKnown, readCursor, writeCursor, type FeedCursor, type KnownVariants } from './feed-cursor.ts';
import { settingsOf } from './manifest.ts';
import { unreadable } from './wire.ts';

/** The shop's clock and ours may differ, and a change may be committed some time after its stamp. */
const OVERLAP_MS = 5 * 60_000;
/** Products read twice at the seam of two pages, to notice when the list has moved. */
const SEAM = 5;
const DEFAULT_SWEEP_MINUTES = 30;

/**
 * Walks the catalogue in the order of product ids, then asks for products that have changed.
 * A change to a variant leaves no stamp on its product (the Admin API can be asked for it), a sale leaves none at all, and the shop keeps no list of what it has taken off:
 * so the whole catalogue is walked again every `sweepMinutes`, and what the walk before saw and this one does not is gone.
 */
export async function pullFeed(cursor: string | undefined, call: Call): Promise<FeedPage> {
  const now = call.now();
  const at = readCursor(cursor) ?? beginWalk(now);
  if (at.phase === 'walk') return pullWalk(at, call);
  return sweepIsDue(at, now, call) && at.skip === 0 ? pullWalk(beginWalk(now, at.known), call) : pullChanges(at, call);
}

function beginWalk(now: Date, known?: KnownVariants): FeedCursor {
  return { phase: 'walk', skip: 0, began: now.toISOString(), seen: {}, ...(known === undefined ? {} : { known }) };
}

function sweepIsDue({ walked, began }: FeedCursor, now: Date, call: Call): boolean {
  const minutes = settingsOf(call).sweepMinutes ?? DEFAULT_SWEEP_MINUTES;
  return now.getTime() - Date.parse(walked ?? began) >= minutes * 60_000;
}

async function pullWalk(at: FeedCursor, call: Call): Promise<FeedPage> {
  const { products, skip, last, more, total } = await readOn(at, undefined, call);
  const seen = addKnown(at.seen, variantsOf(products, at.known));
  const next = { ...at, skip, ...(last === undefined ? {} : { last }), seen };
  if (more) return { listings: listingsOf(products), gone: [], cursor: writeCursor(withoutUnknown(next)), more, total };

  if (seen === undefined)
    call.log.warn('too many variants to remember: what the shop takes off is noticed only when it is asked for', { total });
  const done = { phase: 'changes' as const, skip: 0, began: at.began, since: at.began, walked: at.began, known: seen };
  return { listings: listingsOf(products), gone: goneBetween(at.known, seen), cursor: writeCursor(withoutUnknown(done)), more, total };
}

async function pullChanges(at: FeedCursor, call: Call): Promise<FeedPage> {
  const began = at.skip === 0 ? call.now().toISOString() : at.began;
  const since = at.since ?? at.began;
  const after = new Date(Date.parse(since) - OVERLAP_MS).toISOString();
  const byVariant = at.skip === 0 ? await productsWithChangedVariants(after, call) : [];
  if (byVariant === 'many') return pullWalk(beginWalk(call.now(), at.known), call);

  const step = await readOn(at, { updatedAt: { after } }, call);
  const products = [...step.products, ...(await readMissing(byVariant, step.products, call))];
  // Variants that a changed product has lost are gone; its new ones are known from now on.
  const changed = variantsOf(products, at.known);
  const before = Object.fromEntries(Object.entries(at.known ?? {}).filter(([productId]) => productId in changed));
  const known = addKnown(at.known, changed);
  const next = step.more
    ? { ...at, began, skip: step.skip, last: step.last, known }
    : { phase: 'changes' as const, skip: 0, began, since: began, walked: at.walked, known };
  return { listings: listingsOf(products), gone: goneBetween(before, changed), cursor: writeCursor(withoutUnknown(next)), more: step.more };
}

/** The products that are named but not among those read; one that the shop no longer shows has nothing left for sale. */
async function readMissing(ids: readonly string[], read: readonly ReadProduct[], call: Call): Promise<readonly ReadProduct[]> {
  const missing = ids.filter(id => !read.some(product => product.id === id));
  const found = await readProductsById(call, missing);
  return missing.map(id => found.get(id) ?? { id, listings: [] });
}

interface Step {
  readonly products: readonly ReadProduct[];
  readonly skip: number;
  readonly last: string | undefined;
  readonly more: boolean;
  readonly total: number;
}

/**
 * The next page. The list can only be paged by position, and a product taken off in front of us moves the rest forward:
 * when the last product of the page before is not at the seam, one page back is read again, since twice is harmless and never is not.
 */
async function readOn(at: FeedCursor, filter: Readonly<Record<string, unknown>> | undefined, call: Call): Promise<Step> {
  const from = Math.max(0, at.skip - SEAM);
  const narrowed = filter === undefined ? {} : { filter };
  let position = from;
  let page = await readProducts(call, { take: PAGE_SIZE, skip: position, ...narrowed });
  if (at.last !== undefined && !page.products.slice(0, SEAM).some(product => product.id === at.last)) {
    position = Math.max(0, from - PAGE_SIZE);
    page = await readProducts(call, { take: PAGE_SIZE, skip: position, ...narrowed });
  }
  const { products, total } = page;
  const skip = position + products.length;
  // Taking this for the end would call everything behind it gone.
  if (products.length === 0 && position < total) throw unreadable(`an empty page of products at ${position} of ${total}`);
  return { products, skip, last: products.at(-1)?.id, more: skip < total, total };
}

function listingsOf(products: readonly ReadProduct[]): FeedPage['listings'] {
  return products.flatMap(product => product.listings);
}

function variantsOf(products: readonly ReadProduct[], before: KnownVariants | undefined): KnownVariants {
  return Object.fromEntries(
    products.map(({ id, listings, unreadable: broken }) => [
      id,
      broken ? (before?.[id] ?? []) : listings.flatMap(listing => fromExternalId(listing.externalId)?.variantId ?? []),
    ]),
  );
}

/** Ids of variants that were there and are not. Nothing is called gone when either side is not known. */
function goneBetween(before: KnownVariants | undefined, now: KnownVariants | undefined): readonly string[] {
  if (before === undefined || now === undefined) return [];
  return Object.entries(before).flatMap(([productId, variantIds]) => {
    const left = new Set(now[productId]);
    return variantIds.filter(variantId => !left.has(variantId)).map(variantId => toExternalId({ productId, variantId }));
  });
}

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** A cursor names only what is known. */
function withoutUnknown(cursor: Loose<FeedCursor>): FeedCursor {
  return Object.fromEntries(Object.entries(cursor).filter(([, value]) => value !== undefined)) as unknown as FeedCursor;
}
