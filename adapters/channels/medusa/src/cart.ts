import type { Call, QuoteLine } from '@onebasket/adapter-sdk';
import { compareMoney, type CurrencyCode, type Money } from '@onebasket/core';
import { askStore } from './client.ts';
import type { Denial } from './errors.ts';
import { decimalAt, requiredCurrencyOf, requiredMoneyAt } from './money.ts';
import type { Region } from './region.ts';
import { integerAt, objectAt, objectsAt, optionalObjectsAt, requiredTextAt, textAt, unreadable, type Wire } from './wire.ts';

/** Totals of lines are told only when they are asked for. */
const FIELDS = ['fields', '+items.total,+items.tax_total,+items.raw_total,+items.raw_tax_total'] as const;

/** A basket as the shop prices it. Exact amounts are decimal text; `total` is rounded. */
export interface Cart {
  readonly id: string;
  readonly currency: CurrencyCode;
  readonly total: Money;
  readonly taxTotal: string;
  readonly shippingTotal: string;
  readonly shippingTaxTotal: string;
  readonly lines: readonly CartLine[];
  /** Of the answer that it was read from. */
  readonly digest: string;
}

/** One line of a basket; `variantId` is absent for what the shop has put in by itself. */
export interface CartLine {
  readonly id: string;
  readonly variantId?: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly listPrice: Money;
  /** After discounts, with tax. */
  readonly total: string;
  readonly taxTotal: string;
  readonly pricesIncludeTax: boolean;
  readonly needsShipping: boolean;
  readonly discounts: readonly Discount[];
}

/** What a promotion takes off a line. */
export interface Discount {
  readonly id: string;
  readonly code: string;
  readonly isAutomatic: boolean;
  readonly saved: Money;
}

/** What a basket is made with. */
export interface CartWish {
  readonly region: Region;
  readonly lines: readonly QuoteLine[];
  readonly address?: Readonly<Record<string, string | undefined>> | undefined;
  readonly email?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Makes a basket with everything in it. It reserves nothing, and is forgotten when nobody completes it: `effect: 'read'` where that is meant to happen. */
export async function createCart(wish: CartWish, effect: 'read' | 'write', label: string, call: Call): Promise<Cart | Denial> {
  const { region, lines, address, email, metadata } = wish;
  const body = {
    region_id: region.id,
    items: lines.map(({ externalId, quantity }) => ({ variant_id: externalId, quantity })),
    ...(address === undefined ? {} : { shipping_address: address, billing_address: address }),
    ...(email === undefined ? {} : { email }),
    ...(metadata === undefined ? {} : { metadata }),
  };
  const answer = await askStore({ method: 'POST', path: '/store/carts', query: [FIELDS], body, effect, label: `${label}: cart` }, call);
  return answer.ok ? readCart(objectAt(answer.body, 'cart'), region, answer.digest) : answer;
}

/** Reads a basket again; `undefined` when the shop does not know it. */
export async function readCartById(id: string, label: string, call: Call): Promise<Wire | undefined> {
  const query = [['fields', 'id,completed_at,*items']] as const;
  const answer = await askStore({ method: 'GET', path: `/store/carts/${encodeURIComponent(id)}`, query, label }, call);
  if (answer.ok) return objectAt(answer.body, 'cart');
  if (answer.status === 404) return undefined;
  throw unreadable(`${label}: answered ${answer.status} ${answer.type}`);
}

/** Puts a way of shipping into a basket. */
export async function addShipping(
  cart: Cart,
  optionId: string,
  effect: 'read' | 'write',
  label: string,
  call: Call,
): Promise<Cart | Denial> {
  const path = `/store/carts/${encodeURIComponent(cart.id)}/shipping-methods`;
  const body = { option_id: optionId };
  const answer = await askStore({ method: 'POST', path, query: [FIELDS], body, effect, label: `${label}: shipping` }, call);
  return answer.ok ? readCart(objectAt(answer.body, 'cart'), cart, answer.digest) : answer;
}

/** A basket as it came. Throws `AdapterError('invalid-response')` for one in another currency than asked, and for amounts that cannot be. */
export function readCart(cart: Wire, { currency }: { readonly currency: CurrencyCode }, digest: string): Cart {
  const actual = requiredCurrencyOf(cart);
  if (actual !== currency) throw unreadable(`the basket is in ${actual} where ${currency} was asked for`);
  const exact = (from: Wire, key: string) => {
    requiredMoneyAt(from, key, currency);
    return decimalAt(from, key) as string;
  };
  const automatic = new Set(
    optionalObjectsAt(cart, 'promotions').flatMap(promotion => (promotion['is_automatic'] === true ? (textAt(promotion, 'id') ?? []) : [])),
  );
  return {
    id: requiredTextAt(cart, 'id'),
    currency,
    total: requiredMoneyAt(cart, 'total', currency),
    taxTotal: exact(cart, 'tax_total'),
    shippingTotal: exact(cart, 'shipping_total'),
    shippingTaxTotal: exact(cart, 'shipping_tax_total'),
    lines: objectsAt(cart, 'items').map(item => readLine(item, automatic, currency, exact)),
    digest,
  };
}

function readLine(
  item: Wire,
  automatic: ReadonlySet<string>,
  currency: CurrencyCode,
  exact: (from: Wire, key: string) => string,
): CartLine {
  const unitPrice = requiredMoneyAt(item, 'unit_price', currency);
  const before = textAt(item, 'compare_at_unit_price') === undefined ? unitPrice : requiredMoneyAt(item, 'compare_at_unit_price', currency);
  const variantId = textAt(item, 'variant_id');
  const quantity = integerAt(item, 'quantity');
  if (quantity === undefined || quantity < 0) throw unreadable('quantity of a line is no count');
  return {
    id: requiredTextAt(item, 'id'),
    ...(variantId === undefined ? {} : { variantId }),
    title: textAt(item, 'product_title') ?? textAt(item, 'title') ?? '',
    quantity,
    unitPrice,
    listPrice: compareMoney(before, unitPrice) > 0 ? before : unitPrice,
    total: exact(item, 'total'),
    taxTotal: exact(item, 'tax_total'),
    pricesIncludeTax: item['is_tax_inclusive'] === true,
    needsShipping: item['requires_shipping'] !== false,
    discounts: optionalObjectsAt(item, 'adjustments').map(adjustment => {
      const id = textAt(adjustment, 'promotion_id') ?? textAt(adjustment, 'code') ?? requiredTextAt(adjustment, 'id');
      return {
        id,
        code: textAt(adjustment, 'code') ?? id,
        isAutomatic: automatic.has(id),
        saved: requiredMoneyAt(adjustment, 'amount', currency),
      };
    }),
  };
}
