import {
  ALL_PERMISSIONS,
  type AppOption,
  type ChannelOption,
  type ProductOption,
  type ShippingOption,
  type VoucherOption,
} from './options.ts';

export const CHANNELS: readonly ChannelOption[] = [
  { slug: 'default-channel', currency: 'USD', country: 'US' },
  { slug: 'eur', currency: 'EUR', country: 'DE' },
  { slug: 'eur-invoice', currency: 'EUR', country: 'DE', allowUnpaidOrders: true, confirmsOrders: false },
  { slug: 'pln', currency: 'PLN', country: 'PL', pricesIncludeTax: false },
];

export const TAXES: Readonly<Record<string, number>> = { DE: 19, PL: 23, AT: 20 };
export const DELIVERED_TO: readonly string[] = ['DE', 'PL', 'AT'];

export const SHIPPING: readonly ShippingOption[] = [
  { name: 'Domestic', prices: { 'default-channel': 5 }, days: [1, 2] },
  { name: 'Standard', prices: { eur: 4.9, 'eur-invoice': 4.9, pln: 15 }, days: [2, 4] },
  { name: 'Express', prices: { eur: 12.9, 'eur-invoice': 12.9 }, days: [2, 4] },
  { name: 'Freight', prices: { eur: 0, 'eur-invoice': 0 }, minimumOrder: 100, days: [2, 4] },
];

export const VOUCHERS: readonly VoucherOption[] = [
  { code: 'TEN', channels: ['eur'], percentOff: 10 },
  { code: 'FIVE50', channels: ['eur'], amountOff: 5, minimumSpent: 50 },
  { code: 'OLD', channels: ['eur'], percentOff: 50, hasEnded: true },
];

export const APPS: readonly AppOption[] = [
  { name: 'admin', token: 'TOKEN-admin', permissions: ALL_PERMISSIONS },
  { name: 'adapter', token: 'TOKEN-adapter', permissions: ALL_PERMISSIONS },
  { name: 'orders', token: 'TOKEN-orders', permissions: ['MANAGE_ORDERS'] },
  { name: 'psp', token: 'TOKEN-psp', permissions: ['HANDLE_PAYMENTS'] },
];

const both = (price: number) => ({ eur: price, 'eur-invoice': price });
const fine = (name: string) => `${name}, a <b>fine</b> thing &amp; more`;
const ean = (id: number) => ({ ean: `40000000${String(id).padStart(4, '0')}0` });

/** A product of one variant that is named like itself. */
function single(
  id: number,
  name: string,
  slug: string,
  sku: string,
  price: number,
  more: Partial<ProductOption['variants'][number]> = {},
  productName = name,
): ProductOption {
  const variant = { sku, name, prices: both(price), stock: 1000, metadata: ean(id), ...more };
  return {
    name: productName,
    slug,
    description: fine(productName),
    category: ['Household', 'Kitchen'],
    externalReference: `ext-${slug}`,
    variants: [variant],
  };
}

/** The shop of the recorded answers: ids follow from the order of products and variants. */
export const PRODUCTS: readonly ProductOption[] = [
  {
    name: 'Kettle',
    slug: 'kettle',
    description: fine('Kettle'),
    category: ['Household', 'Kitchen'],
    attributes: { Brand: 'Quist' },
    images: ['/media/kettle.png'],
    externalReference: 'ext-kettle',
    sale: { eur: 20 },
    variants: [
      { sku: 'KET-1', name: '1 litre', prices: { ...both(29.9), pln: 99 }, stock: 1000, metadata: ean(1), options: { Volume: '1 litre' } },
      { sku: 'KET-2', name: '2 litre', prices: { ...both(39.9), pln: 129 }, stock: 0, metadata: ean(2), options: { Volume: '2 litre' } },
    ],
  },
  {
    ...single(3, 'Desk lamp', 'desk-lamp', 'LAMP-1', 19),
    variants: [{ sku: 'LAMP-1', name: 'Desk lamp', prices: both(19), stock: 5, metadata: ean(3) }],
  },
  single(4, 'Mug', 'mug', 'MUG-1', 7.95, { prices: { eur: 7.95, pln: 24.99, 'eur-invoice': 7.95 }, stock: 99_990 }),
  single(5, 'Last one', 'last-one', 'LAST-1', 49, { stock: 1 }),
  single(6, 'Plate', 'limited-plate', 'LIM-1', 12, { limitPerCustomer: 3 }),
  single(7, 'Card', 'endless-card', 'ENDLESS-1', 1, { stock: undefined }, 'Endless card'),
  single(8, 'Bowl', 'polish-bowl', 'PLN-1', 0, { prices: { pln: 49 } }),
  { ...single(9, 'Engraving', 'service', 'SVC-1', 15), needsShipping: false },
  single(10, 'Free sample', 'free-sample', 'FREE-1', 0),
  ...Array.from({ length: 120 }, (_, at) =>
    single(at + 11, `Filler item ${at + 1}`, `filler-${at + 1}`, `FIL-${at + 1}`, (90 + 10 * (at + 1)) / 100),
  ),
];
