import { GraphQLError } from 'graphql';
import type { Catalogue, TwinProduct, TwinVariant } from './catalogue.ts';
import { toCents, toText } from './cents.ts';
import { page } from './connection.ts';
import { gid } from './gid.ts';

/** What the shop's answers depend on. */
export interface ViewContext {
  readonly catalogue: Catalogue;
  readonly currency: string;
  readonly origin: string;
  /** May this token see how many are left? */
  readonly seesStock: boolean;
}

export function moneyView(cents: bigint, currencyCode: string) {
  return { __typename: 'MoneyV2', amount: toText(cents), currencyCode };
}

/** A product as the Storefront API shows it. */
export function productView(product: TwinProduct, context: ViewContext) {
  const at = product.updatedAt ?? product.createdAt ?? '2026-01-01T00:00:00Z';
  const images = product.image === undefined ? [] : [{ url: product.image, altText: product.title }];
  const isForSale = product.variants.some(variant => context.catalogue.isForSale(variant));
  return {
    __typename: 'Product',
    id: gid('Product', product.id),
    title: product.title,
    handle: product.title.toLowerCase().replaceAll(/\W+/g, '-'),
    vendor: product.vendor ?? 'Twin Goods',
    productType: product.productType ?? '',
    description: product.description ?? '',
    availableForSale: isForSale,
    onlineStoreUrl: `${context.origin}/products/${product.id}`,
    requiresSellingPlan: false,
    createdAt: product.createdAt ?? '2026-01-01T00:00:00Z',
    updatedAt: at,
    totalInventory: () =>
      stock(
        context,
        product.variants.reduce((count, one) => count + (context.catalogue.left(one) ?? 0), 0),
        'totalInventory',
      ),
    category: null,
    featuredImage: images[0] ?? null,
    images: () => ({ nodes: images }),
    metafield: ({ namespace, key }: { namespace?: string; key: string }) => metafield(product, namespace, key),
    variants: (args: { first?: number; after?: string }) =>
      page(
        product.variants.map(variant => variantView(variant, product, context)),
        args,
      ),
    selectedOrFirstAvailableVariant: () => {
      const variant = product.variants.find(one => context.catalogue.isForSale(one)) ?? product.variants[0];
      return variant ? variantView(variant, product, context) : null;
    },
  };
}

export function variantView(variant: TwinVariant, product: TwinProduct, context: ViewContext) {
  const { catalogue, currency } = context;
  const left = catalogue.left(variant);
  const options = Object.entries(variant.options ?? { Title: 'Default Title' }).map(([name, value]) => ({ name, value }));
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', variant.id),
    title: variant.title ?? options.map(({ value }) => value).join(' / '),
    sku: variant.sku ?? null,
    barcode: variant.barcode ?? null,
    availableForSale: catalogue.isForSale(variant),
    currentlyNotInStock: left !== undefined && left <= 0 && variant.oversell === true,
    quantityAvailable: () => stock(context, Math.max(0, left ?? 0), 'quantityAvailable'),
    price: moneyView(toCents(variant.price), currency),
    compareAtPrice: variant.compareAtPrice === undefined ? null : moneyView(toCents(variant.compareAtPrice), currency),
    selectedOptions: options,
    image: null,
    requiresShipping: true,
    quantityPriceBreaks: () => ({
      nodes: (variant.priceBreaks ?? []).map(({ minimumQuantity, price }) => ({
        minimumQuantity,
        price: moneyView(toCents(price), currency),
      })),
    }),
    product: () => productView(product, context),
  };
}

function metafield({ rating }: TwinProduct, namespace: string | undefined, key: string) {
  if (!rating || namespace !== 'reviews') return null;
  if (key === 'rating') return { value: JSON.stringify({ value: rating.value, scale_min: '1.0', scale_max: '5.0' }) };
  return key === 'rating_count' ? { value: String(rating.count) } : null;
}

function stock({ seesStock }: ViewContext, count: number, field: string): number {
  if (seesStock) return count;
  throw new GraphQLError(`Access denied for ${field} field. Required access: \`unauthenticated_read_product_inventory\` access scope.`, {
    extensions: { code: 'ACCESS_DENIED', requiredAccess: '`unauthenticated_read_product_inventory` access scope.' },
  });
}
