import type { RegisteredConnection } from '@onebasket/adapter-registry';
import type { Quote } from '@onebasket/adapter-sdk';
import { AdapterError, canonicalJson, isRefusal, toMoneyJson, type Clock, type Money } from '@onebasket/core';
import type { Config } from '@onebasket/runtime';
import { createHash } from 'node:crypto';
import { convert, type Converted } from '@onebasket/pricing';
import type { OfferReading, OfferRequest } from './offer-reader.ts';

/** A priced offer, ready for the graph and for ranking. */
export interface PricedOffer {
  readonly listingId: string;
  readonly request: OfferRequest;
  readonly quote: Quote;
  readonly reading: OfferReading;
  readonly isAvailable: boolean;
  readonly availability: string;
  readonly converted: Converted | undefined;
}

const FRESH_MS = 60_000;

/** The reading as an offer; `undefined` when the channel names no price (a refusal). */
export function priceOffer(
  listingId: string,
  request: OfferRequest,
  reading: OfferReading,
  displayCurrency: string,
  config: Config,
  clock: Clock,
): PricedOffer | undefined {
  const { answer } = reading;
  if (isRefusal(answer)) return undefined;
  const [line] = answer.lines;
  if (!line) return undefined;
  const isShort =
    line.stock !== undefined && line.stock < request.quantity && line.availability !== 'BACKORDER' && line.availability !== 'PREORDER';
  const availability = isShort ? 'OUT_OF_STOCK' : line.availability;
  const converted = convert(answer.total, displayCurrency, config.rates, clock.now().toISOString().slice(0, 10));
  return { listingId, request, quote: answer, reading, availability, isAvailable: availability !== 'OUT_OF_STOCK', converted };
}

/** The currency to compare in: what was asked for or configured, else the one in which all of these are, else CNY. */
export function displayCurrencyFor(readings: readonly OfferReading[], wanted: string | null | undefined): string {
  if (wanted) return wanted;
  const codes = new Set(readings.flatMap(({ answer }) => (isRefusal(answer) ? [] : [answer.total.currency as string])));
  const [only] = codes;
  return codes.size === 1 && only ? only : 'CNY';
}

/** By landed price in the display currency, cheapest first; unavailable ones after them, those without a rate last. Ties keep the order of listing ids. */
export function compareOffers(a: PricedOffer, b: PricedOffer): number {
  if (!a.converted !== !b.converted) return a.converted ? -1 : 1;
  if (a.isAvailable !== b.isAvailable) return a.isAvailable ? -1 : 1;
  const isComparable = a.quote.total.currency === b.quote.total.currency;
  const [x, y] =
    a.converted && b.converted
      ? [a.converted.money.minor, b.converted.money.minor]
      : isComparable
        ? [a.quote.total.minor, b.quote.total.minor]
        : [0n, 0n];
  if (x !== y) return x < y ? -1 : 1;
  return a.listingId < b.listingId ? -1 : a.listingId > b.listingId ? 1 : 0;
}

export function checkoutOf(channel: RegisteredConnection): 'NATIVE' | 'HANDOFF' | 'NONE' {
  // Negotiated: it takes orders by API where it can, and that is known only when one is placed.
  return channel.orderMode ? (channel.orderMode === 'handoff' ? 'HANDOFF' : 'NATIVE') : 'NONE';
}

const orNull = (amount: Money | undefined) => (amount ? toMoneyJson(amount) : null);

/** The offer as the graph's `Offer`. */
export function offerValue(offer: PricedOffer, clock: Clock): Record<string, unknown> {
  const { quote, reading, request } = offer;
  const line = quote.lines[0] as Quote['lines'][number];
  return {
    id: createHash('sha256')
      .update(canonicalJson([offer.listingId, request.quantity, request.destination ?? null, reading.observedAt.toISOString()]))
      .digest('base64url')
      .slice(0, 24),
    listing: { __typename: 'Listing', id: offer.listingId },
    listPrice: toMoneyJson(line.listPrice),
    quantity: request.quantity,
    subtotal: toMoneyJson(line.subtotal),
    promotions: line.promotions.map(promotion => ({ ...promotion, saved: toMoneyJson(promotion.saved) })),
    rejectedPromotions: line.rejectedPromotions ?? [],
    gifts: (line.gifts ?? []).map(({ value, ...gift }) => ({ ...gift, value: orNull(value) })),
    shipping: orNull(quote.shipping?.cost),
    tax: orNull(quote.tax),
    landedPrice: toMoneyJson(quote.total),
    converted: offer.converted
      ? { money: toMoneyJson(offer.converted.money), rate: offer.converted.rate, rateDate: offer.converted.rateDate }
      : null,
    isEstimate: quote.isEstimate ?? false,
    platformFinalPrice: quote.platformFinalPrice
      ? { money: toMoneyJson(quote.platformFinalPrice.money), label: quote.platformFinalPrice.label ?? null }
      : null,
    availability: offer.availability,
    stock: line.stock ?? null,
    deliveryEstimate: quote.deliveryEstimate
      ? { earliest: quote.deliveryEstimate.earliest ?? null, latest: quote.deliveryEstimate.latest ?? null }
      : null,
    checkout: checkoutOf(request.channel),
    provenance: {
      channel: request.channel.describe(),
      observedAt: reading.observedAt.toISOString(),
      ageMs: Math.max(0, clock.now().getTime() - reading.observedAt.getTime()),
      source: reading.source,
    },
    expiresAt: new Date(reading.observedAt.getTime() + FRESH_MS).toISOString(),
  };
}

/** The graph's `ChannelError` of a failure; anything unexpected reads as UNAVAILABLE without details. */
export function channelError(error: unknown): { code: string; message: string; retryAfterMs: number | null } {
  if (!(error instanceof AdapterError)) return { code: 'UNAVAILABLE', message: 'the channel gave no answer', retryAfterMs: null };
  return {
    code: error.code.toUpperCase().replaceAll('-', '_'),
    message: error.message,
    retryAfterMs: error.retryAfterMs === undefined ? null : Math.round(error.retryAfterMs),
  };
}
