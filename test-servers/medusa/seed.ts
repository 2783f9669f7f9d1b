// The invented shop, told to a bare Medusa through its Admin API.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Who administers the shop; made with `medusa user`. */
export const ADMIN = { email: 'admin@example.test', password: 'supersecret' } as const;

/** What a test must know of the shop to speak with it. */
export interface Seeded {
  /** For the header `x-publishable-api-key`. */
  readonly publishableKey: string;
  /** A secret key of the Admin API. */
  readonly adminKey: string;
  /** By what they are called: "EUR", "GBP", "JPY". */
  readonly regions: Readonly<Record<string, string>>;
  readonly locationId: string;
  /** Variants by SKU. */
  readonly variants: Readonly<Record<string, string>>;
  /** Products by handle. */
  readonly products: Readonly<Record<string, string>>;
}

interface CatalogueVariant {
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  /** Major units by currency. */
  readonly prices: Readonly<Record<string, number>>;
  readonly gtin?: string;
  /** Absent = not counted. */
  readonly stock?: number;
  readonly backorder?: boolean;
}

interface CatalogueProduct {
  readonly title: string;
  readonly handle: string;
  readonly description: string;
  readonly category?: string;
  readonly brand?: string;
  readonly variants: readonly CatalogueVariant[];
}

interface Named {
  readonly id: string;
}

type Send = <T>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>;

/** Fills a bare shop: regions, taxes, shipping, keys, the catalogue with its stock, a sale, promotions. */
export async function seed(url: string): Promise<Seeded> {
  const send = await administrator(url);
  const { sales_channels } = await send<{ sales_channels: Named[] }>('GET', '/admin/sales-channels');
  const channel = first(sales_channels).id;
  const regions = await seedRegions(send);
  const { locationId, profile } = await seedWarehouse(send, channel);
  const { variants, products } = await seedCatalogue(send, channel, profile, locationId);
  await seedOffers(send, products, variants);
  const publishable = await makeKey(send, 'publishable');
  await send('POST', `/admin/api-keys/${publishable.id}/sales-channels`, { add: [channel] });
  return {
    publishableKey: publishable.token,
    adminKey: (await makeKey(send, 'secret')).token,
    regions,
    locationId,
    variants,
    products,
  };
}

async function administrator(url: string): Promise<Send> {
  let token = '';
  const send: Send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  };
  token = (await send<{ token: string }>('POST', '/auth/user/emailpass', ADMIN)).token;
  return send;
}

/** Europe adds its 19 % to the price, the United Kingdom's prices include their 20 %, Japan has no decimals and no tax here. */
async function seedRegions(send: Send): Promise<Record<string, string>> {
  const { stores } = await send<{ stores: Named[] }>('GET', '/admin/stores');
  const currencies = [
    { currency_code: 'eur', is_default: true },
    { currency_code: 'gbp', is_tax_inclusive: true },
    { currency_code: 'jpy' },
  ];
  const region = async (name: string, currency_code: string, countries: readonly string[], is_tax_inclusive: boolean) => {
    const made = await send<{ region: Named }>('POST', '/admin/regions', {
      name,
      currency_code,
      countries,
      is_tax_inclusive,
      payment_providers: ['pp_system_default'],
    });
    return made.region.id;
  };
  await send('POST', `/admin/stores/${first(stores).id}`, { supported_currencies: currencies });
  const regions = {
    EUR: await region('Europe', 'eur', ['de', 'fr'], false),
    GBP: await region('United Kingdom', 'gbp', ['gb'], true),
    JPY: await region('Japan', 'jpy', ['jp'], false),
  };
  const tax = (country_code: string, rate: number) =>
    send('POST', '/admin/tax-regions', {
      country_code,
      provider_id: 'tp_system',
      default_tax_rate: { rate, code: 'vat', name: `VAT ${rate}` },
    });
  await tax('de', 19);
  await tax('fr', 20);
  await tax('gb', 20);
  await send('POST', `/admin/stores/${first(stores).id}`, { default_region_id: regions.EUR });
  return regions;
}

async function seedWarehouse(send: Send, channel: string): Promise<{ locationId: string; profile: string }> {
  const { stock_location } = await send<{ stock_location: Named }>('POST', '/admin/stock-locations', {
    name: 'Main warehouse',
    address: { address_1: 'Dock 1', city: 'Berlin', country_code: 'de' },
  });
  const at = `/admin/stock-locations/${stock_location.id}`;
  await send('POST', `${at}/sales-channels`, { add: [channel] });
  await send('POST', `${at}/fulfillment-providers`, { add: ['manual_manual'] });
  const withSet = await send<{ stock_location: { fulfillment_sets: Named[] } }>('POST', `${at}/fulfillment-sets?fields=*fulfillment_sets`, {
    name: 'Shipping',
    type: 'shipping',
  });
  const set = first(withSet.stock_location.fulfillment_sets).id;
  const withZone = await send<{ fulfillment_set: { service_zones: Named[] } }>('POST', `/admin/fulfillment-sets/${set}/service-zones`, {
    name: 'Delivered to',
    // France is a country of the region that nothing is sent to.
    geo_zones: ['de', 'gb', 'jp'].map(country_code => ({ type: 'country', country_code })),
  });
  const zone = first(withZone.fulfillment_set.service_zones).id;
  const { shipping_profiles } = await send<{ shipping_profiles: Named[] }>('GET', '/admin/shipping-profiles');
  const profile = first(shipping_profiles).id;
  const option = (name: string, code: string, prices: Readonly<Record<string, number>>) =>
    send('POST', '/admin/shipping-options', {
      name,
      service_zone_id: zone,
      shipping_profile_id: profile,
      provider_id: 'manual_manual',
      price_type: 'flat',
      type: { label: name, description: name, code },
      prices: pricesOf(prices),
      rules: [
        { attribute: 'enabled_in_store', operator: 'eq', value: 'true' },
        { attribute: 'is_return', operator: 'eq', value: 'false' },
      ],
    });
  await option('Express', 'express', { eur: 9.99, gbp: 8.5, jpy: 1200 });
  await option('Standard', 'standard', { eur: 4.99, gbp: 3.95, jpy: 500 });
  return { locationId: stock_location.id, profile };
}

