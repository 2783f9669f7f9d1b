import {
  known,
  type Call,
  type ChannelListing,
  type Quote,
  type QuotedLine,
  type QuoteLine,
  type QuoteRequest,
} from '@onebasket/adapter-sdk';
import { isRefusal, refuse, sum, times, type Refusal } from '@onebasket/core';
import { getListings } from './listings.ts';

/** All baskets from one reading of the products. The shop adds shipping on its own page, so every total is an estimate. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const ids = [...new Set(requests.flatMap(({ lines }) => lines.map(({ externalId }) => externalId)))];
  const listings = await getListings(ids, call);
  const known = new Map(ids.map((id, at) => [id, listings[at]]));
  return requests.map(({ lines }) => toQuote(lines, known));
}

function toQuote(asked: readonly QuoteLine[], known: ReadonlyMap<string, ChannelListing | undefined>): Quote | Refusal {
  const lines: QuotedLine[] = [];
  for (const line of asked) {
    const quoted = toLine(line, known.get(line.externalId));
    if (isRefusal(quoted)) return quoted;
    lines.push(quoted);
  }
  const [first] = lines;
  if (!first) return refuse('other', 'an empty basket');
  const { currency } = first.subtotal;
  if (lines.some(({ subtotal }) => subtotal.currency !== currency)) return refuse('other', 'the basket has prices in two currencies');
  return {
    lines,
    total: sum(
      lines.map(({ subtotal }) => subtotal),
      currency,
    ),
    isEstimate: true,
  };
}

function toLine({ externalId, quantity }: QuoteLine, listing: ChannelListing | undefined): QuotedLine | Refusal {
  if (!listing) return refuse('not-found', `Acme has no product ${externalId}`, { externalIds: [externalId] });
  const { title, price, listPrice, availability, stock } = listing;
  if (!price) return refuse('closed', `Acme names no price for ${externalId}`, { externalIds: [externalId] });
  if (stock !== undefined && stock < quantity)
    return refuse('out-of-stock', `Acme has ${stock} of ${externalId}`, { available: stock, externalIds: [externalId] });
  return {
    externalId,
    title,
    quantity,
    listPrice: listPrice ?? price,
    unitPrice: price,
    subtotal: times(price, quantity),
    promotions: [],
    availability,
    ...known({ stock }),
  };
}
