import type { Catalogue } from './catalogue.ts';
import { money, toCents } from './cents.ts';
import type { SoldThing, TwinProduct } from './options.ts';

/** What product views are made of. */
export interface ViewContext {
  readonly catalogue: Catalogue;
  readonly currency: string;
  readonly origin: () => string;
}

/** Below so many pieces the shop says how many there are. */
const FEW = 10;

/** A product as GraphQL shows it. */
export function productView(product: TwinProduct, context: ViewContext) {
  const { catalogue, currency } = context;
  return {
    ...thingView(product, product.name, context),
    __typename: typeOf(product),
    stock_status: catalogue.hasAny(product) ? 'IN_STOCK' : 'OUT_OF_STOCK',
    description: { html: product.description ?? '' },
    short_description: { html: '' },
    categories: (product.categories ?? []).map(path => ({
      name: path.at(-1),
      breadcrumbs: path.length > 1 ? path.slice(0, -1).map((name, index) => ({ category_name: name, category_level: index + 2 })) : null,
    })),
    rating_summary: product.rating?.percent ?? 0,
    review_count: product.rating?.count ?? 0,
    custom_attributesV2: { items: Object.entries(product.attributes ?? {}).map(([code, value]) => attributeView(code, value)) },
    ...(product.variants || product.selections ? rangeOf(product, context) : {}),
    configurable_options: (product.options ?? []).map(({ code, label }) => ({ attribute_code: code, label })),
    variants: product.variants?.map(variant => ({
      attributes: Object.entries(variant.values).map(([code, label]) => ({ code, label })),
      product: thingView(variant, variant.name ?? `${product.name}-${Object.values(variant.values).join('-')}`, context),
    })),
    dynamic_price: product.selections === undefined ? null : true,
    items: product.selections?.map(({ title, sku, isDefault }, index) => {
      const part = catalogue.product(sku);
      return {
        title,
        required: true,
        options: [
          {
            uid: selectionUid(index),
            quantity: 1,
            is_default: isDefault ?? true,
            label: part?.name ?? sku,
            product: part
              ? { ...thingView(part, part.name, { catalogue, currency, origin: context.origin }), __typename: 'SimpleProduct' }
              : null,
          },
        ],
      };
    }),
  };
}

/** `bundle/<option>/<selection>/<quantity>`, base64. */
export function selectionUid(index: number): string {
  return Buffer.from(`bundle/${index + 1}/${index + 1}/1`).toString('base64');
}

/** A variant or a simple product as GraphQL shows it. */
export function thingView(thing: SoldThing, name: string, { catalogue, currency, origin }: ViewContext) {
  const left = catalogue.left(thing);
  const key = thing.sku.toLowerCase();
  const regular = toCents(thing.price);
  const price = { regular_price: money(regular, currency), final_price: money(toCents(thing.specialPrice ?? thing.price), currency) };
  const image = { url: thing.image ?? `${origin()}/media/catalog/product/${key}.jpg`, label: name, disabled: false };
  return {
    __typename: 'SimpleProduct',
    uid: Buffer.from(thing.sku).toString('base64'),
    sku: thing.sku,
    name,
    url_key: key,
    url_suffix: '.html',
    canonical_url: null,
    stock_status: left > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK',
    only_x_left_in_stock: left > 0 && left < FEW ? left : null,
    rating_summary: 0,
    review_count: 0,
    image,
    small_image: image,
    media_gallery: [image],
    categories: [],
    options: null,
    price_range: { minimum_price: price, maximum_price: price },
    price_tiers: (thing.tiers ?? []).map(tier => ({ quantity: tier.quantity, final_price: money(toCents(tier.price), currency) })),
    custom_attributesV2: { items: [] },
  };
}

function typeOf({ variants, selections, isVirtual }: TwinProduct): string {
  if (variants) return 'ConfigurableProduct';
  if (selections) return 'BundleProduct';
  return isVirtual ? 'VirtualProduct' : 'SimpleProduct';
}

function rangeOf(product: TwinProduct, { catalogue, currency }: ViewContext) {
  const prices = product.variants
    ? product.variants.map(variant => catalogue.priceOf({ product, thing: variant }))
    : [catalogue.priceOf({ product, thing: product })];
  const view = (cents: bigint) => ({ regular_price: money(cents, currency), final_price: money(cents, currency) });
  const sorted = prices.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { price_range: { minimum_price: view(sorted[0] ?? 0n), maximum_price: view(sorted.at(-1) ?? 0n) } };
}

function attributeView(code: string, value: string | readonly string[]) {
  if (typeof value === 'string') return { __typename: 'AttributeValue', code, value };
  return {
    __typename: 'AttributeSelectedOptions',
    code,
    selected_options: value.map((label, index) => ({ label, value: String(index + 1) })),
  };
}
