import type { Call, Destination, Quote } from '@onebasket/adapter-sdk';
import { decimalsOf, isCurrencyCode, refuse, type CurrencyCode, type Money, type Refusal } from '@onebasket/core';
import type { BasketLine } from './basket.ts';
import { ask, isOk, readOptional } from './client.ts';
import { errorCodeOf, failure, invalidParametersOf, invalidResponse, type WooAnswer } from './errors.ts';
import { fromExternalId } from './external-id.ts';
import { fromMoney } from './micro.ts';
import { quotedLine } from './quoted-line.ts';
import { writeShippingRef } from './shipping-ref.ts';
import { asRecord, filledIn, flagIn, integerIn, recordsIn, textIn, type Wire } from './wire.ts';

const TEN_MINUTES_MS = 10 * 60 * 1000;

/** A guest's cart: both headers go with every call, and each answer may bring newer ones. */
interface Session {
  readonly token: string;
  readonly nonce: string;
}

/** What a basket costs by the shop's own public cart (Store API); `undefined` where the shop has none. Nothing is ordered and nothing is held. */
export async function quoteByCart(
  call: Call,
  basket: readonly BasketLine[],
  destination: Destination,
  currency: CurrencyCode,
): Promise<Quote | Refusal | undefined> {
  const isThere = await call.memo('woocommerce:store-cart', TEN_MINUTES_MS, async () => (await openCart(call)) !== undefined);
  let session = isThere ? await openCart(call) : undefined;
  if (!session) return undefined;
  for (const line of basket) {
    const ref = fromExternalId(line.externalId);
    const answer = await post(call, session, '/cart/add-item', { id: ref?.variationId ?? ref?.productId, quantity: line.quantity });
    if (!isOk(answer)) return refusedItem(answer, line);
    session = renewed(session, answer);
  }
  const address = {
    country: destination.country,
    state: destination.region ?? '',
    city: destination.city ?? '',
    postcode: destination.postalCode ?? '',
  };
  const answer = await post(call, session, '/cart/update-customer', { shipping_address: address, billing_address: address });
  if (answer.status === 400 && invalidParametersOf(answer.body).length > 0)
    return refuse('address-refused', 'the shop does not accept this address');
  if (!isOk(answer)) throw failure(answer, 'POST /cart/update-customer', false);
  return toQuote(asRecord(answer.body, 'POST /cart/update-customer'), basket, currency);
}

async function openCart(call: Call): Promise<Session | undefined> {
  const answer = await readOptional(call, '/cart', {}, 'store');
  const token = answer?.headers['cart-token'];
  return token === undefined ? undefined : { token, nonce: answer?.headers['nonce'] ?? '' };
}

function post(call: Call, session: Session, path: string, body: unknown): Promise<WooAnswer> {
  return ask(call, {
    method: 'POST',
    path,
    body,
    api: 'store',
    effect: 'read',
    headers: { 'cart-token': session.token, nonce: session.nonce },
  });
}

function renewed(session: Session, answer: WooAnswer): Session {
  return { token: answer.headers['cart-token'] ?? session.token, nonce: answer.headers['nonce'] ?? session.nonce };
}

function refusedItem(answer: WooAnswer, line: BasketLine): Refusal {
  const code = errorCodeOf(answer.body) ?? '';
  if (answer.status >= 500 || answer.status === 401 || answer.status === 403) throw failure(answer, 'POST /cart/add-item', false);
  const about = { externalIds: [line.externalId], ...(line.stock.stock === undefined ? {} : { available: line.stock.stock }) };
  if (/out_of_stock|not_enough_stock/.test(code)) return refuse('out-of-stock', 'the shop has too few of it', about);
  return refuse('closed', `the shop does not sell this product${code && ` (${code})`}`, { externalIds: [line.externalId] });
}

function toQuote(cart: Wire, basket: readonly BasketLine[], currency: CurrencyCode): Quote | Refusal {
  const totals = asRecord(cart['totals'], 'POST /cart/update-customer');
  const read = (value: unknown): Money => moneyIn(value, totals, currency);
  const items = recordsIn(cart['items']);
  // The cart's nets and taxes tell whether its prices hold the tax: then the goods cost what the price list says.
  const lines = basket.map(line => {
    const ref = fromExternalId(line.externalId);
    const item = items.find(one => integerIn(one['id']) === (ref?.variationId ?? ref?.productId));
    if (!item) throw invalidResponse('the cart lost a product');
    const figures = asRecord(item['totals'], 'cart item');
    const net = read(figures['line_total']);
    const tax = read(figures['line_total_tax'] ?? '0');
    return { line, net, tax };
  });
  const typedMinor = (line: BasketLine) => line.typedPrice.minor * BigInt(line.quantity);
  const isInside =
    lines.some(({ tax }) => tax.minor !== 0n) && lines.every(({ line, net, tax }) => near(net.minor + tax.minor, typedMinor(line)));
  const shown = (net: Money, tax: Money): Money => (isInside ? { ...net, minor: net.minor + tax.minor } : net);
  const rate = recordsIn(cart['shipping_rates'])
    .flatMap(pack => recordsIn(pack['shipping_rates']))
    .find(one => flagIn(one['selected']));
  if (flagIn(cart['needs_shipping']) && !rate && flagIn(cart['has_calculated_shipping']))
    return refuse('not-deliverable', 'the shop has no delivery for this basket');
  const tax = read(totals['total_tax'] ?? '0');
  return {
    lines: lines.map(({ line, net, tax }) => quotedLine(line, shown(net, tax), currency)),
    ...(rate ? { shipping: toShipping(rate, read, shown, currency) } : {}),
    ...(isInside || tax.minor === 0n ? {} : { tax }),
    total: read(totals['total_price']),
  };
}

function toShipping(
  rate: Wire,
  read: (value: unknown) => Money,
  shown: (net: Money, tax: Money) => Money,
  currency: CurrencyCode,
): NonNullable<Quote['shipping']> {
  const net = read(rate['price']);
  const [methodId = 'flat_rate', instance = '0'] = (textIn(rate['rate_id']) ?? '').split(':');
  return {
    methodId: writeShippingRef(
      {
        methodId: filledIn(rate['method_id']) ?? methodId,
        instanceId: integerIn(rate['instance_id']) ?? Number(instance),
        net: fromMoney(net),
      },
      decimalsOf(currency),
    ),
    title: textIn(rate['name']) ?? methodId,
    cost: shown(net, read(rate['taxes'] ?? '0')),
  };
}

/** Minor units as the cart counts them, which need not be those of ISO. */
function moneyIn(value: unknown, totals: Wire, currency: CurrencyCode): Money {
  const minor = textIn(value);
  const code = textIn(totals['currency_code']) ?? currency;
  const digits = integerIn(totals['currency_minor_unit']) ?? decimalsOf(currency);
  if (minor === undefined || !/^-?\d{1,18}$/.test(minor) || !isCurrencyCode(code) || code !== currency)
    throw invalidResponse("the cart names no amount in the shop's currency");
  const shift = decimalsOf(currency) - digits;
  return { minor: shift >= 0 ? BigInt(minor) * 10n ** BigInt(shift) : BigInt(minor) / 10n ** BigInt(-shift), currency };
}

function near(a: bigint, b: bigint): boolean {
  return a - b <= 1n && b - a <= 1n;
}
