import { createHash } from 'node:crypto';
import type { TwinVariant } from './catalogue.ts';
import { toCents } from './cents.ts';
import { gid, numberIn } from './gid.ts';
import { moneyView, variantView, type ViewContext } from './views.ts';

/** How the shop sells what is in a cart. */
export interface Terms {
  /** Where it sends to; everywhere by default. */
  readonly shipsTo?: readonly string[];
  readonly shipping: readonly { readonly title: string; readonly price: string }[];
  /** Taken off the whole cart without asking. */
  readonly automaticDiscount?: { readonly title: string; readonly percent: number };
}

interface CartLineInput {
  readonly merchandiseId: string;
  readonly quantity: number;
}

/** `CartInput` as far as it is looked at. */
export interface CartInput {
  readonly lines?: readonly CartLineInput[];
  readonly attributes?: readonly { readonly key: string; readonly value: string }[];
  readonly note?: string;
  readonly buyerIdentity?: { readonly countryCode?: string; readonly email?: string; readonly phone?: string };
  readonly delivery?: { readonly addresses?: readonly { readonly address: { readonly deliveryAddress?: TwinAddress } }[] };
}

export interface TwinAddress {
  readonly countryCode?: string;
  readonly zip?: string;
  readonly city?: string;
  readonly address1?: string;
}

/** A cart that somebody fills, and that becomes an order at the checkout. */
export interface TwinCart {
  readonly token: string;
  readonly key: string;
  readonly lines: readonly { readonly variantId: number; readonly quantity: number }[];
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
  readonly country: string | undefined;
}

interface UserError {
  readonly code: string;
  readonly field: readonly string[];
  readonly message: string;
}

/** Carts, and how they are reckoned. */
export class Carts {
  readonly #terms: Terms;
  readonly #carts = new Map<string, TwinCart>();
  #made = 0;

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  /** `cartCreate`: what cannot be had is left out with a warning, what cannot be understood fails the whole. */
  create(input: CartInput, context: ViewContext) {
    const problem = this.#problemWith(input, context);
    if (problem) return { cart: null, userErrors: [problem], warnings: [] };
    const warnings: { code: string; message: string; target: string }[] = [];
    const counts = new Map<number, number>();
    for (const { merchandiseId, quantity } of input.lines ?? []) {
      const id = numberIn(merchandiseId, 'ProductVariant') ?? 0;
      counts.set(id, (counts.get(id) ?? 0) + quantity);
    }
    const lines = [...counts].flatMap(([variantId, wanted]) => {
      const found = context.catalogue.variant(variantId);
      if (!found) return [];
      const quantity = atMost(found.variant, wanted, context);
      if (quantity < wanted) {
        const code = quantity === 0 ? 'MERCHANDISE_OUT_OF_STOCK' : 'MERCHANDISE_NOT_ENOUGH_STOCK';
        warnings.push({ code, message: 'The quantity was adjusted to what is available.', target: gid('ProductVariant', variantId) });
      }
      return quantity > 0 ? [{ variantId, quantity }] : [];
    });
    const token = createHash('sha256').update(`cart ${++this.#made}`).digest('base64url').slice(0, 24);
    const cart: TwinCart = {
      token,
      key: createHash('md5').update(token).digest('hex'),
      lines,
      attributes: input.attributes ?? [],
      country: addressOf(input)?.countryCode ?? input.buyerIdentity?.countryCode,
    };
    this.#carts.set(token, cart);
    return { cart: this.#view(cart, addressOf(input) !== undefined, context), userErrors: [], warnings };
  }

  /** A cart by its whole id, secret key included; `undefined` for any other. */
  find(id: string): TwinCart | undefined {
    const match = /^gid:\/\/shopify\/Cart\/([\w-]+)\?key=(\w+)$/.exec(id);
    const cart = this.#carts.get(match?.[1] ?? '');
    return cart && cart.key === match?.[2] ? cart : undefined;
  }

  view(cart: TwinCart, context: ViewContext) {
    return this.#view(cart, cart.country !== undefined, context);
  }

  /** The checkout at this address is finished: the cart is no more. */
  finish(checkoutUrl: string): TwinCart | undefined {
    const token = /\/cart\/c\/([\w-]+)/.exec(checkoutUrl)?.[1] ?? '';
    const cart = this.#carts.get(token);
    this.#carts.delete(token);
    return cart;
  }

  #problemWith(input: CartInput, { catalogue }: ViewContext): UserError | undefined {
    for (const [at, { merchandiseId, quantity }] of (input.lines ?? []).entries()) {
      const field = ['input', 'lines', String(at)];
      if (!catalogue.variant(numberIn(merchandiseId, 'ProductVariant') ?? 0)) {
        return { code: 'INVALID', field: [...field, 'merchandiseId'], message: `The merchandise with id ${merchandiseId} does not exist.` };
      }
      if (quantity < 1) return { code: 'MINIMUM_NOT_MET', field: [...field, 'quantity'], message: 'The quantity is too small.' };
      if (quantity > 100_000) return { code: 'MAXIMUM_EXCEEDED', field: [...field, 'quantity'], message: 'The quantity is too large.' };
    }
    const address = addressOf(input);
    if (address?.countryCode === 'DE' && address.zip !== undefined && !/^\d{5}$/.test(address.zip)) {
      const field = ['input', 'delivery', 'addresses', '0', 'address', 'deliveryAddress', 'zip'];
      return { code: 'INVALID_ZIP_CODE_FOR_COUNTRY', field, message: 'The postal code is not valid for Germany.' };
    }
    return undefined;
  }

