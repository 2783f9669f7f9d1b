import { regionView } from './cart-view.ts';
import { MedusaError } from './medusa-error.ts';
import { productView } from './product-view.ts';
import { page, type Asked, type Routes } from './routes.ts';
import type { Product, Shop } from './shop.ts';

/** Regions and products of the Store API. */
export function catalogueRoutes(shop: Shop): Routes {
  return {
    'GET /store/regions': ({ query }) => {
      const { items, ...paging } = page(shop.regions.map(regionView), query, 50);
      return { regions: items, ...paging };
    },
    'GET /store/products': asked => {
      const wishes = wishesOf(shop, asked);
      const { items, ...paging } = page(
        shop.products.filter(product => product.isPublished && fits(product, asked.query)),
        asked.query,
        50,
      );
      return { products: items.map(product => productView(shop, product, wishes)), ...paging };
    },
  };
}

/** Prices without a region are those of the shop's first. */
function wishesOf(shop: Shop, { query, fields }: Asked) {
  const asked = query.get('region_id');
  const region = asked === null ? shop.regions[0] : shop.regions.find(({ id }) => id === asked);
  if (region === undefined) throw new MedusaError('invalid_data', `Region with id ${asked} not found when populating the pricing context`);
  return { fields, region, country: query.get('country_code') ?? undefined };
}

function fits(product: Product, query: URLSearchParams): boolean {
  const text = query.get('q')?.toLowerCase();
  const ids = [...query.getAll('id'), ...query.getAll('id[]')];
  const variants = query.getAll('variants[id][]');
  const since = query.get('updated_at[$gt]');
  const variantSince = query.get('variants[updated_at][$gt]');
  const words = () =>
    [product.about.title, product.about.description, ...product.variants.flatMap(({ title, sku, gtin }) => [title, sku, gtin ?? ''])].join(
      '\n',
    );
  return (
    (text === undefined || words().toLowerCase().includes(text)) &&
    (ids.length === 0 || ids.includes(product.id)) &&
    (variants.length === 0 || product.variants.some(({ id }) => variants.includes(id))) &&
    (since === null || product.updatedAt > since) &&
    (variantSince === null || product.variants.some(({ updatedAt }) => updatedAt > variantSince))
  );
}
