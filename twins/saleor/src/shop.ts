import { APPS, CHANNELS, DELIVERED_TO, PRODUCTS, SHIPPING, TAXES, VOUCHERS } from './default-shop.ts';
import { minorOf, quotient, taxedOf, type Taxed } from './exact.ts';
import { uuidsOf } from './ids.ts';
import type { ChannelOption, ProductOption, SaleorTwinOptions, ShippingOption, VariantOption, VoucherOption } from './options.ts';
import type { Basket } from './basket.ts';
import type { Order } from './order.ts';
import type { Transaction } from './transaction.ts';
import type { Hook } from './webhooks.ts';

export interface Variant {
  readonly id: number;
  readonly about: VariantOption;
  readonly product: Product;
  /** As entered, in minor units by channel. */
  readonly prices: Map<string, number>;
  /** `undefined` = not tracked. */
  stock: number | undefined;
  isPublished: boolean;
  updatedAt: Date;
}

export interface Product {
  readonly id: number;
  readonly about: ProductOption;
  readonly variants: Variant[];
  updatedAt: Date;
}

export interface Method {
  readonly id: number;
  readonly about: ShippingOption;
  /** Minor units by channel. */
  readonly prices: Map<string, number>;
}

export interface Voucher {
  readonly about: VoucherOption;
  used: number;
}

/** Everything the shop knows, and its clock. */
export class Shop {
  readonly options: SaleorTwinOptions;
  readonly now: () => Date;
  readonly uuid: () => string;
  readonly channels: readonly ChannelOption[];
  readonly products: readonly Product[];
  readonly variants = new Map<string, Variant>();
  readonly methods: readonly Method[];
  readonly vouchers: readonly Voucher[];
  readonly apps;
  readonly baskets = new Map<string, Basket>();
  readonly orders: Order[] = [];
  readonly transactions: Transaction[] = [];
  readonly hooks: Hook[] = [];
  readonly deliveredTo: readonly string[];
  #serial = 0;

  constructor(options: SaleorTwinOptions) {
    this.options = options;
    this.now = options.now ?? (() => new Date());
    this.uuid = uuidsOf(options.seed ?? 1);
    this.channels = options.channels ?? CHANNELS;
    this.apps = options.apps ?? APPS;
    this.deliveredTo = options.deliveredTo ?? DELIVERED_TO;
    this.products = (options.products ?? PRODUCTS).map((about, at) => this.#open(about, at + 1));
    this.methods = (options.shipping ?? SHIPPING).map((about, at) => ({ id: at + 1, about, prices: this.#entered(about.prices) }));
    this.vouchers = (options.vouchers ?? VOUCHERS).map(about => ({ about, used: 0 }));
  }

  /** A number that nothing else has. */
  serial(): number {
    return ++this.#serial;
  }

  channel(slug: string | null | undefined): ChannelOption | undefined {
    return this.channels.find(channel => channel.slug === slug);
  }

  variantBySku(sku: string): Variant {
    const variant = [...this.variants.values()].find(({ about }) => about.sku === sku);
    if (!variant) throw new TypeError(`no variant ${sku}`);
    return variant;
  }

  rateFor(country: string): number {
    return (this.options.taxes ?? TAXES)[country] ?? 0;
  }

  /** Pieces that are promised to orders that still stand and are not shipped. */
  allocated(variant: Variant, before: Date = new Date(8.64e15)): number {
    return this.orders
      .filter(order => order.status !== 'CANCELED' && order.created <= before)
      .flatMap(order => order.lines)
      .filter(line => line.variant === variant)
      .reduce((sum, line) => sum + line.quantity - line.shipped, 0);
  }

  /** Pieces that can be had in this country, or anywhere: the cap of 50 holds for untracked ones too. */
  available(variant: Variant, country: string | undefined): number {
    if (country !== undefined && !this.deliveredTo.includes(country)) return 0;
    if (variant.stock === undefined) return 50;
    return Math.min(50, Math.max(0, variant.stock - this.allocated(variant)));
  }

  /** Price now, as entered, and before the channel's promotion. */
  enteredPrice(variant: Variant, { slug }: ChannelOption): { readonly now: number; readonly list: number } | undefined {
    const list = variant.prices.get(slug);
    if (list === undefined) return undefined;
    const sale = variant.product.about.sale?.[slug] ?? 0;
    return { list, now: list - quotient(list * sale, 100) };
  }

  taxed(entered: number, channel: ChannelOption, country: string | undefined): Taxed {
    return taxedOf(entered, this.rateFor(country ?? channel.country), channel.pricesIncludeTax ?? true);
  }

  #open(about: ProductOption, id: number): Product {
    const product: Product = { id, about, variants: [], updatedAt: this.now() };
    for (const of of about.variants) {
      const variant: Variant = {
        id: this.variants.size + 1,
        about: of,
        product,
        prices: this.#entered(of.prices),
        stock: of.stock,
        isPublished: true,
        updatedAt: this.now(),
      };
      product.variants.push(variant);
      this.variants.set(String(variant.id), variant);
    }
    return product;
  }

  #entered(prices: Readonly<Record<string, number>>): Map<string, number> {
    return new Map(Object.entries(prices).map(([slug, price]) => [slug, minorOf(price, this.channel(slug)?.currency ?? 'EUR')]));
  }
}
