import type { Call, ChannelListing, FeedPage, RawRef, WireRecord } from '@onebasket/adapter-sdk';
import { askStorefront } from './client.ts';
import { contextOf, sizesOf } from './context.ts';
import { unusable } from './errors.ts';
import { addKnown, readCursor, writeCursor, type FeedCursor, type KnownVariants } from './feed-cursor.ts';
import { gidIn, tailOf } from './gid.ts';
import { toListing, toListings } from './product.ts';
import { settingsOf } from './settings.ts';
import { MORE_VARIANTS, PRODUCTS } from './storefront-documents.ts';
import { fieldsOf, isObject, nextOf, rowsOf } from './wire.ts';

const READ = { label: 'products', effect: 'read' } as const;
/** The filter by `updated_at` reads an index that lags behind. */
const OVERLAP_MS = 5 * 60_000;

interface ReadProduct {
  readonly id: string;
  readonly listings: readonly ChannelListing[];
}

/**
 * Walks the published catalogue in the order of ids, then asks for what has changed since by `updated_at`. What is unpublished or deleted is just not
 * there any more: the whole is walked again every `sweepMinutes`, and what the walk before saw and this one does not is gone.
 */
export async function pull(cursor: string | undefined, call: Call): Promise<FeedPage> {
  const at = readCursor(cursor) ?? beginWalk(call.now(), undefined);
  if (at.phase === 'walk') return pullWalk(at, call);
  return at.after === undefined && isSweepDue(at, call) ? pullWalk(beginWalk(call.now(), at.known), call) : pullChanges(at, call);
}

function beginWalk(now: Date, known: KnownVariants | undefined): FeedCursor {
  return { phase: 'walk', began: now.toISOString(), seen: {}, ...(known === undefined ? {} : { known }) };
}

function isSweepDue({ walked, began }: FeedCursor, call: Call): boolean {
  return call.now().getTime() - Date.parse(walked ?? began) >= settingsOf(call.connection).sweepMinutes * 60_000;
}

async function pullWalk(at: FeedCursor, call: Call): Promise<FeedPage> {
  const { products, after } = await readProducts({ sortKey: 'ID', query: null }, at.after, call);
  const listings = products.flatMap(product => product.listings);
  const seen = addKnown(at.seen, variantsOf(products));
  if (after !== undefined) return { listings, gone: [], cursor: writeCursor({ ...at, after, seen }), more: true };
  const next = { phase: 'changes', began: at.began, since: at.began, walked: at.began, known: seen } as const;
  return { listings, gone: goneOf(at.known, seen), cursor: writeCursor(next), more: false };
}

async function pullChanges(at: FeedCursor, call: Call): Promise<FeedPage> {
  const began = at.after === undefined ? call.now().toISOString() : at.began;
  const from = new Date(Date.parse(at.since ?? at.began) - OVERLAP_MS).toISOString();
  const { products, after } = await readProducts({ sortKey: 'UPDATED_AT', query: `updated_at:>='${from}'` }, at.after, call);
  const now = variantsOf(products);
  // A product that has lost variants says so by no longer having them.
  const gone = Object.entries(now).flatMap(([product, variants]) =>
    (at.known?.[product] ?? []).filter(variant => !variants.includes(variant)).map(toVariantId),
  );
  const known = addKnown(at.known, now);
  const listings = products.flatMap(product => product.listings);
  return after === undefined
    ? { listings, gone, cursor: writeCursor({ ...at, after: undefined, began, since: began, known }), more: false }
    : { listings, gone, cursor: writeCursor({ ...at, after, began, known }), more: true };
}

/** One page of products, each with all its variants. */
async function readProducts(
  how: { readonly sortKey: string; readonly query: string | null },
  after: string | undefined,
  call: Call,
): Promise<{ readonly products: readonly ReadProduct[]; readonly after: string | undefined }> {
  const { products: first, variants } = sizesOf(call);
  const variables = { ...how, first, after: after ?? null, variants, ...contextOf(call) };
  const { data, digest } = await askStorefront({ ...READ, document: PRODUCTS, variables }, call);
  const connection = data['products'];
  if (!isObject(connection)) throw unusable('was answered without products', READ);
  const next = nextOf(connection);
  if (next !== undefined && next === after) throw unusable('does not turn the page', READ);
  const products: ReadProduct[] = [];
  for (const { fields, pointer } of rowsOf(connection, '/data/products')) {
    const id = gidIn(fields['id'], 'Product');
    if (id !== undefined) products.push({ id, listings: await allVariants(fields, id, { digest, pointer }, call) });
  }
  return { products, after: next };
}

async function allVariants(product: WireRecord, id: string, raw: RawRef, call: Call): Promise<readonly ChannelListing[]> {
  const listings = [...toListings(product, { raw })];
  let after = nextOf(product['variants']);
  while (after !== undefined) {
    const variables = { id, after, variants: sizesOf(call).variants, ...contextOf(call) };
    const { data, digest } = await askStorefront({ label: 'variants', document: MORE_VARIANTS, variables, effect: 'read' }, call);
    const connection = fieldsOf(data['product'])['variants'];
    for (const { fields, pointer } of rowsOf(connection, '/data/product/variants')) {
      const listing = toListing(fields, product, { raw: { digest, pointer } });
      if (listing) listings.push(listing);
    }
    const next = nextOf(connection);
    if (next === after) throw unusable('does not turn the page', { label: 'variants', effect: 'read' });
    after = next;
  }
  return listings;
}

/** By number: the cursor holds thousands of them. */
function variantsOf(products: readonly ReadProduct[]): KnownVariants {
  return Object.fromEntries(products.map(({ id, listings }) => [tailOf(id), listings.map(({ externalId }) => tailOf(externalId))]));
}

function goneOf(known: KnownVariants | undefined, seen: KnownVariants | undefined): readonly string[] {
  if (!known || !seen) return [];
  return Object.entries(known).flatMap(([product, variants]) =>
    variants.filter(variant => !seen[product]?.includes(variant)).map(toVariantId),
  );
}

function toVariantId(number: string): string {
  return `gid://shopify/ProductVariant/${number}`;
}
