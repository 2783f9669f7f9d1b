import type { Call, PromotionKind, Quote, QuotedLine, QuoteRequest } from '@onebasket/adapter-sdk';
import { add, allocate, refuse, times, type Money, type Refusal } from '@onebasket/core';
import { fillBasket, isShortage, type BasketStep, type Shortage } from './basket.ts';
import { fromExternalId } from './external-id.ts';
import { getListings } from './listings.ts';
import type { VendureLine, VendureOrder } from './order.ts';
import { chooseShipping } from './shipping.ts';
import { countStock } from './stock.ts';
import { unreadable } from './wire.ts';

/** Each quote is a real basket in a session of its own, thrown away afterwards: what it costs is what an order of it costs, to the cent. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  return Promise.all(requests.map(request => getQuote(request, call)));
}

async function getQuote(request: QuoteRequest, call: Call): Promise<Quote | Refusal> {
  const { destination } = request;
  const steps = destination === undefined ? [] : [addressStep(destination)];
  const ids = request.lines.map(line => line.externalId);
  const [basket, left] = await Promise.all([fillBasket(request.lines, steps, 'quote', call), countStock(ids, call)]);
  if (isShortage(basket)) return catalogueQuote(request, basket, call);
  if (!('session' in basket)) return basket;
  if (destination === undefined) return toQuote(request, basket.order, left);
  const ready = await chooseShipping(basket, 'quote', call);
  return 'session' in ready ? toQuote(request, ready.order, left) : ready;
}

/** A street is required; nothing in core depends on it. */
function addressStep({ country, region, city, postalCode }: NonNullable<QuoteRequest['destination']>): BasketStep {
  return {
    name: 'setOrderShippingAddress',
    input: 'input',
    variableType: 'CreateAddressInput!',
    value: { streetLine1: '-', countryCode: country, province: region, city, postalCode },
  };
}

/** The basket's prices as a quote, its lines in the order asked. */
export function toQuote(request: QuoteRequest, order: VendureOrder, left: ReadonlyMap<string, number>): Quote {
  if (order.total.minor < 0n) throw unreadable('quote: a negative total');
  const asked = new Map<string, number[]>();
  for (const line of request.lines) asked.set(line.externalId, [...(asked.get(line.externalId) ?? []), line.quantity]);
  const byId = new Map(order.lines.map(line => [line.externalId, { line, shares: sharesOf(line, asked.get(line.externalId) ?? []) }]));
  const lines = request.lines.map(({ externalId, quantity }) => {
    const entry = byId.get(externalId);
    const subtotal = entry?.shares.shift();
    if (!entry || !subtotal) throw unreadable('quote: a line that was put in is not in the basket');
    return toQuotedLine(entry.line, quantity, subtotal, entry.line.stock ?? left.get(entry.line.variantId));
  });
  const [method] = order.shippingMethods;
  const shipping = method && { shipping: { methodId: method.id, title: method.title, cost: order.shipping } };
  return { lines, ...shipping, total: order.total };
}

/** The same variant asked for twice is one line there. */
function sharesOf(line: VendureLine, quantities: readonly number[]): Money[] {
  return quantities.length === 1 ? [line.subtotal] : quantities.length === 0 ? [] : allocate(line.subtotal, quantities.map(BigInt));
}

function toQuotedLine(line: VendureLine, quantity: number, subtotal: Money, stock: number | undefined): QuotedLine {
  return {
    externalId: line.externalId,
    title: line.title,
    quantity,
    listPrice: line.listPrice,
    unitPrice: line.unitPrice,
    subtotal,
    promotions: line.discounts.map(({ source, type, description, saved }) => ({
      id: source,
      kind: kindOf(type),
      label: description,
      saved,
    })),
    availability: line.availability,
    ...(stock === undefined ? {} : { stock }),
  };
}

/** What a promotion depends on is not told; only whether it took something off the item or off the whole order. */
function kindOf(adjustmentType: string): PromotionKind {
  return adjustmentType === 'PROMOTION' ? 'ITEM_DISCOUNT' : 'OTHER';
}

/** Too few are left for a basket: the prices of the catalogue, with what is left, so that a comparison can show it. Shipping is unknown. */
async function catalogueQuote(request: QuoteRequest, { left }: Shortage, call: Call): Promise<Quote | Refusal> {
  const listings = await getListings(
    request.lines.map(line => line.externalId),
    call,
  );
  const lines: QuotedLine[] = [];
  for (const [index, { externalId, quantity }] of request.lines.entries()) {
    const listing = listings[index];
    if (listing?.price === undefined) return refuse('not-found', 'the shop does not sell this (any more)', { externalIds: [externalId] });
    const pieces = left.get(fromExternalId(externalId)?.variantId ?? '');
    lines.push({
      externalId,
      title: listing.title,
      quantity,
      listPrice: listing.price,
      unitPrice: listing.price,
      subtotal: times(listing.price, quantity),
      promotions: [],
      ...(pieces === undefined
        ? { availability: listing.availability }
        : { availability: pieces > 0 ? 'LOW_STOCK' : 'OUT_OF_STOCK', stock: pieces }),
    });
  }
  return { lines, total: lines.map(line => line.subtotal).reduce(add) };
}
