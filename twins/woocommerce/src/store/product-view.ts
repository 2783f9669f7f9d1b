import type { Product } from '../catalogue/product.ts';
import { paragraphs, priceMarkup, textureEntities, titleEntities } from '../html.ts';
import { currentPrice, isPurchasable } from '../prices.ts';
import { absolute, permalink } from '../rest/product-view.ts';
import type { Shop } from '../shop.ts';
import { stockKeeper } from '../stock.ts';
import { mostOf } from './cart.ts';
import { priceFields } from './money.ts';

/** A product as guests see it. */
export function storeProductView(shop: Shop, product: Product, home: string): Record<string, unknown> {
  const parent = shop.products.get(product.parentId);
  const named = product.type === 'variation' ? (parent ?? product) : product;
  const status = stockKeeper(shop, product)?.stockStatus ?? product.stockStatus;
  const { price, isOnSale } = currentPrice(shop, product);
  const name = textureEntities(named.name);
  return {
    id: product.id,
    name,
    slug: product.status === 'draft' ? '' : product.slug,
    parent: product.parentId,
    type: product.type,
    variation: product.type === 'variation' ? product.attributes.map(({ name, options }) => `${name}: ${options[0] ?? ''}`).join(', ') : '',
    permalink: permalink(shop, product, home),
    sku: product.sku,
    short_description: paragraphs(product.shortDescription).trim(),
    description: paragraphs(product.description).trim(),
    on_sale: isOnSale,
    prices: priceFields(shop, product),
    price_html: price === '' ? '' : priceMarkup(price, shop.settings.currency, false),
    average_rating: '0',
    review_count: 0,
    images: imagesOf(product, home),
    categories: product.categories.map(({ id, name, slug }) => ({
      id,
      name: titleEntities(name),
      slug,
      link: `${home}/product-category/${slug}/`,
    })),
    tags: product.tags.map(({ id, name, slug }) => ({ id, name: titleEntities(name), slug, link: `${home}/product-tag/${slug}/` })),
    attributes:
      product.type === 'variation'
        ? []
        : product.attributes.map(({ name, options, isVariation }) => ({
            id: 0,
            name,
            taxonomy: null,
            has_variations: isVariation,
            terms: options.map(option => ({ id: 0, name: option, slug: option })),
          })),
    variations: shop
      .variationsOf(product.id)
      .map(({ id, attributes }) => ({ id, attributes: attributes.map(({ name, options }) => ({ name, value: options[0] ?? null })) })),
    has_options: product.type === 'variable',
    is_purchasable: isPurchasable(shop, product),
    is_in_stock: status !== 'outofstock',
    is_on_backorder: status === 'onbackorder',
    low_stock_remaining: lowStock(shop, product),
    sold_individually: product.soldIndividually,
    add_to_cart: {
      text: product.type === 'variable' ? 'Select options' : 'Add to cart',
      description: `Add to cart: &ldquo;${name}&rdquo;`,
      url: product.type === 'variable' ? permalink(shop, product, home) : `?add-to-cart=${product.id}`,
      minimum: 1,
      maximum: mostOf(shop, product),
      multiple_of: 1,
    },
    extensions: {},
  };
}

/** What is left when it is little; the shop's threshold is two pieces. */
export function lowStock(shop: Shop, product: Product): number | null {
  const keeper = stockKeeper(shop, product);
  const quantity = keeper?.stockQuantity ?? null;
  return quantity !== null && quantity <= (keeper?.lowStockAmount ?? 2) ? Math.max(quantity, 0) : null;
}

/** Pictures with all the sizes a theme asks for; there is one size only. */
export function imagesOf(product: Product, home: string): object[] {
  return product.images.map(image => {
    const src = absolute(home, image.src);
    return { id: image.id, src, thumbnail: src, srcset: '', sizes: '', name: image.name, alt: image.alt };
  });
}
