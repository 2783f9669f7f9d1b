import type { Call, ChannelListing, Page, WireRecord } from '@onebasket/adapter-sdk';
import { textIn } from '@onebasket/adapter-sdk';
import { contextOf } from './basket.ts';
import { invoke, isDone, isUnknown, type UcpAnswer } from './client.ts';
import { configuredListings } from './configured-items.ts';
import { discover, type Merchant } from './discovery.ts';
import { failure, type Message } from './errors.ts';
import { OPERATIONS } from './operations.ts';
import { toListings } from './product.ts';
import { recordIn } from './wire.ts';

/** A merchant may refuse longer lists; a refused one is halved. */
const BATCH = 20;

/** One page of the merchant's search. Without a catalogue the configured items are searched. */
export async function search(
  { text, first, after }: { readonly text: string; readonly first: number; readonly after?: string | undefined },
  call: Call,
): Promise<Page<ChannelListing>> {
  const merchant = await discover(call);
  if (!merchant.can('catalog.search')) return searchConfigured(text, first, after, call);
  const payload = { query: text, ...contextOf(call), pagination: { limit: first, ...(after === undefined ? {} : { cursor: after }) } };
  const answer = await invoke(call, merchant, OPERATIONS.searchCatalog, { payload });
  if (!isDone(answer)) {
    if (isUnknown(answer) && answer.status < 300) return { items: [] };
    throw refused(answer, 'POST /catalog/search');
  }
  const next = nextCursor(answer.body, after);
  return { items: listingsIn(answer, 'POST /catalog/search'), ...(next === undefined ? {} : { next }) };
}

/** Listings by their variants' ids, in the order asked. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const merchant = await discover(call);
  const ids = [...new Set(externalIds)];
  const listings = merchant.can('catalog.lookup') ? await lookup(call, merchant, ids) : configuredListings(call);
  const byId = new Map(listings.map(listing => [listing.externalId, listing]));
  return externalIds.map(id => byId.get(id));
}

async function lookup(call: Call, merchant: Merchant, ids: readonly string[]): Promise<readonly ChannelListing[]> {
  if (ids.length === 0) return [];
  if (ids.length > BATCH)
    return [...(await lookup(call, merchant, ids.slice(0, BATCH))), ...(await lookup(call, merchant, ids.slice(BATCH)))];
  const answer = await invoke(call, merchant, OPERATIONS.lookupCatalog, { payload: { ids, ...contextOf(call) } });
  if (isDone(answer)) return listingsIn(answer, 'POST /catalog/lookup');
  if (isUnknown(answer) && answer.status < 300) return [];
  if (ids.length > 1 && isTooLarge(answer)) {
    const half = Math.ceil(ids.length / 2);
    return [...(await lookup(call, merchant, ids.slice(0, half))), ...(await lookup(call, merchant, ids.slice(half)))];
  }
  throw refused(answer, 'POST /catalog/lookup');
}

/** Over MCP a list that is too long is merely "invalid params". */
function isTooLarge({ status, messages }: UcpAnswer): boolean {
  return (
    status === 413 ||
    messages.some(({ code }: Message) => code === 'request_too_large') ||
    (status === 400 && messages.every(({ code }) => code === ''))
  );
}

function listingsIn({ body, raw }: UcpAnswer, what: string): readonly ChannelListing[] {
  const products = body['products'];
  if (!Array.isArray(products)) throw failure('invalid-response', `${what} sent no products`);
  return products.flatMap((product, at) => toListings(product, raw.digest, `${raw.pointer}/products/${at}`));
}

/** A cursor that leads back to where we are ends the walk. */
function nextCursor(body: WireRecord, after: string | undefined): string | undefined {
  const pagination = recordIn(body['pagination']);
  const cursor = textIn(pagination?.['cursor']);
  return pagination?.['has_next_page'] === true && cursor !== after ? cursor : undefined;
}

function searchConfigured(text: string, first: number, after: string | undefined, call: Call): Page<ChannelListing> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = configuredListings(call).filter(({ title }) => words.every(word => title.toLowerCase().includes(word)));
  const from = after !== undefined && /^\d{1,6}$/.test(after) ? Number(after) : 0;
  return { items: found.slice(from, from + first), ...(from + first < found.length ? { next: String(from + first) } : {}) };
}

function refused({ status, messages }: UcpAnswer, what: string) {
  const code = messages.find(message => message.code !== '')?.code;
  return failure(
    status === 403 ? 'unauthorized' : 'invalid-response',
    `${what} was answered with ${status}${code ? ` ${code.slice(0, 60)}` : ''}`,
  );
}
