import {
  decodeEntities,
  htmlToText,
  textIn,
  type Attribute,
  type Availability,
  type ChannelListing,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { compareMoney, type Money } from '@onebasket/core';
import { countIn, currencyIn, priceIn, recordIn, recordsIn, textsIn, timeIn, told, webUrlIn } from './wire.ts';

const availabilityByStatus: ReadonlyMap<string, Availability> = new Map([
  ['in_stock', 'IN_STOCK'],
  ['low_stock', 'LOW_STOCK'],
  ['limited', 'LOW_STOCK'],
  ['backorder', 'BACKORDER'],
  ['preorder', 'PREORDER'],
  ['out_of_stock', 'OUT_OF_STOCK'],
  ['discontinued', 'OUT_OF_STOCK'],
]);

/** Variant titles that mean "there is only one". */
const NO_TITLE = /^(default( title| variant)?)?$/i;

/**
 * The listings of a product: one for each of its variants, or itself where it names none. Pure; never throws on JSON: what is not told is left out, and a
 * variant without an id cannot be ordered and is no listing. `digest` and `pointer` name where the product was read.
 */
export function toListings(value: unknown, digest: string, pointer: string): readonly ChannelListing[] {
  const product = recordIn(value);
  if (!product) return [];
  const variants = recordsIn(product['variants']);
  if (variants.length === 0) return toListing(product, { id: product['id'] }, { digest, pointer });
  // By the place in the list as it was sent, strangers between the variants included.
  return (product['variants'] as readonly unknown[]).flatMap((variant, at) => {
    const wire = recordIn(variant);
    return wire ? toListing(product, wire, { digest, pointer: `${pointer}/variants/${at}` }) : [];
  });
}

function toListing(product: WireRecord, variant: WireRecord, raw: NonNullable<ChannelListing['raw']>): readonly ChannelListing[] {
  const externalId = textIn(variant['id']);
  const title = titleOf(product, variant);
  if (externalId === undefined || title === '') return [];
  const options = optionsIn(variant);
  const price = priceOf(product, variant);
  const listPrice = priceIn(variant['list_price'], price?.currency);
  const availability = availabilityOf(variant);
  const parentId = textIn(product['id']);
  return [
    {
      externalId,
      title,
      gtins: gtinsIn(variant, product),
      images: imagesIn(variant, product),
      attributes: [...options, ...conditionIn(variant)],
      options,
      categoryPath: categoryPathIn(variant, product),
      availability,
      purchasable: availability !== 'OUT_OF_STOCK' && availabilityStatus(variant) !== 'discontinued',
      raw,
      ...told({
        parentId: parentId === externalId ? undefined : parentId,
        url: webUrlIn(variant['url']) ?? webUrlIn(product['url']),
        brand: cleaned(textIn(product['brand']) ?? textIn(recordIn(product['brand'])?.['name'])),
        sku: textIn(variant['sku']),
        description: descriptionIn(product['description']) ?? descriptionIn(variant['description']),
        seller: sellerIn(variant) ?? sellerIn(product),
        rating: ratingIn(variant) ?? ratingIn(product),
        price,
        listPrice:
          price && listPrice && listPrice.currency === price.currency && compareMoney(listPrice, price) > 0 ? listPrice : undefined,
        stock: stockIn(variant),
        createdAt: timeIn(variant['created_at'] ?? product['created_at']),
        updatedAt: timeIn(variant['updated_at'] ?? product['updated_at']),
      }),
    },
  ];
}

function titleOf(product: WireRecord, variant: WireRecord): string {
  const [whole, part] = [product['title'], variant['title']].map(title => cleaned(textIn(title)) ?? '') as [string, string];
  if (whole === '' || NO_TITLE.test(part) || part === whole) return whole || part;
  return part.toLowerCase().includes(whole.toLowerCase()) ? part : `${whole} – ${part}`;
}

/** A variant's own price; a product's range only where it is no range and there is nothing but the product. */
function priceOf(product: WireRecord, variant: WireRecord): Money | undefined {
  const currency = currencyIn(variant['currency'] ?? product['currency']);
  const own = priceIn(variant['price'], currency);
  if (own || (variant['price'] ?? undefined) !== undefined || recordsIn(product['variants']).length > 0) return own;
  const range = recordIn(product['price_range']);
  const [min, max] = [priceIn(range?.['min'], currency), priceIn(range?.['max'], currency)];
  return min && max && min.currency === max.currency && min.minor === max.minor ? min : priceIn(product['price'], currency);
}

function availabilityStatus(variant: WireRecord): string | undefined {
  return textIn(recordIn(variant['availability'])?.['status'])?.toLowerCase();
}

/** The word beats the flag, and a flag that says no beats a word that we do not know. */
function availabilityOf(variant: WireRecord): Availability {
  const available = recordIn(variant['availability'])?.['available'];
  const known = availabilityByStatus.get(availabilityStatus(variant) ?? '');
  if (known && !(available === false && known === 'IN_STOCK')) return known;
  if (available === false) return 'OUT_OF_STOCK';
  return available === true && availabilityStatus(variant) === undefined ? 'IN_STOCK' : 'UNKNOWN';
}

function stockIn(variant: WireRecord): number | undefined {
  const availability = recordIn(variant['availability']);
  return countIn(availability?.['quantity'] ?? availability?.['available_quantity']);
}

/** `options`, in older drafts `selected_options`; each with `label` or `value`. */
function optionsIn(variant: WireRecord): readonly Attribute[] {
  const listed = recordsIn(variant['options']).length > 0 ? variant['options'] : variant['selected_options'];
  return recordsIn(listed).flatMap(option => {
    const [name, value] = [cleaned(textIn(option['name'])), cleaned(textIn(option['label']) ?? textIn(option['value']))];
    return name && value ? [{ name, value }] : [];
  });
}

function conditionIn(variant: WireRecord): readonly Attribute[] {
  const condition = textIn(variant['condition']) ?? textsIn(variant['condition'])[0];
  return condition === undefined ? [] : [{ name: 'Condition', value: condition }];
}

function gtinsIn(variant: WireRecord, product: WireRecord): readonly string[] {
  const listed = [
    ...recordsIn(variant['barcodes']).flatMap(barcode => textIn(barcode['value']) ?? []),
    ...textsIn([variant['gtin'], variant['barcode']]),
  ];
  const only =
    recordsIn(product['variants']).length <= 1 ? recordsIn(product['barcodes']).flatMap(barcode => textIn(barcode['value']) ?? []) : [];
  return [...new Set([...listed, ...only].map(code => code.replace(/[\s-]/g, '')))];
}

function imagesIn(variant: WireRecord, product: WireRecord): ChannelListing['images'] {
  const own = mediaIn(variant['media']);
  const images = own.length > 0 ? own : mediaIn(product['media']);
  return images.filter((image, at) => images.findIndex(({ url }) => url === image.url) === at);
}

function mediaIn(value: unknown): ChannelListing['images'] {
  return recordsIn(value).flatMap(media => {
    const url = webUrlIn(media['url']);
    const alt = cleaned(textIn(media['alt_text']) ?? textIn(media['alt']));
    const isImage = (textIn(media['type']) ?? 'image') === 'image';
    return url === undefined || !isImage ? [] : [{ url, ...(alt === undefined ? {} : { alt }) }];
  });
}

/** The merchant's own path ("Footwear > Running"); bare numbers of foreign taxonomies say nothing to a shopper. */
function categoryPathIn(variant: WireRecord, product: WireRecord): readonly string[] {
  const listed = [variant, product].map(of => of['categories']).find(of => Array.isArray(of) && of.length > 0);
  const named = recordsIn(listed).flatMap(category => {
    const value = textIn(category['value']) ?? textIn(category['name']);
    return value !== undefined && /\p{L}{2}/u.test(value) ? [{ value, isOwn: textIn(category['taxonomy']) === 'merchant' }] : [];
  });
  const path =
    (named.find(({ isOwn }) => isOwn) ?? named.find(({ value }) => value.includes('>')) ?? named[0])?.value ?? textsIn(listed)[0];
  return path?.split('>').flatMap(part => cleaned(part) ?? []) ?? [];
}

function sellerIn(of: WireRecord): ChannelListing['seller'] {
  const seller = recordIn(of['seller']);
  const name = cleaned(textIn(seller?.['name']));
  const id = textIn(seller?.['id']) ?? textIn(seller?.['domain']) ?? name;
  return id === undefined ? undefined : { id, name: name ?? id };
}

/** On a scale of five, whatever the merchant's goes to. */
function ratingIn(of: WireRecord): ChannelListing['rating'] {
  const rating = recordIn(of['rating']);
  const [value, scale] = [rating?.['value'], rating?.['scale_max'] ?? '5'].map(text => Number(textIn(text) ?? NaN)) as [number, number];
  const count = countIn(rating?.['count']);
  if (!(value >= 0) || !(scale > 0) || value > scale || !count) return undefined;
  return { average: (value / scale) * 5, count };
}

function descriptionIn(value: unknown): string | undefined {
  const record = recordIn(value);
  if (!record) return cleaned(textIn(value));
  const plain = textIn(record['plain']) ?? textIn(record['markdown']);
  const html = textIn(record['html']);
  return cleaned(plain) ?? (html === undefined ? undefined : htmlToText(html) || undefined);
}

/** Plain text: tags out, entities decoded. `undefined` when nothing is left. */
function cleaned(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/[<&]/.test(text)) return text.replace(/\s+/g, ' ').trim() || undefined;
  const plain = /<\/?[a-z][^>]*>/i.test(text) ? htmlToText(text) : decodeEntities(text);
  return plain === '' ? undefined : plain;
}
