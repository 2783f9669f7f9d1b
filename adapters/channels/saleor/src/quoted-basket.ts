import { known, needed, type Call, type Quote, type QuotedLine, type QuoteRequest } from '@onebasket/adapter-sdk';
import { allocate, compareMoney, subtract, sum, times, type Money } from '@onebasket/core';
import type { Basket, BasketLine, ShippingMethod } from './basket.ts';
import type { Denial } from './errors.ts';
import { settingsOf } from './manifest.ts';
import { unreadable } from './wire.ts';

const DAY_MS = 86_400_000;

/** The basket's prices as a quote, its lines in the order asked. Everything is with tax, so that none comes on top. */
export function toQuote(
  request: QuoteRequest,
  basket: Basket,
  method: ShippingMethod | undefined,
  voucherDenied: Denial | undefined,
  call: Call,
): Quote {
  const { promoCode } = settingsOf(call);
  const shares = sharesOf(request, basket);
  const rejected =
    voucherDenied === undefined || promoCode === undefined
      ? undefined
      : [{ id: promoCode, kind: 'COUPON' as const, label: promoCode, reason: voucherDenied.message }];
  const lines = request.lines.map(({ externalId, quantity }) => {
    const share = shares.get(externalId)?.shift();
    if (!share) throw unreadable('quote: a line that was put in is not in the basket');
    return { ...toQuotedLine(share.line, quantity, share.subtotal, basket.voucherCode), ...known({ rejectedPromotions: rejected }) };
  });
  const estimate = method && estimateOf(method, call.now());
  return {
    lines,
    total: basket.total,
    ...known({
      shipping: method && {
        methodId: method.id,
        title: method.name,
        cost: needed(basket.shipping, 'saleor: quote: what the delivery costs'),
      },
      deliveryEstimate: estimate,
      raw: basket.raw,
    }),
  };
}

interface Share {
  readonly line: BasketLine;
  readonly subtotal: Money;
}

/** What each line that was asked for costs: the same variant asked for twice is one line there. The parts add up to the shop's total, to the last minor unit. */
function sharesOf({ lines }: QuoteRequest, basket: Basket): ReadonlyMap<string, Share[]> {
  const { currency } = basket.total;
  const goods = { currency, minor: basket.total.minor - (basket.shipping?.minor ?? 0n) };
  const told = sum(
    basket.lines.map(line => line.total),
    currency,
  );
  const totals = basket.lines.map(line => line.total);
  if (goods.minor < 0n) throw unreadable('quote: a basket that costs less than its delivery');
  // The shop rounds lines and sum by themselves: a unit or two may lie between.
  const exact =
    told.minor === goods.minor || told.minor === 0n
      ? totals
      : allocate(
          goods,
          totals.map(({ minor }) => minor),
        );
  if (told.minor === 0n && goods.minor !== 0n) throw unreadable('quote: lines without a price');

  const shares = new Map<string, Share[]>();
  for (const [at, line] of basket.lines.entries()) {
    const quantities = lines.filter(({ externalId }) => externalId === line.externalId).map(({ quantity }) => BigInt(quantity));
    const subtotal = exact[at] ?? line.total;
    const parts = quantities.length < 2 ? [subtotal] : allocate(subtotal, quantities);
    shares.set(line.externalId, [...(shares.get(line.externalId) ?? []), ...parts.map(part => ({ line, subtotal: part }))]);
  }
  return shares;
}

function toQuotedLine(line: BasketLine, quantity: number, subtotal: Money, voucherCode: string | undefined): QuotedLine {
  const list = notBelow(line.list, line.unit);
  const catalogue = notBelow(line.catalogue, line.unit);
  const byCatalogue = times(subtract(list, catalogue), quantity);
  const rest = subtract(subtract(times(list, quantity), byCatalogue), subtotal);
  return {
    externalId: line.externalId,
    title: line.title,
    quantity,
    listPrice: list,
    unitPrice: line.unit,
    subtotal,
    promotions: [
      ...(byCatalogue.minor > 0n
        ? [{ id: `catalogue:${line.externalId}`, kind: 'ITEM_DISCOUNT' as const, label: 'Catalogue promotion', saved: byCatalogue }]
        : []),
      ...(rest.minor > 0n
        ? [
            voucherCode === undefined
              ? { id: 'order-promotion', kind: 'OTHER' as const, label: 'Promotion', saved: rest }
              : { id: voucherCode, kind: 'COUPON' as const, label: voucherCode, saved: rest },
          ]
        : []),
    ],
    ...line.stock,
    ...(line.problem?.kind === 'short' ? { availability: 'OUT_OF_STOCK', ...known({ stock: line.problem.available }) } : {}),
  };
}

/** A price before discounts, where it is told and is one. */
function notBelow(price: Money | undefined, unit: Money): Money {
  return price?.currency === unit.currency && compareMoney(price, unit) > 0 ? price : unit;
}

function estimateOf({ days }: ShippingMethod, now: Date): Quote['deliveryEstimate'] {
  const day = (ahead: number | undefined) =>
    ahead === undefined || ahead < 0 || ahead > 365 ? undefined : new Date(now.getTime() + ahead * DAY_MS).toISOString();
  const estimate = known({ earliest: day(days.least), latest: day(days.most) });
  return Object.keys(estimate).length === 0 ? undefined : estimate;
}
