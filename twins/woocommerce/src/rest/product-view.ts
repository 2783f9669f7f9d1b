import type { Product, ProductAttribute } from '../catalogue/product.ts';
import { slugOf } from '../catalogue/product.ts';
import { paragraphs, priceMarkup, titleEntities } from '../html.ts';
import { currentPrice, isPurchasable, priceRange } from '../prices.ts';
import type { Shop } from '../shop.ts';
import { stockKeeper } from '../stock.ts';
import { links } from './rest-answer.ts';

/** What a variation shows of what a product shows. */
const VARIATION_FIELDS = (
  'id type date_created date_created_gmt date_modified date_modified_gmt description permalink sku global_unique_id price regular_price sale_price ' +
  'date_on_sale_from date_on_sale_from_gmt date_on_sale_to date_on_sale_to_gmt on_sale status purchasable virtual downloadable downloads download_limit ' +
  'download_expiry tax_status tax_class manage_stock stock_quantity stock_status backorders backorders_allowed backordered low_stock_amount weight dimensions ' +
  'shipping_class shipping_class_id attributes menu_order meta_data parent_id'
).split(' ');

/** A product as `/products` shows it. */
export function productView(shop: Shop, product: Product, home: string): Record<string, unknown> {
  const base = `${home}/wp-json/wc/v3/products`;
  const up = product.type === 'variation' ? { up: `${base}/${product.parentId}` } : undefined;
  return {
    id: product.id,
    name: titleEntities(product.name),
    slug: product.slug,
    permalink: permalink(shop, product, home),
    ...dates(shop, product),
    type: product.type,
    status: product.status,
    featured: product.featured,
    catalog_visibility: product.catalogVisibility,
    description: paragraphs(product.description),
    short_description: paragraphs(product.shortDescription),
    sku: product.sku,
    ...priceFields(shop, product),
    ...saleDates(shop, product),
    on_sale: currentPrice(shop, product).isOnSale,
    purchasable: isPurchasable(shop, product),
    total_sales: product.totalSales,
    ...downloads(product),
    external_url: product.externalUrl,
    button_text: product.buttonText,
    tax_status: product.taxStatus,
    tax_class: product.taxClass,
    ...stockFields(shop, product),
    sold_individually: product.soldIndividually,
    weight: product.weight,
    dimensions: { length: product.length, width: product.width, height: product.height },
    shipping_required: !product.virtual,
    shipping_taxable: !product.virtual && product.taxStatus !== 'none',
    shipping_class: '',
    shipping_class_id: 0,
    reviews_allowed: true,
    average_rating: '0.00',
    rating_count: 0,
    upsell_ids: [],
    cross_sell_ids: [],
    parent_id: product.parentId,
    purchase_note: '',
    categories: product.categories.map(({ id, name, slug }) => ({ id, name: titleEntities(name), slug })),
    tags: product.tags.map(({ id, name, slug }) => ({ id, name: titleEntities(name), slug })),
    images: product.images.map(image => imageView(shop, product, image, home)),
    attributes: product.type === 'variation' ? chosen(product.attributes) : product.attributes.map(attributeView),
    default_attributes: [],
    variations: product.type === 'variable' ? shop.variationIds(product.id) : [],
    grouped_products: product.groupedIds,
    menu_order: product.menuOrder,
    price_html: priceHtml(shop, product),
    related_ids: relatedIds(shop, product),
    meta_data: product.meta.map(({ id, key, value }) => ({ id, key, value })),
    stock_status: stockKeeper(shop, product)?.stockStatus ?? product.stockStatus,
    has_options: product.type === 'variable',
    post_password: '',
    global_unique_id: product.globalUniqueId,
    _links: links(`${base}/${product.id}`, base, up),
  };
}

/** A variation as `/products/{id}/variations` shows it. */
export function variationView(shop: Shop, variation: Product, home: string): Record<string, unknown> {
  const full = productView(shop, variation, home);
  const parentBase = `${home}/wp-json/wc/v3/products/${variation.parentId}`;
  const [image] = full['images'] as readonly unknown[];
  return {
    ...Object.fromEntries(VARIATION_FIELDS.map(key => [key, full[key]])),
    image: image ?? null,
    name: variation.attributes.map(attribute => attribute.options[0] ?? '').join(', '),
    _links: links(`${parentBase}/variations/${variation.id}`, `${parentBase}/variations`, { up: parentBase }),
  };
}

