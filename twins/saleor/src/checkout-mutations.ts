import { requireAddress, type Address, type AddressRules } from './address.ts';
import { afterChange, basketOf, methodsFor, needsShipping, newBasket, requireStock, setShippingAddress, type Basket } from './basket.ts';
import { basketView, deliveryView } from './basket-view.ts';
import { requirePermission, type Caller } from './caller.ts';
import { answered, denied, fault } from './errors.ts';
import { globalId, keyOf, partsOf } from './ids.ts';
import type { Shop, Variant } from './shop.ts';

interface LineInput {
  readonly variantId: string;
  readonly quantity: number;
  readonly price?: unknown;
  readonly forceNewLine?: boolean;
}
interface Pair {
  readonly key: string;
  readonly value: string;
}
interface CreateInput {
  readonly channel?: string | null;
  readonly email?: string | null;
  readonly lines: readonly LineInput[];
  readonly shippingAddress?: Address | null;
  readonly billingAddress?: Address | null;
  readonly validationRules?: { readonly shippingAddress?: AddressRules | null; readonly billingAddress?: AddressRules | null } | null;
  readonly metadata?: readonly Pair[] | null;
  readonly privateMetadata?: readonly Pair[] | null;
}

/** What may be done with a basket before it is complete. */
export function checkoutMutations(shop: Shop) {
  const change = (id: string | null | undefined, work: (basket: Basket) => void) =>
    answered(() => {
      const basket = basketOf(shop, id);
      work(basket);
      return { checkout: basketView(shop, basket) };
    });

  return {
    checkoutCreate: ({ input }: { input: CreateInput }, caller: Caller) => {
      if (input.lines.some(line => line.price != null) && !caller.app?.permissions.includes('MANAGE_CHECKOUTS')) {
        throw fault('Setting the custom price is allowed only for apps with `MANAGE_CHECKOUTS` permission.', 'PermissionDenied');
      }
      if (input.privateMetadata) requirePermission(caller, 'HANDLE_CHECKOUTS', 'MANAGE_CHECKOUTS');
      return answered(() => {
        const basket = fill(shop, input);
        shop.baskets.set(basket.key, basket);
        return { checkout: basketView(shop, basket) };
      });
    },
    checkoutLinesAdd: ({ id, lines }: { id?: string; lines: readonly LineInput[] }) =>
      change(id, basket => {
        addLines(shop, basket, lines, basket.shippingAddress?.country);
        afterChange(shop, basket);
      }),
    checkoutLinesUpdate: ({
      id,
      lines,
    }: {
      id?: string;
      lines: readonly { readonly lineId?: string; readonly variantId?: string; readonly quantity?: number }[];
    }) =>
      change(id, basket => {
        for (const { lineId, variantId, quantity = 0 } of lines) {
          const line = basket.lines.find(
            of => globalId('CheckoutLine', of.id) === lineId || globalId('ProductVariant', of.variant.id) === variantId,
          );
          if (!line && lineId !== undefined) throw unresolved('lineId', lineId);
          if (quantity < 0) throw denied('ZERO_QUANTITY', 'quantity', 'The quantity should be higher or equal zero.');
          if (!line) continue;
          requireQuantity(line.variant, quantity);
          requireStock(shop, [{ variant: line.variant, quantity }], basket.shippingAddress?.country);
          line.quantity = quantity;
        }
        basket.lines = basket.lines.filter(line => line.quantity > 0);
        afterChange(shop, basket);
      }),
    checkoutLinesDelete: ({ id, linesIds }: { id?: string; linesIds: readonly string[] }) =>
      change(id, basket => {
        basket.lines = basket.lines.filter(line => !linesIds.includes(globalId('CheckoutLine', line.id)));
        afterChange(shop, basket);
      }),
    checkoutEmailUpdate: ({ id, email }: { id?: string; email: string }) => change(id, basket => (basket.email = requireEmail(email))),
    checkoutShippingAddressUpdate: ({ id, shippingAddress }: { id?: string; shippingAddress: Address }) =>
      change(id, basket => {
        setShippingAddress(shop, basket, shippingAddress);
        afterChange(shop, basket);
      }),
    checkoutBillingAddressUpdate: ({ id, billingAddress }: { id?: string; billingAddress: Address }) =>
      change(id, basket => (basket.billingAddress = requireAddress(billingAddress, 'BILLING'))),
    deliveryOptionsCalculate: ({ id }: { id: string }) =>
      answered(() => {
        const basket = basketOf(shop, id);
        return { deliveries: methodsFor(shop, basket).map(method => deliveryView(shop, basket, method)) };
      }),
    checkoutDeliveryMethodUpdate: ({ id, deliveryMethodId }: { id?: string; deliveryMethodId?: string }) => {
      if (!partsOf(deliveryMethodId)) throw fault(`Invalid ID: ${deliveryMethodId}.`);
      return change(id, basket => chooseDelivery(shop, basket, deliveryMethodId));
    },
    checkoutAddPromoCode: ({ id, promoCode }: { id?: string; promoCode: string }) =>
      change(id, basket => {
        const voucher = shop.vouchers.find(({ about, used }) => {
          const isOpen = !about.hasEnded && used < (about.uses ?? Infinity);
          return about.code === promoCode && about.channels.includes(basket.channel.slug) && isOpen;
        });
        if (!voucher) throw denied('INVALID', 'promoCode', 'Promo code is invalid');
        const subtotal = basket.lines.reduce((sum, line) => sum + line.unit * line.quantity, 0);
        if (subtotal < Math.round((voucher.about.minimumSpent ?? 0) * 100)) {
          throw denied('VOUCHER_NOT_APPLICABLE', 'promoCode', 'Voucher is not applicable to this checkout.');
        }
        basket.voucher = voucher;
        afterChange(shop, basket);
      }),
    checkoutRemovePromoCode: ({ id, promoCode }: { id?: string; promoCode?: string }) =>
      change(id, basket => {
        if (basket.voucher?.about.code === promoCode) basket.voucher = undefined;
        afterChange(shop, basket);
      }),
    checkoutDelete: ({ id }: { id: string }, caller: Caller) => {
      requirePermission(caller, 'MANAGE_CHECKOUTS');
      return answered(() => {
        shop.baskets.delete(basketOf(shop, id).key);
        return {};
      });
    },
  };
}

