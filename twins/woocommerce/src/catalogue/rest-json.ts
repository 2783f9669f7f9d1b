import { blankProduct, slugOf, type Product, type ProductType } from './product.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Products from REST v3 objects, complete or not. Variations may stand beside their parent (`type: "variation"`, `parent_id`) or inside it
 * as objects in `variations`.
 */
export function productsFromRest(list: readonly unknown[], at: number): Product[] {
  const objects = list.filter((item): item is Json => typeof item === 'object' && item !== null);
  const inner = objects.flatMap(parent =>
    (Array.isArray(parent['variations']) ? (parent['variations'] as unknown[]) : []).flatMap(child => within(child, parent)),
  );
  const all = [...objects, ...inner];
  let lastId = all.reduce((highest, item) => Math.max(highest, Number(item['id']) || 0), 9);
  const products = all.map(item => toProduct(item, Number(item['id']) || ++lastId, at));
  const names = new Map(products.map(product => [product.id, product.name]));
  for (const product of products) {
    if (product.type === 'variation')
      product.name = `${names.get(product.parentId) ?? ''} - ${product.attributes.map(attribute => attribute.options[0]).join(', ')}`;
  }
  return products;
}

function within(child: unknown, parent: Json): Json[] {
  return typeof child === 'object' && child !== null ? [{ ...child, type: 'variation', parent_id: parent['id'] }] : [];
}

function toProduct(item: Json, id: number, at: number): Product {
  const own = (key: string) => text(item, key);
  const flag = (key: string) => item[key] === true;
  const product = blankProduct(id, instant(own('date_created_gmt')) ?? at);
  product.modifiedAt = instant(own('date_modified_gmt')) ?? product.createdAt;
  product.type = (own('type') || 'simple') as ProductType;
  product.parentId = Number(item['parent_id']) || 0;
  product.name = decode(own('name')) || 'Product';
  product.slug = own('slug') || slugOf(product.name);
  product.status = (own('status') || 'publish') as Product['status'];
  product.featured = flag('featured');
  product.catalogVisibility = (own('catalog_visibility') || 'visible') as Product['catalogVisibility'];
  product.description = own('description');
  product.shortDescription = own('short_description');
  product.sku = own('sku');
  product.globalUniqueId = own('global_unique_id');
  product.regularPrice = own('regular_price');
  product.salePrice = own('sale_price');
  product.saleFrom = instant(own('date_on_sale_from_gmt'));
  product.saleTo = instant(own('date_on_sale_to_gmt'));
  product.manageStock = item['manage_stock'] === 'parent' ? 'parent' : flag('manage_stock');
  product.stockQuantity = product.manageStock === true ? (typeof item['stock_quantity'] === 'number' ? item['stock_quantity'] : 0) : null;
  product.stockStatus = (own('stock_status') || 'instock') as Product['stockStatus'];
  product.backorders = (own('backorders') || 'no') as Product['backorders'];
  product.soldIndividually = flag('sold_individually');
  product.virtual = flag('virtual');
  product.downloadable = flag('downloadable');
  product.taxStatus = (own('tax_status') || 'taxable') as Product['taxStatus'];
  product.taxClass = own('tax_class');
  product.weight = own('weight');
  product.externalUrl = own('external_url');
  product.menuOrder = typeof item['menu_order'] === 'number' ? item['menu_order'] : 0;
  product.categories = terms(item['categories']);
  product.tags = terms(item['tags']);
  product.images = images(item, id);
  product.attributes = objects(item['attributes']).map(attribute => ({
    name: text(attribute, 'name'),
    options: typeof attribute['option'] === 'string' ? [attribute['option']] : ((attribute['options'] as string[] | undefined) ?? []),
    isVisible: attribute['visible'] !== false,
    isVariation: attribute['variation'] === true || product.type === 'variation',
  }));
  product.meta = objects(item['meta_data']).map((entry, index) => ({
    id: Number(entry['id']) || index + 1,
    key: text(entry, 'key'),
    value: entry['value'],
  }));
  return product;
}

function images(item: Json, id: number): Product['images'] {
  const one = item['image'];
  const list = objects(item['images']).concat(typeof one === 'object' && one !== null ? [one as Json] : []);
  return list.map((image, index) => ({
    id: Number(image['id']) || id * 100 + index,
    src: text(image, 'src'),
    name: text(image, 'name'),
    alt: text(image, 'alt'),
  }));
}

function terms(value: unknown): Product['categories'] {
  return objects(value).map(term => ({
    id: Number(term['id']) || 0,
    name: decode(text(term, 'name')),
    slug: text(term, 'slug'),
    parent: 0,
  }));
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((item): item is Json => typeof item === 'object' && item !== null) : [];
}

function instant(text: string): number | null {
  const at = Date.parse(text === '' ? '' : `${text}Z`);
  return Number.isNaN(at) ? null : at;
}

function decode(text: string): string {
  return text.replace(/&amp;/g, '&');
}

function text(item: Json, key: string): string {
  const value = item[key];
  return typeof value === 'string' ? value : '';
}
