import {
  decodeEntities,
  htmlToText,
  known,
  minorMoneyIn,
  textIn,
  type Attribute,
  type Availability,
  type ChannelListing,
  type RawRef,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { compareMoney, type Money } from '@onebasket/core';
import { currencyIn, recordIn, recordsIn, textsIn, webAddressIn } from './wire.ts';

const AVAILABILITIES: ReadonlyMap<string, Availability> = new Map([
  ['in_stock', 'IN_STOCK'],
  ['low_stock', 'LOW_STOCK'],
  ['out_of_stock', 'OUT_OF_STOCK'],
  ['backorder', 'BACKORDER'],
  ['preorder', 'PREORDER'],
  ['pre_order', 'PREORDER'],
  ['discontinued', 'OUT_OF_STOCK'],
]);

const GTINS: ReadonlySet<string> = new Set(['gtin', 'ean', 'upc', 'isbn', 'jan', 'gtin8', 'gtin12', 'gtin13', 'gtin14']);

/** One listing for each variant of a product of the feed. Only ids and titles are required there: a price may be missing. */
export function toListings(value: unknown, raw?: RawRef): readonly ChannelListing[] {
  const product = recordIn(value);
  const productId = textIn(product?.['id']);
  if (!product || productId === undefined) return [];
  const variants = recordsIn(product['variants']);
  return variants.flatMap(
    (variant, at) => toListing(product, productId, variant, raw && { ...raw, pointer: `${raw.pointer}/variants/${at}` }) ?? [],
  );
}

function toListing(product: WireRecord, productId: string, variant: WireRecord, raw: RawRef | undefined): ChannelListing | undefined {
  const externalId = textIn(variant['id']);
  if (externalId === undefined) return undefined;
  const price = priceIn(variant['price']);
  const list = priceIn(variant['list_price']);
  const options = optionsIn(variant['variant_options']);
  const availability = availabilityIn(variant['availability']);
  return {
    externalId,
    title: textOf(variant['title']) ?? textOf(product['title']) ?? externalId,
    gtins: recordsIn(variant['barcodes']).flatMap(({ type, value }) =>
      GTINS.has(textIn(type)?.toLowerCase() ?? 'gtin') ? (textIn(value)?.trim() ?? []) : [],
    ),
    images: [...recordsIn(variant['media']), ...recordsIn(product['media'])].flatMap(imageIn),
    attributes: [...options, ...conditionsIn(variant['condition'])],
    options,
    categoryPath: categoriesIn(variant['categories'] ?? product['categories']),
    availability,
    purchasable: textIn(recordIn(variant['availability'])?.['status']) !== 'discontinued',
    ...known({
      parentId: productId,
      url: webAddressIn(variant['url']) ?? webAddressIn(product['url']),
      brand: textIn(variant['brand']) ?? textIn(product['brand']),
      sku: textIn(variant['sku']),
      description: descriptionIn(variant['description']) ?? descriptionIn(product['description']),
      seller: sellerIn(variant['seller'] ?? product['seller']),
      price,
      listPrice: list && (!price || (list.currency === price.currency && compareMoney(list, price) > 0)) ? list : undefined,
      raw,
    }),
  };
}

/** `{amount, currency}` in minor units. */
function priceIn(value: unknown): Money | undefined {
  const price = recordIn(value);
  const currency = currencyIn(price?.['currency']);
  const money = price && currency ? minorMoneyIn(price['amount'], currency) : undefined;
  return money && money.minor > 0n ? money : undefined;
}

function availabilityIn(value: unknown): Availability {
  const availability = recordIn(value);
  const byStatus = AVAILABILITIES.get(textIn(availability?.['status']) ?? '');
  if (byStatus) return byStatus;
  if (availability?.['available'] === false) return 'OUT_OF_STOCK';
  return availability?.['available'] === true && availability['status'] === undefined ? 'IN_STOCK' : 'UNKNOWN';
}

function optionsIn(value: unknown): readonly Attribute[] {
  return recordsIn(value).flatMap(option => {
    const [name, text] = [textOf(option['name']), textOf(option['value'])];
    return name === undefined || text === undefined ? [] : [{ name, value: text }];
  });
}

function conditionsIn(value: unknown): readonly Attribute[] {
  const conditions = typeof value === 'string' ? [value] : textsIn(value);
  return conditions.map(condition => ({ name: 'Condition', value: condition }));
}

function imageIn(media: WireRecord): readonly { readonly url: string; readonly alt?: string }[] {
  const url = webAddressIn(media['url']);
  const alt = textOf(media['alt_text']);
  const isImage = (textIn(media['type']) ?? 'image').startsWith('image');
  return url === undefined || !isImage ? [] : [{ url, ...(alt === undefined ? {} : { alt }) }];
}

/** Texts, or objects with a value; numbers of foreign taxonomies say nothing to people. */
function categoriesIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const names = list.flatMap(entry => textOf(entry) ?? textOf(recordIn(entry)?.['name']) ?? textOf(recordIn(entry)?.['value']) ?? []);
  return names.filter(name => !/^\d+$/.test(name)).flatMap(name => name.split(/\s*>\s*/));
}

function sellerIn(value: unknown): ChannelListing['seller'] {
  const seller = recordIn(value);
  const name = textIn(seller?.['name']) ?? textIn(value);
  const id = textIn(seller?.['id']) ?? name;
  return id === undefined ? undefined : { id, name: name ?? id };
}

/** `{plain}`, `{html}` or `{markdown}`; or a text. */
function descriptionIn(value: unknown): string | undefined {
  const description = recordIn(value);
  const texts = [description?.['plain'], description?.['html'], description?.['markdown'], value];
  return texts.map(text => htmlToText(textIn(text) ?? '')).find(text => text !== '');
}

function textOf(value: unknown): string | undefined {
  const text = htmlToText(decodeEntities(textIn(value) ?? ''));
  return text === '' ? undefined : text;
}
