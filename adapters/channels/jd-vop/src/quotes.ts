import {
  htmlToText,
  type Call,
  type Quote,
  type QuotedLine,
  type QuoteLine,
  type QuoteRequest,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { add, refuse, sum, times, type Money, type Refusal } from '@onebasket/core';
import pMap from 'p-map';
import { areaOf, areaText, configuredArea, type AreaIds } from './area.ts';
import { freightOf } from './freight.ts';
import { pricesOf, type VopPrice } from './prices.ts';
import { detailOf, restrictedAt, saleStates } from './products.ts';
import { stockOf, type VopStock } from './stock.ts';
import { CNY, filledIn, flagIn } from './wire.ts';

const CONCURRENCY = 4;
/** Of one order. */
const MOST_SKUS = 50;

/** What is known of the SKUs that were asked for. */
interface Shelf {
  readonly prices: ReadonlyMap<string, VopPrice>;
  readonly states: ReadonlyMap<string, WireRecord>;
  readonly names: ReadonlyMap<string, string>;
}

/** What is known of them at one place. */
interface Place {
  readonly area: AreaIds;
  readonly stock: ReadonlyMap<string, VopStock>;
  readonly restricted: ReadonlySet<string>;
}

/** What baskets cost the contracted buyer now: contract prices (tax inside), stock and freight at the destination, read live. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const skus = [...new Set(requests.flatMap(({ lines }) => lines.map(({ externalId }) => externalId)))].filter(isSku);
  const shelf = await readShelf(skus, call);
  const areas = await pMap(
    requests,
    ({ destination }) => (destination ? areaOf(destination, call) : Promise.resolve(configuredArea(call))),
    { concurrency: CONCURRENCY },
  );
  const places = await placesOf(requests, areas, shelf, call);
  return pMap(
    requests,
    (request, at) => {
      const area = areas[at];
      if (request.destination && !area) return refuse('address-refused', 'JD does not know this place');
      return quoteOne(request, shelf, area && places.get(areaText(area)), call);
    },
    { concurrency: CONCURRENCY },
  );
}

async function readShelf(skus: readonly string[], call: Call): Promise<Shelf> {
  if (skus.length === 0) return { prices: new Map(), states: new Map(), names: new Map() };
  const [prices, states] = await Promise.all([pricesOf(skus, call), saleStates(skus, call)]);
  const named = await pMap(
    skus.filter(sku => prices.get(sku)?.contract),
    // Where the sale state has no name, the page has.
    async sku => [sku, filledIn(states.get(sku)?.['name']) ?? filledIn((await detailOf(sku, call))?.detail['name']) ?? sku] as const,
    { concurrency: CONCURRENCY },
  );
  return { prices, states, names: new Map(named) };
}

/** Stock and restrictions at each place that is asked about, for the largest quantity of each SKU there. */
async function placesOf(
  requests: readonly QuoteRequest[],
  areas: readonly (AreaIds | undefined)[],
  { prices }: Shelf,
  call: Call,
): Promise<ReadonlyMap<string, Place>> {
  const wantedAt = new Map<string, { readonly area: AreaIds; readonly wanted: Map<string, number> }>();
  for (const [at, { lines }] of requests.entries()) {
    const area = areas[at];
    if (!area) continue;
    const place = wantedAt.get(areaText(area)) ?? { area, wanted: new Map<string, number>() };
    wantedAt.set(areaText(area), place);
    for (const { externalId, quantity } of lines)
      if (prices.has(externalId)) place.wanted.set(externalId, Math.max(quantity, place.wanted.get(externalId) ?? 0));
  }
  const places = await pMap(
    [...wantedAt].filter(([, { wanted }]) => wanted.size > 0),
    async ([name, { area, wanted }]) => {
      const [stock, restricted] = await Promise.all([stockOf(wanted, area, call), restrictedAt([...wanted.keys()], area, call)]);
      return [name, { area, stock, restricted }] as const;
    },
    { concurrency: CONCURRENCY },
  );
  return new Map(places);
}

async function quoteOne({ lines }: QuoteRequest, shelf: Shelf, place: Place | undefined, call: Call): Promise<Quote | Refusal> {
  const ids = (isIt: (id: string) => boolean) => lines.map(({ externalId }) => externalId).filter(isIt);
  const unknown = ids(id => !shelf.states.has(id) && shelf.prices.get(id)?.contract === undefined);
  if (unknown.length > 0) return refuse('not-found', 'this is not in the product pool of the account', { externalIds: unknown });
  const unsold = ids(id => flagIn(shelf.states.get(id)?.['saleState']) === false);
  if (unsold.length > 0) return refuse('not-found', 'JD does not sell this to the account now', { externalIds: unsold });
  const unpriced = ids(id => shelf.prices.get(id)?.contract === undefined);
  if (unpriced.length > 0) return refuse('other', 'JD names no contract price', { externalIds: unpriced });
  const unreached = ids(id => place?.restricted.has(id) === true);
  if (unreached.length > 0) return refuse('not-deliverable', 'JD does not bring this to the place', { externalIds: unreached });
  if (lines.length > MOST_SKUS) return refuse('limit-exceeded', `JD takes at most ${MOST_SKUS} different goods in one order`);
  const quoted = lines.map(line => quotedLine(line, shelf, place?.stock.get(line.externalId)));
  const goods = sum(
    quoted.map(({ subtotal }) => subtotal),
    CNY,
  );
  const freight = place && (await freightOf(lines, place.area, call));
  return {
    lines: quoted,
    ...(freight ? { shipping: { methodId: 'jd', title: '京东配送', cost: freight } } : {}),
    total: freight ? add(goods, freight) : goods,
  };
}

function quotedLine({ externalId, quantity }: QuoteLine, { prices, names }: Shelf, stock: VopStock | undefined): QuotedLine {
  const { contract } = prices.get(externalId) ?? {};
  const unitPrice = contract as Money;
  return {
    externalId,
    title: htmlToText(names.get(externalId) ?? '') || externalId,
    quantity,
    listPrice: unitPrice,
    unitPrice,
    subtotal: times(unitPrice, quantity),
    promotions: [],
    availability: stock?.availability ?? 'UNKNOWN',
    ...(stock?.left === undefined ? {} : { stock: stock.left }),
  };
}

function isSku(id: string): boolean {
  return /^[1-9]\d{0,17}$/.test(id);
}
