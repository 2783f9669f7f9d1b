import type { Call, Destination, Quote, QuoteRequest } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Refusal } from '@onebasket/core';
import { forPricing, toCartAddress, toEstimateAddress } from './address.ts';
import { Basket } from './basket.ts';
import { holds } from './basket-lines.ts';
import { cartFields, OFFERED_SHIPPING } from './cart-fields.ts';
import { refusedAs } from './cart-refusals.ts';
import { readOffers, type Cart } from './cart.ts';
import { featuresOf, type Features } from './features.ts';
import { send } from './graphql.ts';
import { settingsOf } from './manifest.ts';
import { notDoneYet } from './not-done.ts';
import { toQuote } from './quoted-cart.ts';
import { chooseShipping, toMethodInput } from './shipping.ts';
import { neededRecord, recordsAt } from './wire.ts';

/** Each quote is a real basket of its own that is left behind: what it costs is what an order of it costs, to the cent. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const features = await featuresOf(call);
  return Promise.all(requests.map(request => notDoneYet(() => getQuote(request, features, call))));
}

async function getQuote(request: QuoteRequest, features: Features, call: Call): Promise<Quote | Refusal> {
  const basket = await refusedAs('closed', () => Basket.create(features, 'quote', call));
  if (isRefusal(basket)) return basket;
  const filled = await basket.add(request.lines);
  if (isRefusal(filled)) return filled;
  const short = refuseMissing(filled, request);
  if (short) return short;
  const { couponCode } = settingsOf(call);
  const coupon = couponCode === undefined ? undefined : await basket.applyCoupon(couponCode);
  const cart = coupon === undefined || isRefusal(coupon) ? filled : coupon;
  const priced = await priceAt(request.destination, cart, basket, features, call);
  if (isRefusal(priced)) return priced;
  const quote = toQuote(request, priced);
  return isRefusal(coupon) ? withRejected(quote, couponCode ?? '', coupon) : quote;
}

/** A coupon that does not hold is told with its reason; the price is without it. */
function withRejected(quote: Quote, code: string, { message }: Refusal): Quote {
  const rejectedPromotions = [{ id: code, kind: 'COUPON' as const, label: code, reason: message }];
  return { ...quote, lines: quote.lines.map(line => ({ ...line, rejectedPromotions })) };
}

async function priceAt(
  destination: Destination | undefined,
  cart: Cart,
  basket: Basket,
  features: Features,
  call: Call,
): Promise<Cart | Refusal> {
  if (destination === undefined || cart.isVirtual) return cart;
  return features.estimates ? estimate(basket, cart, destination, features, call) : addressed(basket, destination, call);
}

/** A basket from which something is missing although the shop named no error holds less than was asked for. */
function refuseMissing(cart: Cart, { lines }: QuoteRequest): Refusal | undefined {
  if (holds(cart, lines)) return undefined;
  const missing = lines.filter(({ externalId }) => !cart.lines.some(line => line.externalId === externalId));
  return refuse('out-of-stock', 'the shop took less than this into its basket', {
    externalIds: missing.map(({ externalId }) => externalId),
  });
}

const NOT_DELIVERABLE = 'the shop has no way to deliver this to there';

/** What it costs there, without putting an address into the basket (2.4.7 and later). */
async function estimate(basket: Basket, filled: Cart, destination: Destination, features: Features, call: Call): Promise<Cart | Refusal> {
  const input = { cart_id: basket.id, address: await toEstimateAddress(destination, call) };
  const offered = await refusedAs('not-deliverable', () =>
    send(call, {
      label: 'quote: estimateShippingMethods',
      document: `mutation Methods($input: EstimateTotalsInput!) { estimateShippingMethods(input: $input) { ${OFFERED_SHIPPING} } }`,
      variables: { input },
      effect: 'write',
    }),
  );
  if (isRefusal(offered)) return offered;
  const offers = readOffers(recordsAt(offered.data, 'estimateShippingMethods'), filled.total.currency);
  const offer = chooseShipping(offers, settingsOf(call).shippingMethod);
  if (offer === undefined) return refuse('not-deliverable', NOT_DELIVERABLE);
  const totals = await refusedAs('not-deliverable', () =>
    send(call, {
      label: 'quote: estimateTotals',
      document: `mutation Totals($input: EstimateTotalsInput!) { estimateTotals(input: $input) { cart { ${cartFields(features)} } } }`,
      variables: { input: { ...input, shipping_method: toMethodInput(offer.id) } },
      effect: 'write',
    }),
  );
  if (isRefusal(totals)) return totals;
  const raw = { digest: totals.response.digest, pointer: '/data/estimateTotals/cart' };
  const cart = basket.cartIn(neededRecord(neededRecord(totals.data, 'estimateTotals', 'quote'), 'cart', 'quote'), raw);
  // The estimate is of the totals; it may leave out what it did not look at.
  return { ...cart, lines: cart.lines.length > 0 ? cart.lines : filled.lines, shipping: cart.shipping ?? offer };
}

/** What it costs once the address is in the basket, as before 2.4.7. */
async function addressed(basket: Basket, destination: Destination, call: Call): Promise<Cart | Refusal> {
  const address = await toCartAddress(forPricing(destination), call);
  if (isRefusal(address)) return address;
  const there = await basket.setShippingAddress(address);
  if (isRefusal(there)) return there;
  const offer = chooseShipping(there.offers, settingsOf(call).shippingMethod);
  return offer === undefined ? refuse('not-deliverable', NOT_DELIVERABLE) : basket.setShippingMethod(toMethodInput(offer.id));
}
