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
  const text = (key: string) => (typeof item[key] === 'string' ? item[key] : '');
  const flag = (key: string) => item[key] === true;
  const product = blankProduct(id, instant(text('date_created_gmt')) ?? at);
  product.modifiedAt = instant(text('date_modified_gmt')) ?? product.createdAt;
  product.type = (text('type') || 'simple') as ProductType;
  product.parentId = Number(item['parent_id']) || 0;
  product.name = decode(text('name')) || 'Product';
  product.slug = text('slug') || slugOf(product.name);
  product.status = (text('status') || 'publish') as Product['status'];
  product.featured = flag('featured');
  product.catalogVisibility = (text('catalog_visibility') || 'visible') as Product['catalogVisibility'];
  product.description = text('description');
  product.shortDescription = text('short_description');
  product.sku = text('sku');
  product.globalUniqueId = text('global_unique_id');
  product.regularPrice = text('regular_price');
  product.salePrice = text('sale_price');
  product.saleFrom = instant(text('date_on_sale_from_gmt'));
  product.saleTo = instant(text('date_on_sale_to_gmt'));
  product.manageStock = item['manage_stock'] === 'parent' ? 'parent' : flag('manage_stock');
  product.stockQuantity = product.manageStock === true ? (typeof item['stock_quantity'] === 'number' ? item['stock_quantity'] : 0) : null;
  product.stockStatus = (text('stock_status') || 'instock') as Product['stockStatus'];
  product.backorders = (text('backorders') || 'no') as Product['backorders'];
  product.soldIndividually = flag('sold_individually');
  product.virtual = flag('virtual');
  product.downloadable = flag('downloadable');
  product.taxStatus = (text('tax_status') || 'taxable') as Product['taxStatus'];
  product.taxClass = text('tax_class');
  product.weight = text('weight');
  product.externalUrl = text('external_url');
  product.menuOrder = typeof item['menu_order'] === 'number' ? item['menu_order'] : 0;
  product.categories = terms(item['categories']);
  product.tags = terms(item['tags']);
  product.images = images(item, id);
  product.attributes = objects(item['attributes']).map(attribute => ({
    name: String(attribute['name'] ?? ''),
    options: typeof attribute['option'] === 'string' ? [attribute['option']] : ((attribute['options'] as string[] | undefined) ?? []),
    isVisible: attribute['visible'] !== false,
    isVariation: attribute['variation'] === true || product.type === 'variation',
  }));
  product.meta = objects(item['meta_data']).map((entry, index) => ({
    id: Number(entry['id']) || index + 1,
    key: String(entry['key']),
    value: entry['value'],
  }));
  return product;
}

function images(item: Json, id: number): Product['images'] {
  const one = item['image'];
  const list = objects(item['images']).concat(typeof one === 'object' && one !== null ? [one as Json] : []);
  return list.map((image, index) => ({
    id: Number(image['id']) || id * 100 + index,
    src: String(image['src'] ?? ''),
    name: String(image['name'] ?? ''),
    alt: String(image['alt'] ?? ''),
  }));
}

function terms(value: unknown): Product['categories'] {
  return objects(value).map(term => ({
    id: Number(term['id']) || 0,
    name: decode(String(term['name'] ?? '')),
    slug: String(term['slug'] ?? ''),
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