async function seedCatalogue(send: Send, channel: string, profile: string, locationId: string) {
  const catalogue = JSON.parse(await readFile(join(import.meta.dirname, 'catalogue.json'), 'utf8')) as readonly CatalogueProduct[];
  const categories = new Map<string, string>();
  const variants: Record<string, string> = {};
  const products: Record<string, string> = {};
  for (const { title, handle, description, category, brand, variants: lines } of catalogue) {
    if (category !== undefined && !categories.has(category)) {
      const { product_category } = await send<{ product_category: Named }>('POST', '/admin/product-categories', {
        name: category,
        is_active: true,
      });
      categories.set(category, product_category.id);
    }
    const categoryId = categories.get(category ?? '');
    const { product } = await send<{ product: Named & { variants: (Named & { sku: string })[] } }>('POST', '/admin/products', {
      title,
      handle,
      description,
      status: 'published',
      shipping_profile_id: profile,
      sales_channels: [{ id: channel }],
      ...(categoryId === undefined ? {} : { categories: [{ id: categoryId }] }),
      ...(brand === undefined ? {} : { metadata: { brand } }),
      thumbnail: `https://pictures.example.test/${handle}.jpg`,
      images: [{ url: `https://pictures.example.test/${handle}.jpg` }, { url: `https://pictures.example.test/${handle}-2.jpg` }],
      options: optionsOf(lines),
      variants: lines.map(({ sku, options, prices, gtin, stock, backorder }) => ({
        title: Object.values(options).join(' / '),
        sku,
        options,
        prices: pricesOf(prices),
        ...(gtin === undefined ? {} : { ean: gtin }),
        manage_inventory: stock !== undefined,
        allow_backorder: backorder ?? false,
      })),
    });
    products[handle] = product.id;
    for (const { id, sku } of product.variants) variants[sku] = id;
  }
  const stock = new Map(catalogue.flatMap(({ variants: lines }) => lines.map(({ sku, stock = 0 }) => [sku, stock])));
  const { inventory_items } = await send<{ inventory_items: (Named & { sku: string })[] }>('GET', '/admin/inventory-items?limit=500');
  await send('POST', '/admin/inventory-items/location-levels/batch', {
    create: inventory_items.map(({ id, sku }) => ({
      inventory_item_id: id,
      location_id: locationId,
      stocked_quantity: stock.get(sku) ?? 0,
    })),
  });
  return { variants, products };
}

/** A sale on the white mouse; a tenth off tea by itself; codes for buyers who have them. */
async function seedOffers(send: Send, products: Readonly<Record<string, string>>, variants: Readonly<Record<string, string>>) {
  await send('POST', '/admin/price-lists', {
    title: 'Autumn',
    description: 'Autumn sale',
    type: 'sale',
    status: 'active',
    prices: [{ variant_id: variants['MOU-W'], currency_code: 'eur', amount: 19.99 }],
  });
  const promotion = (code: string, is_automatic: boolean, application_method: Readonly<Record<string, unknown>>) =>
    send('POST', '/admin/promotions', { code, type: 'standard', status: 'active', is_automatic, application_method });
  const tea = [{ attribute: 'items.product.id', operator: 'in', values: [products['pellworm-tea']] }];
  await promotion('TEATIME', true, { type: 'percentage', target_type: 'items', allocation: 'across', value: 10, target_rules: tea });
  await promotion('FIVER', false, { type: 'fixed', target_type: 'order', value: 5, currency_code: 'eur' });
}

async function makeKey(send: Send, type: 'publishable' | 'secret'): Promise<{ readonly id: string; readonly token: string }> {
  const { api_key } = await send<{ api_key: { id: string; token: string } }>('POST', '/admin/api-keys', { title: `Tests (${type})`, type });
  return api_key;
}

function optionsOf(lines: readonly CatalogueVariant[]): readonly { readonly title: string; readonly values: readonly string[] }[] {
  const titles = Object.keys(first(lines).options);
  return titles.map(title => ({ title, values: [...new Set(lines.flatMap(line => line.options[title] ?? []))] }));
}

function pricesOf(prices: Readonly<Record<string, number>>) {
  return Object.entries(prices).map(([currency_code, amount]) => ({ currency_code, amount }));
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('the shop has none of what it should have');
  return item;
}
