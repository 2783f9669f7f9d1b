import {
  decodeEntities,
  htmlToText,
  known,
  type Attribute,
  type Availability,
  type ChannelListing,
  type ChannelPromotion,
  type RawRef,
} from '@onebasket/adapter-sdk';
import { compareMoney, type CurrencyCode, type Money } from '@onebasket/core';
import type { MedusaSettings } from './manifest.ts';
import { currencyOf, moneyAt } from './money.ts';
import { integerAt, optionalObjectAt, optionalObjectsAt, textAt, type Wire } from './wire.ts';

/** What of the settings decides how products are told. */
export type ProductSettings = Pick<MedusaSettings, 'storefrontUrl' | 'brandField'>;

/** The title and the option that Medusa's own pages give a product without options. */
const NO_OPTION = /^default( variant| option( value)?)?$/i;

/** A product's variants as listings, in its order. Variants without an id are left out; nothing is thrown, whatever is missing. */
export function toListings(product: Wire, raw: RawRef, settings: ProductSettings): readonly ChannelListing[] {
  const variants = optionalObjectsAt(product, 'variants');
  return variants.flatMap((variant, at) => {
    const pointer = { digest: raw.digest, pointer: `${raw.pointer}/variants/${at}` };
    return toListing(product, variant, pointer, settings) ?? [];
  });
}

function toListing(product: Wire, variant: Wire, raw: RawRef, settings: ProductSettings): ChannelListing | undefined {
  const externalId = textAt(variant, 'id');
  if (externalId === undefined) return undefined;
  const options = optionsOf(product, variant);
  const prices = pricesOf(optionalObjectAt(variant, 'calculated_price'));
  return {
    externalId,
    title: titleOf(product, variant, options) ?? externalId,
    gtins: gtinsOf(variant),
    images: imagesOf(product, variant),
    attributes: [...options, ...specificationOf(product, variant)],
    options,
    categoryPath: categoryPathOf(product),
    availability: availabilityOf(variant),
    purchasable: prices.price !== undefined && (textAt(product, 'status') ?? 'published') === 'published',
    raw,
    ...prices,
    ...known({
      parentId: textAt(product, 'id') ?? textAt(variant, 'product_id'),
      url: urlOf(product, settings),
      brand: textAt(optionalObjectAt(product, 'metadata'), settings.brandField ?? 'brand'),
      sku: textAt(variant, 'sku'),
      description: described(textAt(product, 'description')),
      stock: stockOf(variant),
      createdAt: textAt(variant, 'created_at') ?? textAt(product, 'created_at'),
      updatedAt: later(textAt(variant, 'updated_at'), textAt(product, 'updated_at')),
    }),
  };
}

/** `_with_tax` is there when region and country are known: what a shopper pays. Amounts below zero are no prices. */
function pricesOf(calculated: Wire | undefined): Pick<ChannelListing, 'price' | 'listPrice' | 'promotions'> {
  const currency = currencyOf(calculated);
  if (currency === undefined) return {};
  const price = amountOf(calculated, 'calculated_amount', currency);
  if (price === undefined) return {};
  const before = amountOf(calculated, 'original_amount', currency);
  const isReduced = before !== undefined && compareMoney(before, price) > 0;
  const sale = saleOf(optionalObjectAt(calculated, 'calculated_price'), price);
  return { price, ...(isReduced ? { listPrice: before } : {}), ...(sale === undefined ? {} : { promotions: [sale] }) };
}

function amountOf(calculated: Wire | undefined, key: string, currency: CurrencyCode): Money | undefined {
  const amount = moneyAt(calculated, `${key}_with_tax`, currency) ?? moneyAt(calculated, key, currency);
  return amount === undefined || amount.minor < 0n ? undefined : amount;
}

/** A price list of type `sale` is in the price already; `override` is another price for somebody, and no sale. */
function saleOf(chosen: Wire | undefined, price: Money): ChannelPromotion | undefined {
  const id = textAt(chosen, 'price_list_id');
  if (id === undefined || textAt(chosen, 'price_list_type') !== 'sale') return undefined;
  return {
    id,
    title: 'sale',
    effect: 'price',
    kind: 'ITEM_DISCOUNT',
    stage: 'item',
    tiers: [{ price }],
    auto: true,
    requires: [],
    appliedInPrice: true,
  };
}

