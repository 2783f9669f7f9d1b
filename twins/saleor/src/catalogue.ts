import { requirePermission, type Caller } from './caller.ts';
import { connect } from './connection.ts';
import { fault } from './errors.ts';
import { minorOf, moneyView, taxedView } from './exact.ts';
import { globalId, keyOf, partsOf } from './ids.ts';
import type { ChannelOption } from './options.ts';
import { compare, findProducts } from './search.ts';
import type { Product, Shop, Variant } from './shop.ts';

interface Addressed {
  readonly address?: { readonly country?: string | null } | null;
}
interface Pair {
  readonly key: string;
  readonly value?: string | null;
}
interface Paged {
  readonly first?: number | null;
  readonly after?: string | null;
}
interface ProductsArguments extends Paged {
  readonly channel?: string | null;
  readonly search?: string | null;
  readonly sortBy?: { readonly field?: string | null; readonly direction: 'ASC' | 'DESC' } | null;
  readonly where?: {
    readonly ids?: readonly string[] | null;
    readonly stockAvailability?: 'IN_STOCK' | 'OUT_OF_STOCK' | null;
    readonly minimalPrice?: { readonly range?: { readonly gte?: string | null; readonly lte?: string | null } | null } | null;
    readonly updatedAt?: { readonly range?: { readonly gte?: string | null; readonly lte?: string | null } | null } | null;
    readonly metadata?: readonly Pair[] | null;
  } | null;
}

/** The root fields of the catalogue. */
export function catalogueQueries(shop: Shop) {
  return {
    products: (asked: ProductsArguments, caller: Caller) => {
      const channel = channelFor(shop, asked.channel, caller);
      if (channel === 'unknown')
        return connect(
          'products',
          asked,
          [],
          () => [],
          product => product,
        );
      const shown = shop.products.filter(product => isShown(product, channel)).filter(whereOf(shop, asked.where, channel));
      const { products, keyOf: key } = sorted(shop, findProducts(shown, asked.search ?? ''), asked.sortBy, channel);
      return connect('products', asked, products, key, product => productView(shop, product, channel));
    },
    product: (asked: { id?: string; slug?: string; externalReference?: string; channel?: string }, caller: Caller) => {
      const channel = channelFor(shop, asked.channel, caller);
      const product = shop.products.find(
        ({ id, about }) =>
          (asked.id !== undefined && globalId('Product', id) === asked.id) ||
          (asked.slug !== undefined && about.slug === asked.slug) ||
          (asked.externalReference !== undefined && about.externalReference === asked.externalReference),
      );
      return product && channel !== 'unknown' && isShown(product, channel) ? productView(shop, product, channel) : null;
    },
    productVariant: (asked: { id?: string; sku?: string; externalReference?: string; channel?: string }, caller: Caller) => {
      const channel = channelFor(shop, asked.channel, caller);
      if (asked.id !== undefined && !partsOf(asked.id)) throw fault(`Invalid ID: ${asked.id}. Expected: ProductVariant.`);
      const variant = [...shop.variants.values()].find(
        ({ id, about }) =>
          (asked.id !== undefined && keyOf('ProductVariant', asked.id) === String(id)) ||
          (asked.sku !== undefined && about.sku === asked.sku) ||
          (asked.externalReference !== undefined && asked.externalReference === `ext-${about.sku}`),
      );
      return variant && channel !== 'unknown' && isSold(variant, channel) ? variantView(shop, variant, channel) : null;
    },
    productVariants: (
      asked: Paged & {
        ids?: readonly string[] | null;
        channel?: string | null;
        where?: {
          ids?: readonly string[] | null;
          sku?: { eq?: string | null; oneOf?: readonly string[] | null } | null;
          metadata?: readonly Pair[] | null;
        } | null;
      },
      caller: Caller,
    ) => {
      const channel = channelFor(shop, asked.channel, caller);
      const ids = asked.ids ?? asked.where?.ids;
      for (const id of ids ?? []) if (!keyOf('ProductVariant', id)) throw fault(`Invalid ID: ${id}. Expected: ProductVariant.`);
      const { sku, metadata } = asked.where ?? {};
      const found =
        channel === 'unknown'
          ? []
          : [...shop.variants.values()].filter(
              variant =>
                isSold(variant, channel) &&
                (!ids || ids.includes(globalId('ProductVariant', variant.id))) &&
                (!sku?.oneOf || sku.oneOf.includes(variant.about.sku)) &&
                (!sku?.eq || sku.eq === variant.about.sku) &&
                (metadata ?? []).every(pair => variant.about.metadata?.[pair.key] === pair.value),
            );
      return connect(
        'productVariants',
        asked,
        found,
        ({ about, id }) => [about.sku, String(id)],
        variant => variantView(shop, variant, channel === 'unknown' ? undefined : channel),
      );
    },
  };
}

