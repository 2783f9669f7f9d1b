/** A region of the shop: where it sells, in what, and with which taxes. */
export interface RegionOption {
  readonly name: string;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** ISO 3166-1 alpha-2, upper case, with the country's tax in per cent. */
  readonly countries: Readonly<Record<string, number>>;
  readonly pricesIncludeTax?: boolean;
}

/** A way of shipping, with its price by currency. */
export interface ShippingOption {
  readonly name: string;
  readonly code: string;
  readonly prices: Readonly<Record<string, number>>;
}

/** A promotion of the shop. */
export interface PromotionOption {
  readonly code: string;
  readonly isAutomatic: boolean;
  readonly percentOff: number;
  /** Handles of the products that it is for; absent = all. */
  readonly products?: readonly string[];
}

/** A product as shops describe it to themselves. */
export interface ProductOption {
  readonly title: string;
  readonly handle: string;
  readonly description: string;
  readonly category?: string;
  readonly brand?: string;
  readonly variants: readonly {
    readonly sku: string;
    readonly options: Readonly<Record<string, string>>;
    /** Major units by currency in lower case. */
    readonly prices: Readonly<Record<string, number>>;
    /** The price of a running sale, by currency. */
    readonly sale?: Readonly<Record<string, number>>;
    readonly gtin?: string;
    /** Absent = not counted. */
    readonly stock?: number;
    readonly backorder?: boolean;
  }[];
}

/** How to set up a shop; every field has a default. */
export interface MedusaTwinOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly products?: readonly ProductOption[];
  readonly regions?: readonly RegionOption[];
  readonly shipping?: readonly ShippingOption[];
  /** Countries of the regions that something is sent to, upper case; absent = all. */
  readonly deliveredTo?: readonly string[];
  readonly promotions?: readonly PromotionOption[];
  readonly publishableKey?: string;
  readonly adminKey?: string;
  readonly adminEmail?: string;
  readonly adminPassword?: string;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

export const DEFAULT_REGIONS: readonly RegionOption[] = [{ name: 'Europe', currency: 'EUR', countries: { DE: 19, AT: 20 } }];

export const DEFAULT_SHIPPING: readonly ShippingOption[] = [
  { name: 'Standard', code: 'standard', prices: { eur: 4.99, gbp: 3.95, jpy: 500 } },
];

const lamp = (sku: string, title: string, eur: number, stock: number): ProductOption => ({
  title,
  handle: sku.toLowerCase(),
  description: `${title}, invented for tests.`,
  category: 'Home',
  variants: [{ sku, options: { Default: 'Default' }, prices: { eur }, stock }],
});

export const DEFAULT_PRODUCTS: readonly ProductOption[] = [
  lamp('LAMP-1', 'Desk lamp', 19.9, 10_000),
  lamp('LAMP-2', 'Floor lamp', 49, 10_000),
  lamp('LAMP-3', 'Sold-out lamp', 29, 0),
];
