import type { OrderRequest, Quote } from '@onebasket/adapter-sdk';
import type { WooCommerceTwinOptions } from '@onebasket/twin-woocommerce';

export const keys = { consumerKey: 'ck_twin', consumerSecret: 'cs_twin' };
export const destination = { country: 'DE', city: 'Bonn', postalCode: '53111' };

/** Ways to tax, each a shop of its own. */
export const taxes: readonly NonNullable<WooCommerceTwinOptions['tax']>[] = [
  { mode: 'none' },
  { mode: 'inside', rate: '19' },
  { mode: 'on-top', rate: '8.25' },
  { mode: 'inside', rate: '7', roundAtSubtotal: true },
];
export const shipping: NonNullable<WooCommerceTwinOptions['shipping']> = [
  { name: 'Germany', countries: ['DE'], methods: [{ methodId: 'flat_rate', title: 'Parcel', cost: '4.90' }] },
  { name: 'Elsewhere', countries: [], methods: [{ methodId: 'flat_rate', title: 'Parcel', cost: '14.90' }] },
];

/** The order of all that was quoted. */
export function requestFor(quote: Quote): OrderRequest {
  return {
    lines: quote.lines.map(({ externalId, quantity, title }) => ({ externalId, quantity, title, options: [] })),
    contact: { name: '王小明', phone: '13800000000', email: 'xiaoming@shop.test' },
    address: { ...destination, line1: 'Lindenweg 7' },
    quote,
  };
}
