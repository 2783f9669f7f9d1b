import type { Call, FeedPage } from '@onebasket/adapter-sdk';
import { readProducts, readProductsWhere, type ProductPage, type ReadProduct } from './catalogue.ts';
import { addKnown, readCursor, writeCursor, type FeedCursor, type KnownVariants } from './feed-cursor.ts';
import { settingsOf } from './manifest.ts';
import { unreadable } from './wire.ts';

const PAGE_SIZE = 100;
/** The shop's clock and ours may differ, and a change may be committed some time after its stamp. */
const OVERLAP_MS = 5 * 60_000;
const DEFAULT_SWEEP_MINUTES = 30;

/**
 * Walks the catalogue in the order of ids (new products have the highest), then asks for products and for variants that have changed. A price leaves its
 * stamp on the variant only; stock, sales and promotions leave none, and what was taken off is just not there: so the whole catalogue is walked again every
 * `sweepMinutes`, and what the walk before saw and this one does not is gone.
 */
export async function pullFeed(cursor: string | undefined, call: Call): Promise<FeedPage> {
  const at = readCursor(cursor) ?? beginWalk(call.now(), undefined);
  if (at.phase === 'walk') return pullWalk(at, call);
  if (at.phase === 'variants') return pullChanges(at, call);
  return at.offset === 0 && sweepIsDue(at, call) ? pullWalk(beginWalk(call.now(), at.known), call) : pullChanges(at, call);
}

function beginWalk(now: Date, known: KnownVariants | undefined): FeedCursor {
  return { phase: 'walk', offset: 0, began: now.toISOString(), seen: {}, ...(known === undefined ? {} : { known }) };
}

function sweepIsDue({ walked, began }: FeedCursor, call: Call): boolean {
  const minutes = settingsOf(call).sweepMinutes ?? DEFAULT_SWEEP_MINUTES;
  return call.now().getTime() - Date.parse(walked ?? began) >= minutes * 60_000;
}

async function pullWalk(at: FeedCursor, call: Call): Promise<FeedPage> {
  const { products, offset, total } = await readOn(at, call);
  const listings = products.flatMap(product => product.listings);
  const seen = addKnown(at.seen, variantsOf(products));
  const more = offset < total;
  if (more) {
    const last = products.at(-1)?.id ?? at.last;
    return { listings, gone: [], cursor: writeCursor({ ...at, offset, last, seen }), more, total };
  }
  if (seen === undefined) call.log.warn('too many variants to remember: what the shop takes off is not noticed by the feed', { total });
  const next = {
    phase: 'products' as const,
    offset: 0,
    last: undefined,
    began: at.began,
    since: at.began,
    walked: at.began,
    known: seen,
    seen: undefined,
  };
  return { listings, gone: goneBetween(at.known, seen), cursor: writeCursor(next), more, total };
}

/**
 * The next page of the walk. The list can only be paged by position, and a product taken off in front of us moves the rest forward: the last product that
 * was passed is read again, and when it is not where it was, one page back is read, since twice is harmless and never is not.
 */
async function readOn({ offset, last }: FeedCursor, call: Call): Promise<ProductPage & { readonly offset: number }> {
  const read = (from: number) => readProducts({ limit: PAGE_SIZE, offset: from, filter: [['order', 'id']] }, 'feed', call);
  let from = Math.max(0, offset - 1);
  let page = await read(from);
  const [seam] = page.products;
  const isSeamed = last !== undefined && seam?.id === last;
  if (last !== undefined && !isSeamed) {
    from = Math.max(0, from - PAGE_SIZE);
    page = await read(from);
  }
  // Taking this for the end would call everything behind it gone.
  if (page.products.length === 0 && from < page.total) throw unreadable(`feed: an empty page of products at ${from} of ${page.total}`);
  const products = isSeamed ? page.products.slice(1) : page.products;
  return { products, total: page.total, offset: from + page.products.length };
}

async function pullChanges(at: FeedCursor, call: Call): Promise<FeedPage> {
  const began = at.phase === 'products' && at.offset === 0 ? call.now().toISOString() : at.began;
  const since = new Date(Date.parse(at.since ?? at.began) - OVERLAP_MS).toISOString();
  const stamp = at.phase === 'products' ? 'updated_at[$gt]' : 'variants[updated_at][$gt]';
  const filter = [
    [stamp, since],
    ['order', 'id'],
  ] as const;
  const page = await readProductsWhere({ limit: PAGE_SIZE, offset: at.offset, filter }, `feed: changed ${at.phase}`, call);
  if (page === undefined)
    call.log.debug('this version of the shop cannot be asked for changes: the next walk finds them', { phase: at.phase });

  const changed = page?.products ?? [];
  const offset = at.offset + changed.length;
  const isAtEnd = changed.length === 0 || offset >= (page?.total ?? 0);
  const now = variantsOf(changed);
  const before = Object.fromEntries(Object.entries(at.known ?? {}).filter(([productId]) => productId in now));
  const next = {
    ...at,
    began,
    offset: isAtEnd ? 0 : offset,
    phase: !isAtEnd ? at.phase : at.phase === 'products' ? ('variants' as const) : ('products' as const),
    since: isAtEnd && at.phase === 'variants' ? began : (at.since ?? at.began),
    known: addKnown(at.known, now),
  };
  return {
    listings: changed.flatMap(product => product.listings),
    gone: goneBetween(before, now),
    cursor: writeCursor(next),
    more: next.phase === 'variants' || !isAtEnd,
  };
}

function variantsOf(products: readonly ReadProduct[]): KnownVariants {
  return Object.fromEntries(products.map(({ id, listings }) => [id, listings.map(listing => listing.externalId)]));
}

/** Ids of variants that were there and are not. Nothing is called gone when either side is not known. */
function goneBetween(before: KnownVariants | undefined, now: KnownVariants | undefined): readonly string[] {
  if (before === undefined || now === undefined) return [];
  return Object.entries(before).flatMap(([productId, variantIds]) => {
    const left = new Set(now[productId]);
    return variantIds.filter(id => !left.has(id));
  });
}
