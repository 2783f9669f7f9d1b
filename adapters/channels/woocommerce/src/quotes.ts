import type { Call, Quote, QuoteRequest } from '@onebasket/adapter-sdk';
import { AdapterError, decimalsOf, isRefusal, refuse, type CurrencyCode, type Refusal } from '@onebasket/core';
import pMap from 'p-map';
import { toBasket, type BasketLine } from './basket.ts';
import { CONCURRENCY, readItems, type Item } from './catalogue.ts';
import { shopCurrency } from './currency.ts';
import { asMoney } from './micro.ts';
import { quotedLine } from './quoted-line.ts';
import { cheapestShipping, type ShippingRate } from './shipping.ts';
import { writeShippingRef } from './shipping-ref.ts';
import { quoteByCart } from './store-cart.ts';
import { taxSettings, type TaxSettings } from './tax.ts';
import { computeTotals, type LineTotals } from './totals.ts';

/**
 * What baskets cost now, with products read live. Where the shop tells its zones and taxes the figures are computed as its orders compute them;
 * where it does not, its public cart is asked; what neither tells stays out. A product whose price is none fails the call when it is all that was asked, else only its own basket.
 */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const externalIds = [...new Set(requests.flatMap(({ lines }) => lines.map(({ externalId }) => externalId)))];
  const [items, currency, taxes] = await Promise.all([readItems(call, externalIds), shopCurrency(call), taxSettings(call)]);
  const answers = await pMap(requests, request => quoteOrError(call, request, { items, currency, taxes }), { concurrency: CONCURRENCY });
  const failed = answers.filter(answer => answer instanceof AdapterError);
  if (failed[0] && failed.length === answers.length) throw failed[0];
  return answers.map(answer => (answer instanceof AdapterError ? refuse('other', answer.message) : answer));
}

interface Shop {
  readonly items: ReadonlyMap<string, Item>;
  readonly currency: CurrencyCode;
  readonly taxes: TaxSettings | undefined;
}

async function quoteOrError(call: Call, request: QuoteRequest, shop: Shop): Promise<Quote | Refusal | AdapterError> {
  try {
    return await quoteOne(call, request, shop);
  } catch (error) {
    if (error instanceof AdapterError && error.code === 'invalid-response') return error;
    throw error;
  }
}

async function quoteOne(call: Call, request: QuoteRequest, { items, currency, taxes }: Shop): Promise<Quote | Refusal> {
  const basket = toBasket(request, items, currency);
  if (isRefusal(basket)) return basket;
  const { destination } = request;
  const decimals = taxes?.decimals ?? decimalsOf(currency);
  const goods = computeTotals(basket, undefined, destination, taxes, decimals);
  if (!destination) return toQuote(basket, goods, undefined, taxes, currency, decimals);
  const shipment = {
    lines: basket.flatMap((line, at) =>
      line.isShipped ? [{ net: goods.lines[at]?.net ?? 0n, quantity: line.quantity, shippingClassId: line.shippingClassId }] : [],
    ),
    worth: basket.reduce(
      (sum, line, at) => sum + (taxes?.showsTaxInCart === false ? (goods.lines[at]?.net ?? 0n) : line.price * BigInt(line.quantity)),
      0n,
    ),
    decimals,
  };
  const shipping = await cheapestShipping(call, shipment, destination);
  if (isRefusal(shipping)) return shipping;
  if (shipping === undefined || taxes === undefined) {
    const byCart = await quoteByCart(call, basket, destination, currency);
    if (byCart !== undefined) return byCart;
  }
  const rate = shipping === 'none' ? undefined : shipping;
  return toQuote(basket, computeTotals(basket, rate, destination, taxes, decimals), rate, taxes, currency, decimals);
}

function toQuote(
  basket: readonly BasketLine[],
  totals: ReturnType<typeof computeTotals>,
  rate: ShippingRate | undefined,
  taxes: TaxSettings | undefined,
  currency: CurrencyCode,
  decimals: number,
): Quote {
  const isInside = taxes?.pricesIncludeTax ?? false;
  const shown = ({ net, tax }: LineTotals) => asMoney(isInside ? net + tax : net, currency);
  return {
    lines: basket.map((line, at) => quotedLine(line, shown(totals.lines[at] as LineTotals), currency)),
    ...(rate ? { shipping: { methodId: writeShippingRef(rate, decimals), title: rate.title, cost: shown(totals.shipping) } } : {}),
    ...(isInside || totals.tax === 0n ? {} : { tax: asMoney(totals.tax, currency) }),
    total: asMoney(totals.total, currency),
  };
}