  #view(cart: TwinCart, hasAddress: boolean, context: ViewContext) {
    const { currency, origin, catalogue } = context;
    const lines = cart.lines.flatMap(({ variantId, quantity }) => {
      const found = catalogue.variant(variantId);
      return found ? [{ ...found, quantity, cents: toCents(found.variant.price) * BigInt(quantity) }] : [];
    });
    const goods = lines.reduce((all, { cents }) => all + cents, 0n);
    const discount = this.#terms.automaticDiscount;
    const off = discount ? (goods * BigInt(discount.percent)) / 100n : 0n;
    const shipsThere = this.#terms.shipsTo === undefined || this.#terms.shipsTo.includes(cart.country ?? '');
    const options = this.#terms.shipping.map(({ title, price }) => ({
      handle: createHash('sha256').update(title).digest('hex').slice(0, 12),
      title,
      code: title,
      description: null,
      deliveryMethodType: 'SHIPPING',
      estimatedCost: moneyView(toCents(price), currency),
    }));
    return {
      __typename: 'Cart',
      id: `gid://shopify/Cart/${cart.token}?key=${cart.key}`,
      checkoutUrl: `${origin}/cart/c/${cart.token}?key=${cart.key}`,
      note: null,
      totalQuantity: lines.reduce((count, { quantity }) => count + quantity, 0),
      cost: {
        subtotalAmount: moneyView(goods - off, currency),
        totalAmount: moneyView(goods - off, currency),
        checkoutChargeAmount: moneyView(goods - off, currency),
        totalAmountEstimated: true,
      },
      discountAllocations:
        discount && off > 0n
          ? [
              {
                __typename: 'CartAutomaticDiscountAllocation',
                title: discount.title,
                targetType: 'LINE_ITEM',
                discountedAmount: moneyView(off, currency),
              },
            ]
          : [],
      lines: () => ({
        nodes: lines.map(({ variant, product, quantity, cents }) => ({
          __typename: 'CartLine',
          id: `gid://shopify/CartLine/${variant.id}?cart=${cart.token}`,
          quantity,
          cost: {
            amountPerQuantity: moneyView(toCents(variant.price), currency),
            compareAtAmountPerQuantity: variant.compareAtPrice === undefined ? null : moneyView(toCents(variant.compareAtPrice), currency),
            subtotalAmount: moneyView(cents, currency),
            totalAmount: moneyView(cents, currency),
          },
          discountAllocations: [],
          merchandise: variantView(variant, product, context),
        })),
        pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: null, startCursor: null },
      }),
      deliveryGroups: () => ({
        nodes:
          hasAddress && lines.length > 0
            ? [
                {
                  id: `gid://shopify/CartDeliveryGroup/${cart.token}`,
                  deliveryOptions: shipsThere ? options : [],
                  selectedDeliveryOption: shipsThere ? (options[0] ?? null) : null,
                },
              ]
            : [],
      }),
    };
  }
}

function addressOf(input: CartInput): TwinAddress | undefined {
  return input.delivery?.addresses?.[0]?.address.deliveryAddress;
}

function atMost(variant: TwinVariant, wanted: number, { catalogue }: ViewContext): number {
  const left = catalogue.left(variant);
  return left === undefined || variant.oversell === true ? wanted : Math.max(0, Math.min(wanted, left));
}
