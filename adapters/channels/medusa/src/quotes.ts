import type { Call, ChannelListing, Quote, QuotedLine, QuoteRequest } from '@onebasket/adapter-sdk';
import { add, allocate, refuse, times, type Money, type Refusal } from '@onebasket/core';
import { createCart, type Cart, type CartLine } from './cart.ts';
import { INSUFFICIENT_INVENTORY, type Denial } from './errors.ts';
import { getListings } from './listings.ts';
import { millionths } from './money.ts';
import { homeRegion, regionFor, type Region } from './region.ts';
import { chooseShipping, type ShippedCart } from './shipping.ts';
import { unreadable } from './wire.ts';

type ListingsById = ReadonlyMap<string, ChannelListing>;

/** Each quote is a real basket, thrown away afterwards: what it costs is what an order of it costs, to the cent. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const ids = [...new Set(requests.flatMap(request => request.lines.map(line => line.externalId)))];
  // The shop says what is left beside a listing, never beside a basket.
  const found = await getListings(ids, call);
  const listings = new Map(found.flatMap(listing => (listing === undefined ? [] : [[listing.externalId, listing] as const])));
  return Promise.all(requests.map(request => getQuote(request, listings, call)));
}

async function getQuote(request: QuoteRequest, listings: ListingsById, call: Call): Promise<Quote | Refusal> {
  const unknown = request.lines.map(line => line.externalId).filter(id => !listings.has(id));
  if (unknown.length > 0) return refuse('not-found', 'the shop does not sell this', { externalIds: unknown });
  const place = await placeOf(request, call);
  if (place === undefined) return refuse('not-deliverable', 'the shop does not sell to this country');
  const { region, address } = place;
  const cart = await createCart({ region, lines: request.lines, address }, 'read', 'quote', call);
  if ('ok' in cart) return denied(request, region, cart, listings);
  const needsShipping = cart.lines.some(line => line.needsShipping);
  if (request.destination === undefined || !needsShipping) return toQuote(request, { cart }, listings);
  const shipped = await chooseShipping(cart, 'read', 'quote', call);
  return 'status' in shipped ? shipped : toQuote(request, shipped, listings);
}

interface Place {
  readonly region: Region;
  readonly address?: Readonly<Record<string, string | undefined>>;
}

async function placeOf({ destination }: QuoteRequest, call: Call): Promise<Place | undefined> {
  if (destination === undefined) {
    const { region, country } = await homeRegion(call);
    return { region, ...(country === undefined ? {} : { address: { country_code: country.toLowerCase() } }) };
  }
  const { country, region: province, city, postalCode } = destination;
  const region = await regionFor(country, call);
  return region && { region, address: { country_code: country.toLowerCase(), province, city, postal_code: postalCode } };
}

/** The basket's prices as a quote, its lines in the order asked. */
export function toQuote(request: QuoteRequest, shipped: Partial<ShippedCart> & { readonly cart: Cart }, listings: ListingsById): Quote {
  const { cart, methodId, title } = shipped;
  const left = [...cart.lines];
  const lines = request.lines.map(({ externalId, quantity }) => {
    const at = left.findIndex(line => line.variantId === externalId && line.quantity === quantity);
    const [line] = at < 0 ? [] : left.splice(at, 1);
    if (line === undefined) throw unreadable('quote: a line that was put in is not in the basket');
    return line;
  });
  // Something that the shop has put in by itself would be in the total and in no line.
  if (left.length > 0) throw unreadable('quote: the basket holds more than was put in');
  const { subtotals, shipping, tax } = shareOut(cart, lines);
  const isTaxKnown = request.destination !== undefined || millionths(cart.taxTotal) > 0n || lines.every(line => line.pricesIncludeTax);
  return {
    lines: lines.map((line, at) => toQuotedLine(line, subtotals[at] as Money, listings)),
    ...(methodId === undefined ? {} : { shipping: { methodId, title: title ?? methodId, cost: shipping } }),
    ...(tax.minor === 0n ? {} : { tax }),
    total: cart.total,
    raw: { digest: cart.digest, pointer: '/cart' },
    ...(isTaxKnown ? {} : { isEstimate: true }),
  };
}

/**
 * Medusa rounds nothing but what is paid, so its exact parts are shared out over the rounded total: each is right to the minor unit, and together they are
 * the total. Where prices do not include it, tax is a part of its own.
 */
function shareOut(
  cart: Cart,
  lines: readonly CartLine[],
): { readonly subtotals: readonly Money[]; readonly shipping: Money; readonly tax: Money } {
  const isTaxInside = lines.every(line => line.pricesIncludeTax);
  const exact = (total: string, tax: string) => millionths(total) - (isTaxInside ? 0n : millionths(tax));
  const weights = [
    ...lines.map(line => exact(line.total, line.taxTotal)),
    exact(cart.shippingTotal, cart.shippingTaxTotal),
    isTaxInside ? 0n : millionths(cart.taxTotal),
  ];
  if (weights.some(weight => weight < 0n)) throw unreadable('quote: less than nothing is charged for a part');
  const isFree = weights.every(weight => weight === 0n);
  if (isFree && cart.total.minor !== 0n) throw unreadable('quote: nothing in the basket costs what it costs');
  const parts = isFree ? weights.map(() => cart.total) : allocate(cart.total, weights);
  return { subtotals: parts.slice(0, lines.length), shipping: parts.at(-2) as Money, tax: parts.at(-1) as Money };
}

function toQuotedLine(line: CartLine, subtotal: Money, listings: ListingsById): QuotedLine {
  const externalId = line.variantId as string;
  const listing = listings.get(externalId);
  return {
    externalId,
    title: listing?.title ?? line.title,
    quantity: line.quantity,
    listPrice: line.listPrice,
    unitPrice: line.unitPrice,
    subtotal,
    promotions: line.discounts.map(({ id, code, isAutomatic, saved }) => ({
      id,
      kind: isAutomatic ? 'ITEM_DISCOUNT' : 'COUPON',
      label: code,
      saved,
    })),
    ...stockOf(listing),
  };
}

function stockOf(listing: ChannelListing | undefined): Pick<QuotedLine, 'availability' | 'stock'> {
  return { availability: listing?.availability ?? 'IN_STOCK', ...(listing?.stock === undefined ? {} : { stock: listing.stock }) };
}

/** Too few are left for a basket: the catalogue's prices, with what is left, so that a comparison can show it. Shipping is unknown. */
function denied(request: QuoteRequest, region: Region, denial: Denial, listings: ListingsById): Quote | Refusal {
  if (denial.code !== INSUFFICIENT_INVENTORY) return refuse('other', denial.message);
  const lines: QuotedLine[] = [];
  for (const { externalId, quantity } of request.lines) {
    const listing = listings.get(externalId);
    if (listing?.price === undefined) return refuse('not-found', 'the shop names no price for this', { externalIds: [externalId] });
    const { price } = listing;
    // The catalogue is read in one region only; in another's currency there is nothing to show.
    if (price.currency !== region.currency) return refuse('out-of-stock', 'the shop has fewer left');
    const told = { externalId, title: listing.title, quantity, listPrice: listing.listPrice ?? price, unitPrice: price };
    lines.push({ ...told, subtotal: times(price, quantity), promotions: [], ...stockOf(listing) });
  }
  return { lines, total: lines.map(line => line.subtotal).reduce(add), isEstimate: true };
}
