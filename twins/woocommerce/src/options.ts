import type { DemoShop } from './demo/index.ts';

/** A REST v3 key pair. */
export interface ApiKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly permissions: 'read' | 'write' | 'read_write';
}

/** `none`, or a percentage that is inside the prices or comes on top of them, in these countries. */
export type TaxOption =
  | { readonly mode: 'none' }
  | { readonly mode: 'inside' | 'on-top'; readonly rate: string; readonly name?: string; readonly roundAtSubtotal?: boolean };

/** One shipping method of a zone; amounts are decimal text in the shop's currency. */
export type ShippingMethod =
  | { readonly methodId: 'flat_rate'; readonly title: string; readonly cost: string }
  | { readonly methodId: 'free_shipping'; readonly title: string; readonly minAmount: string }
  | { readonly methodId: 'local_pickup'; readonly title: string; readonly cost: string };

/** Countries that share shipping methods; no countries: everywhere else. */
export interface ShippingZone {
  readonly name: string;
  readonly countries: readonly string[];
  readonly methods: readonly ShippingMethod[];
}

/** A coupon the shop knows. */
export interface CouponOption {
  readonly code: string;
  readonly discountType?: 'percent' | 'fixed_cart' | 'fixed_product';
  readonly amount: string;
  readonly minimumAmount?: string;
  readonly usageLimit?: number;
  readonly expires?: string;
  readonly individualUse?: boolean;
  readonly freeShipping?: boolean;
  readonly productIds?: readonly number[];
}

/** How to set up a shop; every field has a default. */
export interface WooCommerceTwinOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** A WooCommerce product export (`.csv`), a list of REST v3 products (`.json`), or such a list itself. */
  readonly catalogue?: string | readonly unknown[];
  /** One of the invented shops, when no catalogue is given; `lantern` by default. */
  readonly demo?: DemoShop;
  /** A folder for orders and stock; without it they are forgotten at the end. */
  readonly data?: string;
  readonly name?: string;
  readonly currency?: string;
  /** The shop's own country, two letters. */
  readonly country?: string;
  readonly consumerKey?: string;
  readonly consumerSecret?: string;
  readonly keys?: readonly ApiKey[];
  /** Signs webhooks that were created without a secret. The real shop invents one it never tells. */
  readonly webhookSecret?: string;
  /** Wait before a webhook leaves, so that changes merge as under wp-cron; 50 by default. */
  readonly webhookDelayMs?: number;
  /** Deliver to ports 80, 443 and 8080 only, as WordPress does; off by default so that loopback receivers hear something. */
  readonly strictWebhookPorts?: boolean;
  readonly latencyMs?: number;
  readonly tax?: TaxOption;
  readonly shipping?: readonly ShippingZone[];
  readonly coupons?: readonly CouponOption[];
  /** Offset of the site's clock from UTC; 480 (Beijing) by default. */
  readonly utcOffsetMinutes?: number;
  /** Orders in their own tables: `search` sees transaction ids. On by default. */
  readonly hpos?: boolean;
  /** Pretty permalinks; when off only `/?rest_route=` answers. On by default. */
  readonly prettyPermalinks?: boolean;
  /** Ship paid and held orders by themselves after so many milliseconds. Off by default. */
  readonly autoShipMs?: number;
  /** Where the SF Express twin listens; numbers of shipped orders are registered there. */
  readonly sfUrl?: string;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** Parses `none`, `inside:13` or `on-top:19`. */
export function parseTax(text: string): TaxOption {
  const match = /^(inside|on-top):(\d+(?:\.\d+)?)$/.exec(text);
  if (match !== null) return { mode: match[1] as 'inside' | 'on-top', rate: match[2] ?? '0' };
  if (text === 'none') return { mode: 'none' };
  throw new TypeError(`tax ${JSON.stringify(text)} is not one of none, inside:RATE, on-top:RATE`);
}