function fill(shop: Shop, input: CreateInput): Basket {
  if (!input.channel) throw denied('MISSING_CHANNEL_SLUG', 'channel', 'You need to provide channel slug.');
  const channel = shop.channel(input.channel);
  if (!channel) throw denied('NOT_FOUND', 'channel', `Channel with '${input.channel}' slug does not exist.`);
  const basket = newBasket(shop, channel);
  const { validationRules: rules } = input;
  const shippingAddress = input.shippingAddress && requireAddress(input.shippingAddress, 'SHIPPING', rules?.shippingAddress ?? {});
  addLines(shop, basket, input.lines, shippingAddress?.country);
  if (shippingAddress) basket.shippingAddress = shippingAddress;
  if (input.billingAddress) basket.billingAddress = requireAddress(input.billingAddress, 'BILLING', rules?.billingAddress ?? {});
  if (input.email != null) basket.email = requireEmail(input.email);
  for (const { key, value } of input.metadata ?? []) basket.metadata.set(key, value);
  afterChange(shop, basket);
  return basket;
}

/** All of them or none. */
function addLines(shop: Shop, basket: Basket, inputs: readonly LineInput[], country: string | undefined): void {
  const wanted = inputs.map(input => ({ variant: variantOf(shop, input.variantId), quantity: input.quantity }));
  const unavailable = wanted.filter(({ variant }) => !variant.isPublished || !variant.prices.has(basket.channel.slug));
  if (unavailable.length > 0) {
    throw denied('PRODUCT_UNAVAILABLE_FOR_PURCHASE', 'lines', 'Cannot add lines for unavailable for purchase variants.', {
      variants: unavailable.map(({ variant }) => globalId('ProductVariant', variant.id)),
    });
  }
  const totals = new Map<Variant, number>();
  for (const { variant, quantity } of wanted) {
    if (quantity < 1) throw denied('ZERO_QUANTITY', 'quantity', 'The quantity should be higher than zero.');
    const held = basket.lines.find(line => line.variant === variant)?.quantity ?? 0;
    totals.set(variant, (totals.get(variant) ?? held) + quantity);
  }
  for (const [variant, quantity] of totals) requireQuantity(variant, quantity);
  requireStock(
    shop,
    [...totals].map(([variant, quantity]) => ({ variant, quantity })),
    country,
  );
  for (const [variant, quantity] of totals) {
    const line = basket.lines.find(of => of.variant === variant);
    if (line) line.quantity = quantity;
    else basket.lines.push({ id: shop.uuid(), variant, quantity, unit: 0, list: 0, off: 0 });
  }
}

function variantOf(shop: Shop, id: string): Variant {
  const parts = partsOf(id);
  if (parts && parts.type !== 'ProductVariant') throw denied('GRAPHQL_ERROR', 'variantId', `Must receive ProductVariant id: ${id}.`);
  const variant = shop.variants.get(keyOf('ProductVariant', id) ?? '');
  if (!variant) throw unresolved('variantId', id);
  return variant;
}

function unresolved(field: string, id: string) {
  return denied('GRAPHQL_ERROR', field, `Could not resolve to a node with the global id list of '['${id}']'.`);
}

/** At most 50 of one kind, or what one customer may have. */
function requireQuantity({ about }: Variant, quantity: number): void {
  const most = about.limitPerCustomer ?? 50;
  if (quantity > most) {
    throw denied('QUANTITY_GREATER_THAN_LIMIT', 'quantity', `Cannot add more than ${most} times this item: ${about.name}.`);
  }
}

function requireEmail(email: string): string {
  if (!/^[^@\s\0]+@[^@\s\0]+\.[^@\s\0]+$/.test(email)) throw denied('INVALID', 'email', 'Enter a valid email address.');
  return email;
}

function chooseDelivery(shop: Shop, basket: Basket, id: string | undefined): void {
  const delivery = keyOf('CheckoutDelivery', id);
  const methods = needsShipping(basket) ? methodsFor(shop, basket) : [];
  const method = methods.find(
    of => globalId('ShippingMethod', of.id) === id || (delivery !== undefined && basket.deliveries.get(of.id) === delivery),
  );
  if (!method) throw denied('DELIVERY_METHOD_NOT_APPLICABLE', 'deliveryMethodId', 'This shipping method is not applicable.');
  Object.assign(basket, { method, fare: method.prices.get(basket.channel.slug) ?? 0, isStale: false });
}
