import { basketTotals, lineTotals, needsShipping, repriceOld, type Basket } from './basket.ts';
import { requirePermission, type Caller } from './caller.ts';
import { answered, denied } from './errors.ts';
import { globalId, keyOf } from './ids.ts';
import { orderView, type Order } from './order.ts';
import type { Shop } from './shop.ts';
import { coverOf } from './transaction.ts';
import { tell } from './webhooks.ts';

/** Two completions within so many milliseconds do not see each other's allocations: the fault that sells the last unit twice. */
const BLIND_MS = 50;

interface Pair {
  readonly key: string;
  readonly value: string;
}

/** What makes an order of a basket. */
export function completionMutations(shop: Shop) {
  return {
    checkoutComplete: ({ id, metadata }: { id?: string; metadata?: readonly Pair[] }) =>
      answered(
        () => {
          if (id === undefined) {
            throw denied('GRAPHQL_ERROR', null, "At least one of arguments is required: 'checkout_id', 'token', 'id'.");
          }
          const key = keyOf('Checkout', id);
          if (key === undefined) throw denied('GRAPHQL_ERROR', 'id', `Invalid ID: ${id}. Expected: Checkout.`);
          const before = shop.orders.find(order => order.basketKey === key);
          const order = before ?? complete(shop, id, key, metadata ?? []);
          return { order: orderView(shop, order), confirmationNeeded: false, confirmationData: '{}' };
        },
        { confirmationNeeded: false, confirmationData: null },
      ),
    orderCreateFromCheckout: ({ id, metadata }: { id: string; metadata?: readonly Pair[] }, caller: Caller) => {
      requirePermission(caller, 'HANDLE_CHECKOUTS');
      return answered(() => {
        const basket = shop.baskets.get(keyOf('Checkout', id) ?? '');
        if (!basket) throw denied('CHECKOUT_NOT_FOUND', 'id', `Couldn't resolve to a node: ${id}`);
        repriceOld(shop, basket);
        requireReady(shop, basket);
        return { order: orderView(shop, makeOrder(shop, basket, metadata ?? [], 'UNCONFIRMED')) };
      });
    },
  };
}

function complete(shop: Shop, id: string, key: string, metadata: readonly Pair[]): Order {
  const basket = shop.baskets.get(key);
  if (!basket) throw denied('NOT_FOUND', 'id', `Couldn't resolve to a node: ${id}`);
  repriceOld(shop, basket);
  requireReady(shop, basket);
  const { isCovered } = coverOf(basket.transactions, basketTotals(shop, basket).total.gross);
  if (!isCovered && !basket.channel.allowUnpaidOrders) {
    throw basket.transactions.length > 0
      ? denied('CHECKOUT_NOT_FULLY_PAID', 'id', "The authorized amount doesn't cover the checkout's total amount.")
      : denied('CHECKOUT_NOT_FULLY_PAID', null, "Provided payment methods can not cover the checkout's total amount");
  }
  const order = makeOrder(shop, basket, metadata, basket.channel.confirmsOrders === false ? 'UNCONFIRMED' : 'UNFULFILLED');
  tell(shop, order, ['OrderCreated', ...(isCovered ? (['OrderPaid', 'OrderFullyPaid'] as const) : []), 'OrderUpdated', 'OrderConfirmed']);
  return order;
}

/** Denies the first thing that is missing; nothing that was paid is given back. */
function requireReady(shop: Shop, basket: Basket): void {
  if (basket.lines.length === 0) throw denied('NO_LINES', 'lines', 'Cannot complete checkout without lines.');
  const gone = basket.lines.filter(({ variant }) => !variant.isPublished);
  if (gone.length > 0) {
    throw denied('UNAVAILABLE_VARIANT_IN_CHANNEL', 'lines', 'Some of the checkout lines variants are unavailable.', {
      variants: gone.map(({ variant }) => globalId('ProductVariant', variant.id)),
    });
  }
  if (basket.email === null) throw denied('EMAIL_NOT_SET', null, 'Checkout email must be set.');
  if (needsShipping(basket) && (!basket.method || !basket.shippingAddress)) {
    throw denied('SHIPPING_METHOD_NOT_SET', 'shippingMethod', 'Shipping method is not set');
  }
  if (!basket.billingAddress) throw denied('BILLING_ADDRESS_NOT_SET', 'billingAddress', 'Billing address is not set');
  const before = new Date(shop.now().getTime() - BLIND_MS);
  const short = basket.lines.filter(
    ({ variant, quantity }) => variant.stock !== undefined && variant.stock - shop.allocated(variant, before) < quantity,
  );
  if (short.length > 0) {
    const names = short.map(({ variant }) => variant.about.name).join(', ');
    throw denied('INSUFFICIENT_STOCK', null, `Insufficient product stock: ${names}`, {
      variants: short.map(({ variant }) => globalId('ProductVariant', variant.id)),
    });
  }
}

function makeOrder(shop: Shop, basket: Basket, metadata: readonly Pair[], status: Order['status']): Order {
  const order: Order = {
    key: shop.uuid(),
    number: String(245 + shop.orders.length + 1),
    basketKey: basket.key,
    channel: basket.channel,
    created: shop.now(),
    updated: shop.now(),
    status,
    email: basket.email,
    lines: basket.lines.map(line => ({
      id: shop.uuid(),
      variant: line.variant,
      quantity: line.quantity,
      shipped: 0,
      list: line.list,
      promotion: line.list - line.unit,
      ...lineTotals(shop, basket, line),
    })),
    ...basketTotals(shop, basket),
    shippingMethodName: basket.method?.about.name ?? null,
    shippingAddress: basket.shippingAddress,
    billingAddress: basket.billingAddress,
    voucher: basket.voucher && { code: basket.voucher.about.code, off: basket.voucherOff },
    transactions: basket.transactions,
    metadata: new Map([...basket.metadata, ...metadata.map(({ key, value }) => [key, value] as const)]),
    externalReference: null,
    parcels: [],
    grants: [],
  };
  if (basket.voucher) basket.voucher.used++;
  shop.orders.push(order);
  shop.baskets.delete(basket.key);
  return order;
}
