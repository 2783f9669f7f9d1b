import { known, textIn, type PromotionKind, type Quote, type QuotedLine, type RawRef, type WireRecord } from '@onebasket/adapter-sdk';
import { allocate, AdapterError, compareMoney, refuse, subtract, sum, add, zero, type Money, type Refusal } from '@onebasket/core';
import { refusalIn, warningsOf } from './cart-refusals.ts';
import { gidIn } from './gid.ts';
import { availabilityOf, stockOf, titleOf } from './product.ts';
import { hasGroups, shippingOf } from './cart-shipping.ts';
import { amountIn, countIn, fieldsOf, isObject, listIn } from './wire.ts';

export interface CartContext {
  /** What was asked for, each variant once. */
  readonly lines: readonly { readonly externalId: string; readonly quantity: number }[];
  readonly raw?: RawRef;
  /** Will the order be made for exactly these figures? Then they are no estimate. */
  readonly isBinding: boolean;
}

/** What a cart costs, or why it cannot be had. Throws `AdapterError('invalid-response')` for a cart whose amounts cannot be read. */
export function toQuote(payload: WireRecord, { lines: asked, raw, isBinding }: CartContext): Quote | Refusal {
  const refusal = refusalIn(payload, asked);
  if (refusal) return refusal;
  const { cart } = payload;
  if (!isObject(cart)) throw unreadable('there is no cart');
  const found = linesById(cart);
  const missing = missingFrom(found, payload, asked);
  if (missing) return missing;

  const cartTotal = amountIn(costOf(cart)['totalAmount']);
  if (!cartTotal) throw unreadable('the total cannot be read');
  const { currency } = cartTotal;
  const lines = withCartDiscount(
    asked.map(line => toLine(line, found.get(idOf(line)) ?? [], asked.length === 1 ? amountIn(costOf(cart)['subtotalAmount']) : undefined)),
    cartTotal,
    cart,
  );
  const goods = sum(
    lines.map(({ subtotal }) => subtotal),
    currency,
  );
  const shipping = shippingOf(cart, currency);
  // A checkout may find a way yet; an order that is made here would be sent without one.
  if (isBinding && !shipping && hasGroups(cart)) return refuse('not-deliverable', 'the shop offers no delivery to this place');
  const onTop = subtract(cartTotal, goods);
  // Shopify does not say whether a cart's total holds the delivery that is chosen; where there is room for it, it does.
  const isInside = shipping !== undefined && shipping.cost.minor > 0n && compareMoney(onTop, shipping.cost) >= 0;
  const tax = isInside ? subtract(onTop, shipping.cost) : onTop;
  return {
    lines,
    ...known({ shipping }),
    ...(tax.minor > 0n ? { tax } : {}),
    total: isInside ? cartTotal : add(cartTotal, shipping?.cost ?? zero(currency)),
    ...(isBinding ? {} : { isEstimate: true }),
    platformFinalPrice: { money: cartTotal, basis: 'PLATFORM_ESTIMATE' },
    ...known({ raw }),
  };
}

function idOf({ externalId }: { readonly externalId: string }): string {
  return gidIn(externalId, 'ProductVariant') ?? externalId;
}

/** Lines of a cart by variant: a discount may have split what was one. */
function linesById(cart: WireRecord): ReadonlyMap<string, readonly WireRecord[]> {
  return Map.groupBy(listIn(cart['lines']), line => gidIn(fieldsOf(line['merchandise'])['id'], 'ProductVariant') ?? '');
}

/** Shopify takes out, or makes fewer, what it has not enough of, and warns. */
function missingFrom(
  found: ReadonlyMap<string, readonly WireRecord[]>,
  payload: WireRecord,
  asked: CartContext['lines'],
): Refusal | undefined {
  const short = asked.flatMap(line => {
    const got = quantityOf(found.get(idOf(line)) ?? [], line.quantity);
    return got < line.quantity ? [{ externalId: line.externalId, available: got }] : [];
  });
  const [first] = short;
  const warnings = warningsOf(payload);
  const isShort = warnings.has('MERCHANDISE_OUT_OF_STOCK') || warnings.has('MERCHANDISE_NOT_ENOUGH_STOCK');
  if (!first) {
    const isSoldOut = asked.length === 1 && warnings.has('MERCHANDISE_OUT_OF_STOCK');
    return isSoldOut
      ? refuse('out-of-stock', 'the shop has none left', { externalIds: asked.map(({ externalId }) => externalId) })
      : undefined;
  }
  const externalIds = short.map(({ externalId }) => externalId);
  if (!isShort && first.available === 0) return refuse('not-found', 'the shop put nothing into the cart', { externalIds });
  return refuse('out-of-stock', 'the shop has too few of it', { available: first.available, externalIds });
}

