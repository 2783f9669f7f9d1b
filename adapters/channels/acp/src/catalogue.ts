import { createHash } from 'node:crypto';
import { parseLosslessJson, statusFailure, type Call, type ChannelListing, type FeedPage, type Page } from '@onebasket/adapter-sdk';
import { failure } from './errors.ts';
import { readFeedCursor, writeFeedCursor } from './feed-cursor.ts';
import { toListings } from './product.ts';
import { feedAddressOf, settingsOf } from './settings.ts';
import { recordIn } from './wire.ts';

interface Catalogue {
  readonly listings: readonly ChannelListing[];
  readonly digest: string;
}

const KEPT_MS = 10 * 60_000;
const PAGE = 500;
const LABEL = 'GET products.jsonl';

/** What the merchant's feed, else configuration, names; by words of titles. */
export async function search(
  { text, first, after }: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { items: [] };
  const { listings } = await keptCatalogue(call);
  const found = listings.filter(({ title, brand = '' }) => words.every(word => `${title} ${brand}`.toLowerCase().includes(word)));
  const from = after !== undefined && /^\d{1,7}$/.test(after) ? Number(after) : 0;
  return { items: found.slice(from, from + first), ...(from + first < found.length ? { next: String(from + first) } : {}) };
}

/** Listings by their variants' ids, in the order asked. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const { listings } = await keptCatalogue(call);
  const byId = new Map(listings.map(listing => [listing.externalId, listing]));
  return externalIds.map(id => byId.get(id));
}

/** The whole feed page by page, then again when the file has changed: it is replaced as a whole, so what it no longer names is gone. */
export async function pullFeed(cursor: string | undefined, call: Call): Promise<FeedPage> {
  const at = readFeedCursor(cursor);
  const isUnderWay = at !== undefined && at.from < at.ids.length;
  const { listings, digest } = await (isUnderWay ? keptCatalogue : readCatalogue)(call);
  const ids = listings.map(({ externalId }) => externalId);
  if (at && at.digest === digest && at.from >= ids.length) return { listings: [], gone: [], cursor: writeFeedCursor(at), more: false };
  // Another file than the walk began with: it begins anew, and knows what it has seen.
  const isSameWalk = at?.digest === digest;
  const from = isSameWalk ? at.from : 0;
  const seen = isSameWalk ? at.before : (at?.ids ?? []);
  const next = from + PAGE;
  const isLast = next >= ids.length;
  const still = new Set(ids);
  return {
    listings: listings.slice(from, next),
    gone: isLast ? seen.filter(id => !still.has(id)) : [],
    cursor: writeFeedCursor({ digest, from: Math.min(next, ids.length), ids, before: isLast ? [] : seen }),
    more: !isLast,
    total: ids.length,
  };
}

function keptCatalogue(call: Call): Promise<Catalogue> {
  return call.memo('catalogue', KEPT_MS, () => readCatalogue(call));
}

async function readCatalogue(call: Call): Promise<Catalogue> {
  const settings = settingsOf(call);
  const address = feedAddressOf(settings);
  if (address !== undefined) return readFile(address, call);
  const { items = [] } = settings;
  const listings = items.map(({ id, title }): ChannelListing => ({
    externalId: id,
    title,
    gtins: [],
    images: [],
    attributes: [],
    options: [],
    categoryPath: [],
    availability: 'UNKNOWN',
    purchasable: true,
  }));
  return { listings, digest: createHash('sha256').update(JSON.stringify(items)).digest('hex') };
}

async function readFile(url: string, call: Call): Promise<Catalogue> {
  const response = await call.http.request({
    method: 'GET',
    url,
    headers: { accept: 'application/jsonl, application/json' },
    label: LABEL,
  });
  if (response.status >= 300) throw statusFailure(response, { what: `acp: ${LABEL}`, effect: 'read', now: call.now() });
  const { digest } = response;
  const products = productsIn(response.text());
  const listings = products.flatMap(({ product, pointer }) => toListings(product, { digest, pointer }));
  return { listings: [...new Map(listings.map(listing => [listing.externalId, listing])).values()], digest };
}

/** A product on each line (pointers begin with the number of the line), or one JSON text: a list, or `{products}`. */
function productsIn(text: string): readonly { readonly product: unknown; readonly pointer: string }[] {
  const whole = tryJson(text);
  const list = Array.isArray(whole) ? { products: whole as unknown[], base: '' } : listOf(whole);
  if (list) return list.products.map((product, at) => ({ product, pointer: `${list.base}/${at}` }));
  const lines = text.split('\n').map(line => line.trim());
  if (lines.every(line => line === '')) throw failure('invalid-response', `${LABEL} sent nothing`);
  return lines.flatMap((line, at) => {
    if (line === '') return [];
    const product = recordIn(tryJson(line));
    if (!product) throw failure('invalid-response', `${LABEL}: line ${at + 1} is no product`);
    return [{ product, pointer: `/${at}` }];
  });
}

function listOf(whole: unknown): { readonly products: readonly unknown[]; readonly base: string } | undefined {
  const products = recordIn(whole)?.['products'];
  return Array.isArray(products) ? { products: products as unknown[], base: '/products' } : undefined;
}

function tryJson(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return undefined;
  }
}
