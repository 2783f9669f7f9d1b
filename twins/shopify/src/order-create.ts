import type { Catalogue } from './catalogue.ts';
import { toCents } from './cents.ts';
import { numberIn } from './gid.ts';
import { orderView } from './order-view.ts';
import { bagCents, type OrderLine, type Orders } from './orders.ts';

interface Bag {
  readonly shopMoney: { readonly amount: unknown; readonly currencyCode: string };
}

/** `OrderCreateOrderInput` as far as it is looked at. */
export interface OrderCreateInput {
  readonly currency?: string;
  readonly lineItems?: readonly {
    readonly variantId?: string;
    readonly title?: string;
    readonly quantity: number;
    readonly priceSet?: Bag;
  }[];
  readonly shippingLines?: readonly { readonly priceSet: Bag }[];
  readonly taxLines?: readonly { readonly priceSet?: Bag }[];
  readonly discountCode?: { readonly itemFixedDiscountCode?: { readonly amountSet?: Bag } };
  readonly transactions?: readonly { readonly gateway?: string }[];
  readonly sourceIdentifier?: string;
  readonly customAttributes?: readonly { readonly key: string; readonly value: string }[];
}

export interface OrderCreateOptions {
  readonly inventoryBehaviour?: 'BYPASS' | 'DECREMENT_IGNORING_POLICY' | 'DECREMENT_OBEYING_POLICY';
}

interface Shop {
  readonly currency: string;
  readonly catalogue: Catalogue;
  readonly orders: Orders;
}

/** `orderCreate`: takes every figure as it is told, and stock as the options say. */
export function createOrder(
  input: OrderCreateInput,
  { inventoryBehaviour = 'BYPASS' }: OrderCreateOptions,
  { currency, catalogue, orders }: Shop,
) {
  const items = input.lineItems ?? [];
  if (items.length === 0) return refused('INVALID', ['order', 'lineItems'], 'Line items must have at least one line item');
  const lines: OrderLine[] = [];
  for (const [at, { variantId, title, quantity, priceSet }] of items.entries()) {
    const field = ['order', 'lineItems', String(at)];
    const found = variantId === undefined ? undefined : catalogue.variant(numberIn(variantId, 'ProductVariant') ?? 0);
    if (variantId !== undefined && !found) return refused('INVALID', [...field, 'variantId'], 'Variant not found');
    if (quantity < 1) return refused('INVALID', [...field, 'quantity'], 'Quantity must be greater than 0');
    const cents = (bagCents(priceSet) ?? toCents(found?.variant.price ?? '0')) * BigInt(quantity);
    lines.push({ id: orders.nextId(), variantId: found?.variant.id, title: found?.product.title ?? title ?? '', quantity, cents });
    if (!found || inventoryBehaviour !== 'DECREMENT_OBEYING_POLICY' || found.variant.oversell) continue;
    const left = catalogue.left(found.variant);
    if (left !== undefined && left < quantity) return refused('INVENTORY_CLAIM_FAILED', field, 'Unable to reserve inventory');
  }
  if (inventoryBehaviour !== 'BYPASS')
    for (const { variantId, quantity } of lines) if (variantId !== undefined) catalogue.take(variantId, quantity);
  const sum = (bags: readonly (Bag | undefined)[]) => bags.reduce((all, bag) => all + (bagCents(bag) ?? 0n), 0n);
  const goods = lines.reduce((all, { cents }) => all + cents, 0n);
  const total =
    goods -
    sum([input.discountCode?.itemFixedDiscountCode?.amountSet]) +
    sum((input.shippingLines ?? []).map(({ priceSet }) => priceSet)) +
    sum((input.taxLines ?? []).map(({ priceSet }) => priceSet));
  const order = orders.make({
    currency: input.currency ?? currency,
    lines,
    totalCents: total,
    sourceIdentifier: input.sourceIdentifier ?? null,
    attributes: input.customAttributes ?? [],
    ...(input.transactions?.[0] ? { paidThrough: input.transactions[0].gateway ?? 'manual' } : {}),
  });
  return { order: orderView(order), userErrors: [] };
}

function refused(code: string, field: readonly string[], message: string) {
  return { order: null, userErrors: [{ code, field, message }] };
}