/** By price where that is asked for; every other order is the one that was found. */
function sorted(shop: Shop, found: ReturnType<typeof findProducts>, by: ProductsArguments['sortBy'], channel: ChannelOption | undefined) {
  if (!channel || (by?.field !== 'MINIMAL_PRICE' && by?.field !== 'PRICE')) return found;
  const cheapest = ({ variants }: Product) => Math.min(...variants.map(variant => shop.enteredPrice(variant, channel)?.now ?? Infinity));
  const sign = by.direction === 'ASC' ? 1 : -1;
  const products = found.products.toSorted(
    (one, other) => sign * (cheapest(one) - cheapest(other)) || compare(one.about.slug, other.about.slug),
  );
  return { products, keyOf: (product: Product) => [String(cheapest(product)), product.about.slug] };
}

/** A channel that is asked for; `undefined` for an app that names none; a slug that nobody has gives empty pages, no error. */
function channelFor(shop: Shop, slug: string | null | undefined, { app }: Caller): ChannelOption | undefined | 'unknown' {
  if (slug) return shop.channel(slug) ?? 'unknown';
  if (app) return undefined;
  if (shop.channels.length === 1) return shop.channels[0];
  throw fault('More than one channel exists. Specify which channel to use.');
}

function isSold({ prices, isPublished }: Variant, channel: ChannelOption | undefined): boolean {
  return channel === undefined || (isPublished && prices.has(channel.slug));
}

function isShown(product: Product, channel: ChannelOption | undefined): boolean {
  return product.variants.some(variant => isSold(variant, channel));
}

function whereOf(shop: Shop, where: ProductsArguments['where'], channel: ChannelOption | undefined): (product: Product) => boolean {
  const { ids, stockAvailability, minimalPrice, updatedAt, metadata } = where ?? {};
  return product => {
    // Untracked variants have no stock row, so that a product of these alone counts as sold out.
    const isInStock = product.variants.some(({ stock }) => stock !== undefined && stock > 0);
    const cheapest = channel && Math.min(...product.variants.map(variant => shop.enteredPrice(variant, channel)?.now ?? Infinity));
    const { gte, lte } = minimalPrice?.range ?? {};
    return (
      (!ids || ids.includes(globalId('Product', product.id))) &&
      (!stockAvailability || isInStock === (stockAvailability === 'IN_STOCK')) &&
      (!gte || (cheapest ?? 0) >= minorOf(gte, channel?.currency ?? 'EUR')) &&
      (!lte || (cheapest ?? 0) <= minorOf(lte, channel?.currency ?? 'EUR')) &&
      (!updatedAt?.range?.gte || product.updatedAt >= new Date(updatedAt.range.gte)) &&
      (!updatedAt?.range?.lte || product.updatedAt <= new Date(updatedAt.range.lte)) &&
      // Products of this shop have none.
      (metadata ?? []).length === 0
    );
  };
}

/** A product as it is shown in a channel. */
export function productView(shop: Shop, product: Product, channel: ChannelOption | undefined) {
  const { id, about, updatedAt } = product;
  const variants = product.variants.filter(variant => isSold(variant, channel));
  const path = about.category ?? [];
  return {
    id: globalId('Product', id),
    slug: about.slug,
    name: about.name,
    description: about.description === undefined ? null : editorJs(about.description),
    externalReference: about.externalReference ?? null,
    created: '2026-11-24T20:00:00.000000+00:00',
    updatedAt: updatedAt.toISOString(),
    rating: null,
    isAvailable: channel ? variants.some(variant => shop.available(variant, undefined) > 0) : null,
    isAvailableForPurchase: channel ? true : null,
    pricing: ({ address }: Addressed) => (channel ? productPricing(shop, variants, channel, address?.country ?? undefined) : null),
    category: path.length === 0 ? null : categoryView(path),
    attributes: attributesView(about.attributes ?? {}),
    media: (about.images ?? []).map((url, at) => ({ id: globalId('ProductMedia', id * 100 + at), alt: '', type: 'IMAGE', url })),
    metadata: [],
    variants: () => variants.map(variant => variantView(shop, variant, channel)),
    productVariants: (asked: Paged) =>
      connect(
        'productVariants',
        asked,
        variants,
        variant => [variant.about.sku, String(variant.id)],
        variant => variantView(shop, variant, channel),
      ),
  };
}