/** Where a buyer sees it. */
export function permalink(shop: Shop, product: Product, home: string): string {
  if (product.type !== 'variation')
    return product.status === 'draft' ? `${home}/?post_type=product&p=${product.id}` : `${home}/product/${encodeURI(product.slug)}/`;
  const parent = shop.products.get(product.parentId);
  const query = product.attributes.map(
    ({ name, options }) => `attribute_${encodeURIComponent(slugOf(name))}=${encodeURIComponent(options[0] ?? '')}`,
  );
  return `${home}/product/${encodeURI(parent?.slug ?? '')}/?${query.join('&')}`;
}

/** Pictures of the shop's own are paths and get its address. */
export function absolute(home: string, src: string): string {
  return src.startsWith('/') ? `${home}${src}` : src;
}

function dates(shop: Shop, { createdAt, modifiedAt }: Product): object {
  const { clock } = shop;
  return {
    date_created: clock.local(createdAt),
    date_created_gmt: clock.gmt(createdAt),
    date_modified: clock.local(modifiedAt),
    date_modified_gmt: clock.gmt(modifiedAt),
  };
}

function downloads(product: Product): object {
  return { virtual: product.virtual, downloadable: product.downloadable, downloads: [], download_limit: -1, download_expiry: -1 };
}

function saleDates({ clock }: Shop, { saleFrom, saleTo }: Product): object {
  return {
    date_on_sale_from: clock.local(saleFrom),
    date_on_sale_from_gmt: clock.gmt(saleFrom),
    date_on_sale_to: clock.local(saleTo),
    date_on_sale_to_gmt: clock.gmt(saleTo),
  };
}

function priceFields(shop: Shop, product: Product): object {
  const isVariable = product.type === 'variable';
  return {
    price: currentPrice(shop, product).price,
    regular_price: isVariable ? '' : product.regularPrice,
    sale_price: isVariable ? '' : product.salePrice,
  };
}

function stockFields(shop: Shop, product: Product): object {
  const keeper = stockKeeper(shop, product);
  const { backorders } = keeper ?? product;
  return {
    manage_stock: keeper === undefined ? false : keeper === product ? true : 'parent',
    stock_quantity: keeper?.stockQuantity ?? null,
    stock_status: keeper?.stockStatus ?? product.stockStatus,
    backorders,
    backorders_allowed: backorders !== 'no',
    backordered: (keeper?.stockStatus ?? product.stockStatus) === 'onbackorder',
    low_stock_amount: product.lowStockAmount,
  };
}

function imageView(shop: Shop, product: Product, image: Product['images'][number], home: string): object {
  return { id: image.id, ...dates(shop, product), src: absolute(home, image.src), name: image.name, alt: image.alt };
}

function attributeView({ name, options, isVisible, isVariation }: ProductAttribute, position: number): object {
  return { id: 0, name, slug: name, position, visible: isVisible, variation: isVariation, options };
}

function chosen(attributes: readonly ProductAttribute[]): object[] {
  return attributes.map(({ name, options }) => ({ id: 0, name, slug: slugOf(name), option: options[0] ?? '' }));
}

function priceHtml(shop: Shop, product: Product): string {
  const { currency } = shop.settings;
  const range = product.type === 'variable' ? priceRange(shop, product) : undefined;
  if (range !== undefined && range.lowest !== range.highest)
    return `${priceMarkup(range.lowest, currency)} &ndash; ${priceMarkup(range.highest, currency)}`;
  const { price, isOnSale } = currentPrice(shop, product);
  if (price === '') return '';
  if (isOnSale && product.type !== 'variable')
    return `<del aria-hidden="true">${priceMarkup(product.regularPrice, currency)}</del> <ins>${priceMarkup(price, currency)}</ins>`;
  return priceMarkup(price, currency);
}

function relatedIds(shop: Shop, product: Product): number[] {
  const category = product.categories[0]?.id;
  if (category === undefined) return [];
  return [...shop.products.values()]
    .filter(other => other.id !== product.id && other.type !== 'variation' && other.categories.some(term => term.id === category))
    .slice(0, 5)
    .map(other => other.id);
}
