import { createHash } from 'node:crypto';
import type { Catalogue, Found } from './catalogue.ts';
import { share, toCents } from './cents.ts';
import { graphqlError } from './graphql.ts';
import type { MagentoTwinOptions } from './options.ts';

/** `CartAddressInput` as far as it is looked at. */
export interface TwinAddress {
  readonly firstname?: string;
  readonly lastname?: string;
  readonly street?: readonly string[];
  readonly city?: string;
  readonly country_code: string;
  readonly region?: string;
  readonly region_id?: number;
  readonly postcode?: string;
  readonly telephone?: string;
}

export interface CartItem {
  readonly uid: string;
  readonly found: Found;
  quantity: number;
}

/** A guest's basket. */
export interface TwinCart {
  /** The masked id, which the guest knows, and the one of the database. */
  readonly id: string;
  readonly quoteId: number;
  readonly items: CartItem[];
  isActive: boolean;
  email?: string;
  address?: TwinAddress;
  billing?: TwinAddress;
  shipping?: { readonly carrier: string; readonly method: string };
  coupon?: string;
  payment?: string;
  reservedOrderId?: string;
}

/** What a basket comes to, in cents. */
export interface Totals {
  readonly rows: readonly {
    readonly total: bigint;
    readonly withTax: bigint;
    readonly discounts: readonly { readonly label: string; readonly cents: bigint }[];
  }[];
  readonly shipping: bigint;
  readonly shippingWithTax: bigint;
  readonly tax: bigint;
  readonly grandTotal: bigint;
}

type Terms = Pick<MagentoTwinOptions, 'tax' | 'pricesIncludeTax' | 'rule' | 'coupon'> & {
  readonly shipping: NonNullable<MagentoTwinOptions['shipping']>;
};

/** Baskets by their masked id. */
export class Carts {
  readonly #carts = new Map<string, TwinCart>();
  readonly #catalogue: Catalogue;
  readonly #terms: Terms;
  #made = 0;

  constructor(catalogue: Catalogue, terms: Terms) {
    this.#catalogue = catalogue;
    this.#terms = terms;
  }

  create(chosenId?: string | null): TwinCart {
    if (chosenId != null && chosenId.length !== 32) throw graphqlError('input', 'Cart ID length should to be 32 symbols.');
    if (chosenId != null && this.#carts.has(chosenId)) throw graphqlError('already-exists', `Cart with ID "${chosenId}" already exists.`);
    const quoteId = ++this.#made;
    const id = chosenId ?? createHash('sha256').update(`cart ${quoteId}`).digest('base64url').replace(/[-_]/g, 'x').slice(0, 32);
    const cart: TwinCart = { id, quoteId, items: [], isActive: true };
    this.#carts.set(id, cart);
    return cart;
  }

  /** As REST sees it: closed ones too. */
  peek(id: string): TwinCart | undefined {
    return this.#carts.get(id);
  }

  /** As a guest sees it. */
  open(id: string): TwinCart {
    const cart = this.#carts.get(id);
    if (!cart) throw graphqlError('no-such-entity', `Could not find a cart with ID "${id}"`);
    if (!cart.isActive) throw graphqlError('no-such-entity', "The cart isn't active.");
    return cart;
  }

  /** Puts pieces in; the message of what is wrong instead. */
  add(cart: TwinCart, found: Found, quantity: number): string | undefined {
    const there = cart.items.find(item => item.found.thing.sku === found.thing.sku && item.found.product.sku === found.product.sku);
    const wanted = (there?.quantity ?? 0) + quantity;
    const isBundle = found.product.selections !== undefined;
    if (isBundle ? !this.#catalogue.hasAny(found.product) : this.#catalogue.left(found.thing) <= 0) {
      return 'Product that you are trying to add is not available.';
    }
    if (!isBundle && this.#catalogue.left(found.thing) < wanted) return 'The requested qty is not available';
    if (there) there.quantity = wanted;
    else cart.items.push({ uid: Buffer.from(`${cart.quoteId}-${cart.items.length + 1}`).toString('base64'), found, quantity });
    return undefined;
  }

  /** What it costs, with the shipping that was chosen, or with another one. */
  totals(cart: TwinCart, shipping = cart.shipping): Totals {
    const { tax = 0, pricesIncludeTax = false, rule, coupon } = this.#terms;
    const net = (gross: bigint) => gross - (gross * BigInt(tax * 100) + BigInt(10000 + tax * 100) / 2n) / BigInt(10000 + tax * 100);
    const rows = cart.items.map(({ found, quantity }) => {
      const catalogue = this.#catalogue.priceOf(found, quantity) * BigInt(quantity);
      const total = pricesIncludeTax ? net(catalogue) : catalogue;
      const withTax = pricesIncludeTax ? catalogue : catalogue + share(catalogue, tax);
      const rules = [...(rule ? [rule] : []), ...(coupon && cart.coupon === coupon.code ? [coupon] : [])];
      return {
        total,
        withTax,
        discounts: rules.map(({ label, percent }) => ({ label, cents: share(pricesIncludeTax ? withTax : total, percent) })),
      };
    });
    const offer = this.#terms.shipping.find(one => one.carrier === shipping?.carrier && one.method === shipping.method);
    const cost = offer ? toCents(offer.price) : 0n;
    const sumOf = (amounts: readonly bigint[]) => amounts.reduce((all, one) => all + one, 0n);
    const rowTax = sumOf(rows.map(row => row.withTax - row.total));
    const off = sumOf(rows.flatMap(row => row.discounts.map(({ cents }) => cents)));
    return {
      rows,
      shipping: cost,
      shippingWithTax: cost,
      tax: rowTax,
      grandTotal: sumOf(rows.map(row => row.total)) + rowTax + cost - off,
    };
  }
}
