import { asRecord, decodeEntities, htmlToText, known, needed, textIn } from '@onebasket/adapter-sdk';
import type { Attribute, ChannelListing, RawRef, WireRecord } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import { customAttributes } from './attributes.ts';
import { toBundle } from './bundle.ts';
import { toExternalId } from './external-id.ts';
import { ratingOf, stockOf } from './facts.ts';
import { pricesOf } from './prices.ts';
import { recordAt, recordsAt } from './wire.ts';

/** What the mapper is told beside the product. */
export interface ListingContext {
  /** Where product pages are. */
  readonly storefrontUrl?: string;
  /** For shops that name no currency beside an amount. */
  readonly currency?: CurrencyCode;
  readonly gtinAttribute?: string;
  readonly brandAttribute?: string;
  readonly raw?: RawRef;
}

/** Products that go into a basket as they are. A gift card wants to be written on, a grouped product is a list of others. */
const SIMPLE: ReadonlySet<string> = new Set(['SimpleProduct', 'VirtualProduct', 'DownloadableProduct']);

/**
 * The listings of one product: each variant of a configurable product, a bundle with the selections it comes with, or the product itself. Pure. Throws
 * `AdapterError('invalid-response')` when it has no SKU.
 */
export function toListings(product: unknown, context: ListingContext = {}): readonly ChannelListing[] {
  const wire = asRecord(product, 'magento: product');
  const sku = needed(textIn(wire['sku']), 'magento: sku of a product');
  const type = textIn(wire['__typename']);
  const parent = partsOfAll(wire, sku, context);
  const hasVariants = Array.isArray(wire['variants']) && (type === undefined || type === 'ConfigurableProduct');
  if (hasVariants) return toVariants(wire, sku, parent, context);
  if (type === 'BundleProduct') return [toBundle(wire, sku, parent, context)];
  const isSold = (type === undefined || SIMPLE.has(type)) && !wantsWords(wire);
  // What a gift card or a group of products costs from, nobody pays.
  const hasPrice = type === undefined || SIMPLE.has(type);
  return [
    {
      externalId: toExternalId({ sku }),
      ...parent,
      sku,
      ...(hasPrice ? pricesOf(wire, context.currency) : {}),
      ...stockOf(wire),
      purchasable: isSold,
    },
  ];
}

/** What all listings of a product share. */
export type SharedParts = Omit<ChannelListing, 'externalId' | 'availability' | 'purchasable' | 'sku'>;

function partsOfAll(wire: WireRecord, sku: string, context: ListingContext): SharedParts {
  const { gtins, brand, attributes } = customAttributes(wire, context);
  return {
    title: titleOf(wire, sku),
    gtins,
    images: imagesOf(wire),
    attributes,
    options: [],
    categoryPath: categoryPathOf(wire),
    ...known({
      url: urlOf(wire, context.storefrontUrl),
      brand,
      description: descriptionOf(wire),
      rating: ratingOf(wire),
      raw: context.raw,
    }),
  };
}

function toVariants(wire: WireRecord, parentSku: string, parent: SharedParts, context: ListingContext): readonly ChannelListing[] {
  const names = new Map(
    recordsAt(wire, 'configurable_options').map(option => [textIn(option['attribute_code']), textIn(option['label'])] as const),
  );
  return recordsAt(wire, 'variants').flatMap(variant => {
    const product = recordAt(variant, 'product');
    const sku = textIn(product['sku']);
    // The storefront lets a merchant hide what is out of stock; such a variant comes as null.
    if (sku === undefined) return [];
    const options = recordsAt(variant, 'attributes').flatMap((attribute): Attribute[] => {
      const value = plain(textIn(attribute['label']));
      const name = plain(names.get(textIn(attribute['code'])) ?? textIn(attribute['code']));
      return name === undefined || value === undefined ? [] : [{ name, value }];
    });
    const own = customAttributes(product, context);
    const images = imagesOf(product);
    return [
      {
        externalId: toExternalId({ sku, parentSku }),
        parentId: toExternalId({ sku: parentSku }),
        ...parent,
        ...known({ brand: own.brand ?? parent.brand }),
        sku,
        gtins: own.gtins,
        options,
        attributes: [...options, ...unlike(options, own.attributes.length > 0 ? own.attributes : parent.attributes)],
        images: images.length > 0 ? images : parent.images,
        ...pricesOf(product, context.currency),
        ...stockOf(product),
        purchasable: !wantsWords(wire),
      },
    ];
  });
}

/** Attributes that are not told by an option already. */
function unlike(options: readonly Attribute[], attributes: readonly Attribute[]): readonly Attribute[] {
  const told = new Set(options.map(({ name }) => name.toLowerCase()));
  return attributes.filter(({ name }) => !told.has(name.toLowerCase()));
}

/** Does it have an option that the buyer must fill in or choose? Those have no place in a basket line here. */
function wantsWords(wire: WireRecord): boolean {
  return recordsAt(wire, 'options').some(option => option['required'] === true);
}

function titleOf(wire: WireRecord, sku: string): string {
  return plain(textIn(wire['name'])) ?? sku;
}

/** Names are typed by merchants, entities and the odd tag included: "Elisa EverCool&trade; Tee". */
function plain(text: string | undefined): string | undefined {
  return (text === undefined ? undefined : decodeEntities(htmlToText(text))) || undefined;
}

function descriptionOf(wire: WireRecord): string | undefined {
  const html = textIn(recordAt(wire, 'description')['html']) ?? textIn(recordAt(wire, 'short_description')['html']);
  return (html === undefined ? undefined : htmlToText(html)) || undefined;
}

/** `canonical_url` is a path of the shop when it is turned on; else the page is named by `url_key`. */
function urlOf(wire: WireRecord, storefrontUrl: string | undefined): string | undefined {
  const key = textIn(wire['url_key']);
  const path = textIn(wire['canonical_url']) ?? (key === undefined ? undefined : `${key}${textIn(wire['url_suffix']) ?? ''}`);
  if (path === undefined) return undefined;
  const base = storefrontUrl === undefined ? undefined : `${storefrontUrl.replace(/\/+$/, '')}/`;
  const url = URL.parse(path, base);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function imagesOf(wire: WireRecord): ChannelListing['images'] {
  const gallery = recordsAt(wire, 'media_gallery').filter(entry => entry['disabled'] !== true);
  const all = [recordAt(wire, 'image'), ...gallery, recordAt(wire, 'small_image')];
  const images = new Map<string, { readonly url: string; readonly alt?: string }>();
  for (const image of all) {
    const url = URL.parse(textIn(image['url']) ?? '');
    if (url === null || !/^https?:$/.test(url.protocol) || images.has(url.href)) continue;
    images.set(url.href, { url: url.href, ...known({ alt: plain(textIn(image['label'])) }) });
  }
  return [...images.values()];
}

/** The deepest of the product's categories, from the root down. */
function categoryPathOf(wire: WireRecord): readonly string[] {
  const paths = recordsAt(wire, 'categories').map(category => {
    const above = recordsAt(category, 'breadcrumbs').map(crumb => plain(textIn(crumb['category_name'])));
    return [...above, plain(textIn(category['name']))].filter(name => name !== undefined);
  });
  return paths.reduce<readonly string[]>((deepest, path) => (path.length > deepest.length ? path : deepest), []);
}