/** A line that does not tell its quantity has what was asked for. */
function quantityOf(lines: readonly WireRecord[], asked: number): number {
  return lines.reduce((count, { quantity }) => count + (countIn(quantity) ?? asked), 0);
}

/** `cost`; versions before 2022 called it `estimatedCost`. */
function costOf(cartOrLine: WireRecord): WireRecord {
  return fieldsOf(cartOrLine['cost'] ?? cartOrLine['estimatedCost']);
}

/** `only` is what the whole cart costs before what comes on top, where it is the one line's. */
function toLine({ externalId, quantity }: CartContext['lines'][number], lines: readonly WireRecord[], only?: Money): QuotedLine {
  const costs = lines.map(costOf);
  const told = costs.flatMap(cost => amountIn(cost['totalAmount']) ?? []);
  const totals = told.length === lines.length || !only ? told : [only];
  const merchandise = fieldsOf(lines[0]?.['merchandise']);
  const unitPrice = amountIn(costs[0]?.['amountPerQuantity']) ?? amountIn(merchandise['price']) ?? (quantity === 1 ? totals[0] : undefined);
  if (!unitPrice || totals.length === 0 || (totals === told && told.length < lines.length))
    throw unreadable('the price of a line cannot be read');
  const list = amountIn(costs[0]?.['compareAtAmountPerQuantity']);
  const availability = availabilityOf(merchandise);
  return {
    externalId,
    title: titleOf(fieldsOf(merchandise['product']), merchandise) ?? externalId,
    quantity,
    listPrice: list && list.currency === unitPrice.currency && compareMoney(list, unitPrice) > 0 ? list : unitPrice,
    unitPrice,
    subtotal: inOneCurrency(() => sum(totals, unitPrice.currency)),
    promotions: lines.flatMap(line => promotionsOf(line['discountAllocations'])),
    availability,
    ...known({ stock: stockOf(merchandise, availability) }),
  };
}

type Saving = QuotedLine['promotions'][number];

function promotionsOf(allocations: unknown): readonly Saving[] {
  return listIn(allocations).flatMap(allocation => {
    const saved = amountIn(allocation['discountedAmount']);
    if (!saved || saved.minor === 0n || allocation['targetType'] === 'SHIPPING_LINE') return [];
    const code = textIn(allocation['code']);
    const label = code ?? textIn(allocation['title']) ?? 'Discount';
    return { id: label, kind: (code === undefined ? 'OTHER' : 'COUPON') satisfies PromotionKind, label, saved };
  });
}

/** What is taken off the whole cart is shared out among its lines, so that they add up to what the cart says. */
function withCartDiscount(lines: readonly QuotedLine[], cartTotal: Money, cart: WireRecord): readonly QuotedLine[] {
  const goods = inOneCurrency(() =>
    sum(
      lines.map(({ subtotal }) => subtotal),
      cartTotal.currency,
    ),
  );
  const off = subtract(goods, cartTotal);
  if (off.minor <= 0n) return lines;
  const [saving] = promotionsOf(cart['discountAllocations']);
  const label = saving?.label ?? 'Discount';
  const shares = allocate(
    off,
    lines.map(({ subtotal }) => subtotal.minor),
  );
  return lines.map((line, at) => {
    const saved = shares[at] ?? zero(cartTotal.currency);
    if (saved.minor === 0n) return line;
    const promotion = { id: saving?.id ?? label, kind: saving?.kind ?? 'OTHER', label, saved } satisfies Saving;
    return { ...line, subtotal: subtract(line.subtotal, saved), promotions: [...line.promotions, promotion] };
  });
}

function inOneCurrency<T>(reckon: () => T): T {
  try {
    return reckon();
  } catch (cause) {
    throw cause instanceof RangeError ? unreadable('its amounts are in two currencies', cause) : cause;
  }
}

function unreadable(fact: string, cause?: unknown): AdapterError {
  return new AdapterError('invalid-response', { outcome: 'not-done', message: `shopify: cartCreate: ${fact}`, cause });
}