/** Goods that are not counted never run out; less than nothing is in stock where more was promised than there is. */
function availabilityOf(variant: Wire): Availability {
  if (variant['manage_inventory'] === false) return 'IN_STOCK';
  const pieces = integerAt(variant, 'inventory_quantity');
  if (pieces !== undefined && pieces > 0) return 'IN_STOCK';
  if (variant['allow_backorder'] === true) return 'BACKORDER';
  return pieces === undefined ? 'UNKNOWN' : 'OUT_OF_STOCK';
}

function stockOf(variant: Wire): number | undefined {
  const pieces = variant['manage_inventory'] === false ? undefined : integerAt(variant, 'inventory_quantity');
  return pieces === undefined ? undefined : Math.max(0, pieces);
}

function optionsOf(product: Wire, variant: Wire): readonly Attribute[] {
  const titles = new Map(optionalObjectsAt(product, 'options').map(option => [textAt(option, 'id'), textAt(option, 'title')]));
  return optionalObjectsAt(variant, 'options').flatMap(value => {
    const name = textAt(optionalObjectAt(value, 'option'), 'title') ?? titles.get(textAt(value, 'option_id'));
    const text = textAt(value, 'value');
    if (name === undefined || text === undefined || (NO_OPTION.test(name) && NO_OPTION.test(text))) return [];
    return [{ name: decodeEntities(name), value: decodeEntities(text) }];
  });
}

/** The product's title, and the variant's where it says more. */
function titleOf(product: Wire, variant: Wire, options: readonly Attribute[]): string | undefined {
  const title = described(textAt(product, 'title'));
  const own = options.length === 0 ? undefined : (described(textAt(variant, 'title')) ?? options.map(({ value }) => value).join(' / '));
  if (own === undefined || NO_OPTION.test(own) || own === title) return title;
  return title === undefined ? own : `${title} ${own}`;
}

function gtinsOf(variant: Wire): readonly string[] {
  return [...new Set(['ean', 'upc', 'barcode'].flatMap(key => textAt(variant, key)?.trim() ?? []))];
}

function imagesOf(product: Wire, variant: Wire): ChannelListing['images'] {
  const all = [
    textAt(variant, 'thumbnail'),
    ...optionalObjectsAt(variant, 'images').map(image => textAt(image, 'url')),
    textAt(product, 'thumbnail'),
    ...optionalObjectsAt(product, 'images').map(image => textAt(image, 'url')),
  ];
  return [...new Set(all.filter(url => url !== undefined))].map(url => ({ url }));
}

const SPECIFICATION = ['material', 'origin_country', 'hs_code', 'weight', 'length', 'width', 'height'] as const;

function specificationOf(product: Wire, variant: Wire): readonly Attribute[] {
  return SPECIFICATION.flatMap(name => {
    const value = textAt(variant, name) ?? textAt(product, name);
    return value === undefined ? [] : [{ name: name.replace('_', ' '), value }];
  });
}

/** From the root down, along the first category that is named. */
function categoryPathOf(product: Wire): readonly string[] {
  const path: string[] = [];
  let category = optionalObjectsAt(product, 'categories')[0];
  for (let depth = 0; category !== undefined && depth < 10; depth++) {
    const name = described(textAt(category, 'name'));
    if (name !== undefined) path.unshift(name);
    category = optionalObjectAt(category, 'parent_category');
  }
  return path;
}

function urlOf(product: Wire, { storefrontUrl }: ProductSettings): string | undefined {
  const handle = textAt(product, 'handle');
  if (storefrontUrl === undefined || handle === undefined) return undefined;
  const slug = encodeURIComponent(handle);
  return storefrontUrl.includes('{handle}') ? storefrontUrl.replace('{handle}', slug) : `${storefrontUrl.replace(/\/?$/, '/')}${slug}`;
}

function described(text: string | undefined): string | undefined {
  const plain = text === undefined ? '' : htmlToText(text);
  return plain === '' ? undefined : plain;
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
