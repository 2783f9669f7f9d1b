import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { EbayError } from './ebay-error.ts';
import { compactItem, fullItem, readEndUser, summaryOf, type ViewContext } from './item-view.ts';
import type { TwinItem } from './items.ts';

/** What the Browse API answers from. */
export interface World {
  readonly items: ReadonlyMap<string, TwinItem>;
  readonly origin: () => string;
  readonly now: () => Date;
}

const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['EBAY_US', 'USD'],
  ['EBAY_DE', 'EUR'],
  ['EBAY_FR', 'EUR'],
  ['EBAY_GB', 'GBP'],
]);

/** GET /item_summary/search */
export function search(request: TwinRequest, world: World): TwinResponse {
  const { query } = request;
  const context = contextOf(request, world);
  const words = (query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const gtin = query.get('gtin');
  if (words.length === 0 && !gtin)
    throw new EbayError(400, 12001, "The call must have a valid 'q', 'category_ids', 'epid' or 'gtin' query parameter.");
  const limit = wholeNumber(query.get('limit'), 50, 12007, "The 'limit' value must be an integer value.");
  const offset = wholeNumber(query.get('offset'), 0, 12005, "The 'offset' value must be an integer.");
  if (limit < 1 || limit > 200) throw new EbayError(400, 12006, "The 'limit' value should be between 1 and 200 (inclusive).");
  if (offset >= 10_000) throw new EbayError(400, 12029, 'The maximum number of listings that can be retrieved is 10,000.');
  if (offset % limit !== 0) throw new EbayError(400, 12515, "The 'offset' value must be either zero or a multiple of the 'limit' value.");
  const found = oneOfEachGroup([...world.items.values()]).filter(
    item => !item.auctionOnly && (gtin ? item.gtin === gtin : words.every(word => item.title.toLowerCase().includes(word))),
  );
  const href = (at: number) =>
    `${world.origin()}${request.path}?${new URLSearchParams([...query].filter(([name]) => name !== 'offset')).toString()}&offset=${at}`;
  const page = found.slice(offset, offset + limit);
  return json(200, {
    href: href(offset),
    total: found.length,
    ...(offset + limit < found.length ? { next: href(offset + limit) } : {}),
    limit,
    offset,
    // As the real one, it leaves the list out when it is empty.
    ...(page.length === 0 ? {} : { itemSummaries: page.map(item => summaryOf(item, context)) }),
  });
}

/** GET /item/{item_id} */
export function getItem(request: TwinRequest, id: string, world: World): TwinResponse {
  const context = contextOf(request, world);
  if (!/^v1\|[^|]+\|[^|]+$/.test(id))
    throw new EbayError(400, 11012, 'The specified item IDs are invalid, or the format of the specified values are invalid.');
  const item = world.items.get(id);
  if (!item) throw new EbayError(404, 11001, 'The specified item Id was not found.');
  return json(200, fullItem(item, context));
}

/** GET /item/?item_ids= */
export function getItems(request: TwinRequest, world: World): TwinResponse {
  const context = contextOf(request, world);
  const ids = (request.query.get('item_ids') ?? '').split(',').filter(Boolean);
  if (ids.length === 0)
    throw new EbayError(400, 11017, 'An item_ids or an item_group_ids list is required. Please use one of these lists.');
  if (ids.length > 20)
    throw new EbayError(
      400,
      11015,
      'The maximum number of item IDs has been exceeded. Please reduce the number of item IDs to 20 or less.',
    );
  const found = ids.flatMap(id => world.items.get(id) ?? []);
  // In an order of its own.
  return json(200, { total: found.length, items: found.toReversed().map(item => compactItem(item, context)) });
}

/** GET /item/get_items_by_item_group */
export function getGroup(request: TwinRequest, world: World): TwinResponse {
  const context = contextOf(request, world);
  const items = [...world.items.values()].filter(({ groupId }) => groupId !== undefined && groupId === request.query.get('item_group_id'));
  if (items.length === 0) throw new EbayError(404, 11002, 'The specified item group was not found.');
  return json(200, {
    items: items.map(item => fullItem(item, context)),
    commonDescriptions: [{ description: '<p>A sleeve for <b>every</b> phone</p>', itemIds: items.map(({ id }) => id) }],
  });
}

function contextOf(request: TwinRequest, { origin, now }: World): ViewContext {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const marketplaceId = header('x-ebay-c-marketplace-id') ?? 'EBAY_US';
  const currency = CURRENCIES.get(marketplaceId);
  if (currency === undefined) throw new EbayError(400, 11011, `The marketplace value ${marketplaceId} is not supported.`);
  const quantity = wholeNumber(
    request.query.get('quantity_for_shipping_estimate'),
    1,
    11019,
    'The quantity_for_shipping_estimate value is invalid. Please enter a positive value.',
  );
  return { origin: origin(), marketplaceId, currency, now: now(), endUser: readEndUser(header('x-ebay-c-enduserctx')), quantity };
}

function oneOfEachGroup(items: readonly TwinItem[]): readonly TwinItem[] {
  const seen = new Set<string>();
  return items.filter(({ groupId }) => groupId === undefined || (!seen.has(groupId) && seen.add(groupId)));
}

function wholeNumber(text: string | null, fallback: number, errorId: number, message: string): number {
  if (text === null) return fallback;
  if (!/^\d+$/.test(text)) throw new EbayError(400, errorId, message);
  return Number(text);
}
