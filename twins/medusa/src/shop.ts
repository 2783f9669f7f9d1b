import { seededRandom } from '@onebasket/twin-kit';
import { exact, type Exact } from './exact.ts';
import {
  DEFAULT_PRODUCTS,
  DEFAULT_REGIONS,
  DEFAULT_SHIPPING,
  type MedusaTwinOptions,
  type ProductOption,
  type PromotionOption,
} from './options.ts';

export interface Region {
  readonly id: string;
  readonly name: string;
  /** Lower case, as Medusa writes it. */
  readonly currency: string;
  /** Tax in per cent by country in lower case. */
  readonly taxes: ReadonlyMap<string, number>;
  readonly pricesIncludeTax: boolean;
}

export interface Variant {
  readonly id: string;
  readonly productId: string;
  readonly title: string;
  readonly sku: string;
  readonly gtin: string | undefined;
  readonly options: Readonly<Record<string, string>>;
  readonly prices: Map<string, Exact>;
  readonly sale: ReadonlyMap<string, Exact>;
  /** `undefined` = not counted. */
  stocked: number | undefined;
  reserved: number;
  readonly backorder: boolean;
  updatedAt: string;
}

export interface Product {
  readonly id: string;
  readonly about: ProductOption;
  readonly variants: readonly Variant[];
  isPublished: boolean;
  updatedAt: string;
}

export interface ShippingChoice {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly prices: ReadonlyMap<string, Exact>;
}

export interface Promotion extends PromotionOption {
  readonly id: string;
}

export interface Line {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  /** Frozen when it is put in. */
  readonly unitPrice: Exact;
  readonly compareAt: Exact | undefined;
}

export interface Cart {
  readonly id: string;
  readonly region: Region;
  readonly promoCodes: readonly string[];
  email: string | undefined;
  address: Readonly<Record<string, unknown>> | undefined;
  metadata: Readonly<Record<string, unknown>> | null;
  lines: Line[];
  shipping: ShippingChoice[];
  collectionId: string | undefined;
  /** The provider of the payment session; gone with every change of the basket. */
  session: string | undefined;
  completedAt: string | undefined;
  orderId: string | undefined;
}

export interface Refund {
  readonly id: string;
  readonly amount: Exact;
  readonly note: string | null;
}

export interface Fulfilment {
  readonly id: string;
  readonly items: readonly { readonly lineId: string; readonly quantity: number }[];
  labels: readonly Readonly<Record<string, unknown>>[];
  shippedAt: string | null;
  deliveredAt: string | null;
}

export interface Order {
  readonly id: string;
  readonly number: number;
  readonly cart: Cart;
  readonly total: Exact;
  readonly createdAt: string;
  readonly paymentId: string;
  captured: Exact;
  readonly refunds: Refund[];
  readonly fulfilments: Fulfilment[];
  isCancelled: boolean;
  updatedAt: string;
}

/** Everything a shop knows; forgotten at its end. */
export class Shop {
  readonly regions: readonly Region[];
  readonly products: readonly Product[];
  readonly variants: ReadonlyMap<string, { readonly product: Product; readonly variant: Variant }>;
  readonly shipping: readonly ShippingChoice[];
  readonly promotions: readonly Promotion[];
  readonly deliveredTo: ReadonlySet<string> | undefined;
  readonly carts = new Map<string, Cart>();
  readonly orders = new Map<string, Order>();
  readonly now: () => Date;
  readonly #random: () => number;
  #count = 0;

  constructor(options: MedusaTwinOptions) {
    this.now = options.now ?? (() => new Date());
    this.#random = seededRandom(options.seed ?? 1);
    this.regions = (options.regions ?? DEFAULT_REGIONS).map(region => ({
      id: this.newId('reg'),
      name: region.name,
      currency: region.currency.toLowerCase(),
      taxes: new Map(Object.entries(region.countries).map(([country, rate]) => [country.toLowerCase(), rate])),
      pricesIncludeTax: region.pricesIncludeTax ?? false,
    }));
    this.products = (options.products ?? DEFAULT_PRODUCTS).map(about => this.#product(about));
    this.variants = new Map(this.products.flatMap(product => product.variants.map(variant => [variant.id, { product, variant }])));
    this.shipping = (options.shipping ?? DEFAULT_SHIPPING).map(({ name, code, prices }) => ({
      id: this.newId('so'),
      name,
      code,
      prices: amounts(prices),
    }));
    this.promotions = (options.promotions ?? []).map(promotion => ({ ...promotion, id: this.newId('promo') }));
    this.deliveredTo = options.deliveredTo && new Set(options.deliveredTo.map(country => country.toLowerCase()));
  }

  /** As Medusa's: a prefix and 26 characters that sort in the order of making. */
  newId(prefix: string): string {
    const made = (this.#count++).toString(32).toUpperCase().padStart(10, '0');
    const rest = Array.from({ length: 14 }, () => Math.floor(this.#random() * 32).toString(32)).join('');
    return `${prefix}_01${made}${rest.toUpperCase()}`;
  }

  stamp(): string {
    return this.now().toISOString();
  }

  /** Pieces that can still be sold; `undefined` = no end of them. */
  left(variant: Variant): number | undefined {
    return variant.stocked === undefined || variant.backorder ? undefined : variant.stocked - variant.reserved;
  }

  #product(about: ProductOption): Product {
    const id = this.newId('prod');
    const updatedAt = this.stamp();
    const variants = about.variants.map(variant => ({
      id: this.newId('variant'),
      productId: id,
      title: Object.values(variant.options).join(' / '),
      sku: variant.sku,
      gtin: variant.gtin,
      options: variant.options,
      prices: amounts(variant.prices),
      sale: amounts(variant.sale ?? {}),
      stocked: variant.stock,
      reserved: 0,
      backorder: variant.backorder ?? false,
      updatedAt,
    }));
    return { id, about, variants, isPublished: true, updatedAt };
  }
}

function amounts(prices: Readonly<Record<string, number>>): Map<string, Exact> {
  return new Map(Object.entries(prices).map(([currency, amount]) => [currency, exact(amount)]));
}