/** A variant as it is shown in a channel. */
export function variantView(shop: Shop, variant: Variant, channel: ChannelOption | undefined) {
  const { id, about, product } = variant;
  return {
    id: globalId('ProductVariant', id),
    sku: about.sku,
    name: about.name,
    externalReference: `ext-${about.sku}`,
    trackInventory: variant.stock !== undefined,
    quantityLimitPerCustomer: about.limitPerCustomer ?? null,
    quantityAvailable: ({ address }: Addressed) => shop.available(variant, address?.country ?? undefined),
    created: '2026-11-24T20:00:00.000000+00:00',
    updatedAt: variant.updatedAt.toISOString(),
    pricing: ({ address }: Addressed) => (channel ? variantPricing(shop, variant, channel, address?.country ?? undefined) : null),
    attributes: attributesView(about.options ?? {}),
    media: [],
    metadata: Object.entries(about.metadata ?? {}).map(([key, value]) => ({ key, value })),
    product: () => productView(shop, product, channel),
    stocks: (_: unknown, caller: Caller) => {
      requirePermission(caller, 'MANAGE_PRODUCTS', 'MANAGE_ORDERS');
      const { stock } = variant;
      if (stock === undefined) return [];
      const warehouse = { id: globalId('Warehouse', WAREHOUSE), slug: 'main' };
      return [{ id: globalId('Stock', id), quantity: stock, quantityAllocated: shop.allocated(variant), quantityReserved: 0, warehouse }];
    },
    channelListings: (_: unknown, caller: Caller) => {
      requirePermission(caller, 'AUTHENTICATED_APP');
      return [...variant.prices].flatMap(([slug, price]) => {
        const listed = shop.channel(slug);
        return listed ? [{ channel: listed, price: moneyView(price, listed.currency), priorPrice: null }] : [];
      });
    },
  };
}

/** The shop's only warehouse. */
export const WAREHOUSE = '388bffcb-9d99-4876-af38-b234178a609e';

function variantPricing(shop: Shop, variant: Variant, channel: ChannelOption, country: string | undefined) {
  const entered = shop.enteredPrice(variant, channel);
  if (!entered) return null;
  const price = shop.taxed(entered.now, channel, country);
  const list = shop.taxed(entered.list, channel, country);
  const off = { gross: list.gross - price.gross, net: list.net - price.net };
  return {
    onSale: off.gross > 0,
    price: taxedView(price, channel.currency),
    priceUndiscounted: taxedView(list, channel.currency),
    discount: off.gross > 0 ? taxedView(off, channel.currency) : null,
    pricePrior: null,
    discountPrior: null,
  };
}

function productPricing(shop: Shop, variants: readonly Variant[], channel: ChannelOption, country: string | undefined) {
  const prices = variants.flatMap(variant => shop.enteredPrice(variant, channel) ?? []);
  const range = (of: readonly number[]) => ({
    start: taxedView(shop.taxed(Math.min(...of), channel, country), channel.currency),
    stop: taxedView(shop.taxed(Math.max(...of), channel, country), channel.currency),
  });
  return {
    onSale: prices.some(({ now, list }) => now < list),
    priceRange: range(prices.map(({ now }) => now)),
    priceRangeUndiscounted: range(prices.map(({ list }) => list)),
  };
}

function categoryView(path: readonly string[]): object {
  const name = path.at(-1) ?? '';
  const ancestors = path.slice(0, -1).map((_, at) => ({ node: categoryView(path.slice(0, at + 1)) }));
  return { id: globalId('Category', path.join('/')), name, ancestors: { edges: ancestors } };
}

function attributesView(attributes: Readonly<Record<string, string>>) {
  return Object.entries(attributes).map(([name, value]) => ({
    attribute: { id: globalId('Attribute', name), name, slug: name.toLowerCase(), unit: null },
    values: [{ id: globalId('AttributeValue', value), name: value, slug: value.toLowerCase() }],
  }));
}

function editorJs(text: string): string {
  return `{"time": 0, "blocks": [{"id": "a", "data": {"text": ${JSON.stringify(text)}}, "type": "paragraph"}], "version": "2.24.3"}`;
}
