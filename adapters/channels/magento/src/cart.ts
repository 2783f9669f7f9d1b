import { known, needed, textIn, type Availability, type RawRef, type WireRecord } from '@onebasket/adapter-sdk';
import { sum, times, zero, type CurrencyCode, type Money } from '@onebasket/core';
import { toExternalId } from './external-id.ts';
import { stockOf } from './facts.ts';
import { moneyOf } from './money.ts';
import { minimumPrice } from './prices.ts';
import { readShipping, type ShippingOffer } from './shipping.ts';
import { neededRecord, piecesIn, recordAt, recordsAt } from './wire.ts';

/** What a promotion takes off: of an item, of the whole basket or of the shipping. */
export interface Discount {
  readonly label: string;
  readonly saved: Money;
  readonly target: 'ITEM' | 'SHIPPING' | undefined;
  /** Is it a coupon's? Told since 2.4.8; before, a label that names the coupon gives it away. */
  readonly isCoupon: boolean;
}

export interface CartLine {
  readonly uid: string;
  readonly externalId: string;
  readonly title: string;
  readonly quantity: number;
  /** Before discounts, without and with tax. */
  readonly rowTotal: Money;
  readonly rowTotalWithTax: Money;
  /** All that is taken off this line. */
  readonly discounted: Money;
  readonly discounts: readonly Discount[];
  /** One piece in the catalogue: before the sale, and now. */
  readonly regularPrice?: Money;
  readonly cataloguePrice?: Money;
  readonly availability: Availability;
  readonly stock?: number;
}

/** A basket as the shop tells of it; all amounts in one currency. */
export interface Cart {
  readonly id: string | undefined;
  readonly isVirtual: boolean;
  readonly lines: readonly CartLine[];
  readonly offers: readonly ShippingOffer[];
  readonly shipping?: ShippingOffer;
  readonly total: Money;
  /** What of the total is tax. */
  readonly tax: Money;
  readonly discounts: readonly Discount[];
  /** Where it was read. */
  readonly raw?: RawRef;
}

/** Throws `AdapterError('invalid-response')` for a basket without total, and for lines in another currency than the total's. `fallback` as in `moneyOf`. */
export function readCart(cart: WireRecord, fallback?: CurrencyCode, raw?: RawRef): Cart {
  const prices = neededRecord(cart, 'prices', 'cart');
  const total = needed(moneyOf(prices['grand_total'], fallback), 'magento: cart: grand_total');
  const { currency } = total;
  const amount = (value: unknown) => sameCurrency(moneyOf(value, currency), currency);
  const [address = {}] = recordsAt(cart, 'shipping_addresses');
  const offers = readOffers(recordsAt(address, 'available_shipping_methods'), currency);
  const selected = readShipping(recordAt(address, 'selected_shipping_method'), currency);
  // Before 2.4.7 only the offers tell the price with its tax.
  const shipping = offers.find(({ id, cost }) => id === selected?.id && cost.minor === selected.cost.minor) ?? selected;
  const coupons = recordsAt(cart, 'applied_coupons').flatMap(coupon => textIn(coupon['code']) ?? []);
  return {
    id: textIn(cart['id']),
    isVirtual: cart['is_virtual'] === true,
    lines: itemsOf(cart).map(item => readLine(item, currency, coupons)),
    offers,
    ...known({ shipping, raw }),
    total,
    tax: sum(
      recordsAt(prices, 'applied_taxes').map(tax => needed(amount(tax['amount']), 'magento: cart: an applied tax')),
      currency,
    ),
    discounts: readDiscounts(prices, currency, coupons),
  };
}

/** Does this basket tell what it costs, and what is in it? */
export function isPriced(cart: WireRecord): boolean {
  const hasItems = Array.isArray(cart['items']) || Array.isArray(recordAt(cart, 'itemsV2')['items']);
  return hasItems && textIn(recordAt(recordAt(cart, 'prices'), 'grand_total')['value']) !== undefined;
}

/** Ways of shipping that can be had. */
export function readOffers(offers: readonly WireRecord[], currency: CurrencyCode | undefined): readonly ShippingOffer[] {
  return offers.filter(offer => offer['available'] !== false).flatMap(offer => readShipping(offer, currency) ?? []);
}

function itemsOf(cart: WireRecord): readonly WireRecord[] {
  return Array.isArray(cart['items']) ? recordsAt(cart, 'items') : recordsAt(recordAt(cart, 'itemsV2'), 'items');
}

function readLine(item: WireRecord, currency: CurrencyCode, coupons: readonly string[]): CartLine {
  const product = recordAt(item, 'product');
  const variant = recordAt(item, 'configured_variant');
  const chosen = textIn(variant['sku']) === undefined ? product : variant;
  const prices = recordAt(item, 'prices');
  const amount = (value: unknown) => sameCurrency(moneyOf(value, currency), currency);
  const quantity = needed(piecesIn(item['quantity']), 'magento: cart: quantity of a line');
  const price = amount(prices['price']);
  const rowTotal = needed(amount(prices['row_total']) ?? (price && times(price, quantity)), 'magento: cart: row_total of a line');
  const discounts = readDiscounts(prices, currency, coupons).filter(({ target }) => target !== 'SHIPPING');
  const { regular, final } = minimumPrice(chosen, currency);
  return {
    uid: textIn(item['uid']) ?? textIn(item['id']) ?? '',
    externalId: externalIdOf(item),
    title: textIn(product['name']) ?? textIn(product['sku']) ?? '',
    quantity,
    rowTotal,
    rowTotalWithTax: amount(prices['row_total_including_tax']) ?? rowTotal,
    // Gift cards and store credit are told among the discounts too; the sum is of promotions only.
    discounted:
      amount(prices['total_item_discount']) ??
      sum(
        discounts.map(({ saved }) => saved),
        currency,
      ),
    discounts,
    ...known({ regularPrice: sameCurrency(regular, currency), cataloguePrice: sameCurrency(final, currency) }),
    ...stockOf(chosen),
  };
}

/** What this line is, in the words it was put in by. */
function externalIdOf(item: WireRecord): string {
  const sku = needed(textIn(recordAt(item, 'product')['sku']), 'magento: cart: sku of a line');
  const variantSku = textIn(recordAt(item, 'configured_variant')['sku']);
  if (variantSku !== undefined) return toExternalId({ sku: variantSku, parentSku: sku });
  const selections = recordsAt(item, 'bundle_options').flatMap(option =>
    recordsAt(option, 'values').flatMap(value => textIn(value['uid']) ?? []),
  );
  return toExternalId(selections.length > 0 ? { sku, selections } : { sku });
}

function readDiscounts(prices: WireRecord, currency: CurrencyCode, coupons: readonly string[]): readonly Discount[] {
  return recordsAt(prices, 'discounts').flatMap(discount => {
    const saved = sameCurrency(moneyOf(discount['amount'], currency), currency) ?? zero(currency);
    if (saved.minor <= 0n) return [];
    const appliedTo = textIn(discount['applied_to']);
    const target = appliedTo === 'SHIPPING' || appliedTo === 'ITEM' ? appliedTo : undefined;
    const label = textIn(discount['label']) ?? 'Discount';
    const isCoupon = textIn(recordAt(discount, 'coupon')['code']) !== undefined || coupons.some(code => label.includes(code));
    return [{ label, saved, target, isCoupon }];
  });
}

/** An amount in another currency beside a total is as good as none: nothing can be made of both. */
function sameCurrency(amount: Money | undefined, currency: CurrencyCode): Money | undefined {
  return amount?.currency === currency ? amount : undefined;
}
