import { startWooCommerceTwin, type WooCommerceTwin } from '../src/index.ts';
import { exchangesOf, objectsIn, type Json } from './recordings.ts';

const PRODUCT_FILES = ['product-values', 'variations', 'products', 'store-catalogue', 'orders-create', 'taxes'];
const MAKERS = ['Nordlicht', 'Adler & Söhne', 'Kestrel', 'Häger', 'Pico-Werk', 'Onda', 'Größer', 'Tern', 'Ox', 'Quarzo'];
const NOUNS = [
  'Desk lamp',
  'Wall lamp',
  'Coffee mug',
  'Tea pot',
  'Bread knife',
  'E-book',
  'Tent',
  'Camping stove',
  'USB-C cable',
  'Power bank',
  'Mechanical keyboard',
  'External SSD',
];
/** The recorded shop's variations of each variable product, as far as the recordings name them. */
const PARENTS: readonly (readonly [parent: number, from: number, to: number])[] = [
  [149, 161, 164],
  [150, 165, 167],
  [151, 168, 171],
  [152, 172, 175],
  [153, 176, 178],
  [154, 179, 182],
  [155, 183, 185],
  [156, 186, 189],
  [157, 190, 193],
  [158, 194, 196],
  [159, 197, 200],
  [160, 201, 204],
];

/** The catalogue of the recorded shop, put together from what the recordings say of each product and filled up with plain ones. */
export function recordedCatalogue(): Json[] {
  const known = new Map<number, Json>();
  for (const exchange of PRODUCT_FILES.flatMap(exchangesOf)) {
    if (!exchange.request.path.startsWith('/wp-json/wc/v3/products')) continue;
    for (const object of objectsIn(exchange.response.body)) {
      const id = object['id'];
      const isOurs =
        typeof id === 'number' &&
        id >= 10 &&
        id <= 204 &&
        typeof object['name'] === 'string' &&
        !('option' in object) &&
        !('src' in object);
      // What was said first is from before anything was changed.
      if (isOurs && ('price' in object || 'sku' in object)) known.set(id, { ...object, ...known.get(id) });
    }
  }
  const base = Array.from({ length: 120 }, (_, index) =>
    plain(
      10 + index,
      `${MAKERS[index % 10]} ${NOUNS[Math.floor(index / 10)]} No. ${index}`,
      `B-${String(index).padStart(3, '0')}`,
      `${10 + index}.00`,
    ),
  );
  const last = Array.from({ length: 12 }, (_, index) => ({
    ...plain(130 + index, `Last unit ${index + 1}`, `LAST-${index + 1}`, '10.00'),
    manage_stock: true,
    stock_quantity: 1,
  }));
  const special = [
    { ...plain(142, 'Five in stock', 'STOCK-5', '10.00'), manage_stock: true, stock_quantity: 5 },
    { ...plain(143, 'Nine in stock', 'STOCK-9', '20.00'), manage_stock: true, stock_quantity: 9 },
    plain(144, 'Odd price one', 'ODD-1', '0.99'),
    plain(145, 'Odd price two', 'ODD-2', '33.33'),
    { ...plain(146, 'Ten euros', 'TEN', '10.00'), manage_stock: true, stock_quantity: 1000 },
    plain(147, 'Fifty euros', 'FIFTY', '50.00'),
    plain(148, 'Schöne <em>Vase</em> & "Krug" 5" – groß', 'HTML', '10.00'),
  ];
  const variable = PARENTS.flatMap(([parent, from, to], index) => [
    {
      ...plain(parent, `${MAKERS[index % 10]} Shirt ${index}`, `V-${index}`, ''),
      type: 'variable',
      attributes: attributesOf(index).map(([name, options]) => ({ name, variation: true, options })),
    },
    ...Array.from({ length: to - from + 1 }, (_, at) => ({
      ...plain(from + at, '', `V-${index}-${at}`, `${15 + index}.00`),
      type: 'variation',
      parent_id: parent,
      attributes: attributesOf(index).map(([name, options], which, all) => ({
        name,
        option: options[all.length === 2 && which === 0 ? Math.floor(at / 2) : at % options.length],
      })),
    })),
  ]);
  return [...base, ...last, ...special, ...variable].map(product => merged(product, known.get(product.id)));
}

function attributesOf(index: number): readonly (readonly [name: string, options: readonly string[]])[] {
  if (index % 3 === 0 && index < 11)
    return [
      ['Colour', ['Black', 'White']],
      ['Size', ['S', 'L']],
    ];
  return [['Colour', ['Black', 'White', 'Dark Blue', 'Grün']]];
}

function plain(id: number, name: string, sku: string, price: string): Json & { readonly id: number } {
  return {
    id,
    name,
    sku,
    type: 'simple',
    status: 'publish',
    regular_price: price,
    categories: [{ id: 16, name: 'Home', slug: 'home' }],
    description: `<p>${name.replace(/&/g, '&amp;')}. Weighs little.</p>\n`,
  };
}

/** Facts of the recordings win; a price without a regular price stands for it. */
function merged(product: Json, facts: Json | undefined): Json {
  if (facts === undefined) return product;
  const isVariation = product['type'] === 'variation';
  const regular = facts['regular_price'] ?? (product['type'] === 'variable' ? '' : facts['price']) ?? product['regular_price'];
  const attributes = facts['attributes'] ?? product['attributes'];
  const parent = isVariation ? { parent_id: product['parent_id'], type: 'variation' } : {};
  return { ...product, ...facts, regular_price: regular, attributes, variations: undefined, ...parent };
}

/** Germany, EUR, 19 % inside the prices, flat rate 4.90 (14.90 elsewhere), site clock UTC+1, the recorded coupons. */
export function startRecordedShop(): Promise<WooCommerceTwin> {
  return startWooCommerceTwin({
    catalogue: recordedCatalogue(),
    currency: 'EUR',
    country: 'DE',
    consumerKey: 'ck_dummy',
    consumerSecret: 'cs_dummy',
    keys: [
      { consumerKey: 'ck_read', consumerSecret: 'cs_read', permissions: 'read' },
      { consumerKey: 'ck_write', consumerSecret: 'cs_write', permissions: 'write' },
    ],
    tax: { mode: 'inside', rate: '19', name: 'MwSt.' },
    utcOffsetMinutes: 60,
    shipping: [
      { name: 'Germany', countries: ['DE'], methods: [{ methodId: 'flat_rate', title: 'Flat rate', cost: '4.90' }] },
      { name: 'Everywhere else', countries: [], methods: [{ methodId: 'flat_rate', title: 'Flat rate', cost: '14.90' }] },
    ],
    coupons: [
      { code: 'ten-percent', discountType: 'percent', amount: '10' },
      { code: 'five-off', amount: '5' },
      { code: 'two-each', discountType: 'fixed_product', amount: '2' },
      { code: 'min-fifty', amount: '10', minimumAmount: '50' },
      { code: 'once', discountType: 'percent', amount: '20', usageLimit: 1 },
      { code: 'alone', discountType: 'percent', amount: '15', individualUse: true },
      { code: 'gone', amount: '5', expires: '2020-01-01T00:00:00Z' },
      { code: 'ship-free', amount: '0', freeShipping: true },
    ],
  });
}
