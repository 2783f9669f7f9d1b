import {
  decodeEntities,
  integerIn,
  known,
  needed,
  textIn,
  type Attribute,
  type ChannelListing,
  type ChannelPromotion,
  type RawRef,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { compareMoney, subtract, type Money } from '@onebasket/core';
import { plainDescription } from './description.ts';
import { gtinsOf } from './gtins.ts';
import type { SaleorSettings } from './manifest.ts';
import { grossOf } from './money.ts';
import { instantIn, listIn, recordAt, recordIn } from './wire.ts';

/** What is asked of every product, but for its variants. */
export const PRODUCT_FIELDS = /* GraphQL */ `
  fragment ProductFields on Product {
    id
    slug
    name
    description
    created
    updatedAt
    isAvailableForPurchase
    category {
      name
      ancestors(first: 20) {
        edges {
          node {
            name
          }
        }
      }
    }
    attributes {
      attribute {
        name
        slug
      }
      values {
        name
      }
    }
    media {
      url
      alt
      type
    }
    metadata {
      key
      value
    }
  }
`;

/** What is asked of every variant. */
export const VARIANT_FIELDS = /* GraphQL */ `
  fragment VariantFields on ProductVariant {
    id
    sku
    name
    created
    updatedAt
    trackInventory
    quantityAvailable
    pricing {
      price {
        gross {
          ...M
        }
      }
      priceUndiscounted {
        gross {
          ...M
        }
      }
    }
    attributes(variantSelection: VARIANT_SELECTION) {
      attribute {
        name
        slug
      }
      values {
        name
      }
    }
    media {
      url
      alt
      type
    }
    metadata {
      key
      value
    }
  }
`;

/** The settings that a listing's values depend on. */
export type ListingSettings = Pick<SaleorSettings, 'baseUrl' | 'storefrontUrl' | 'gtinField' | 'brandAttribute' | 'quantityCap'>;

/** A variant as the shop sells it. `product` is the one it belongs to; without it, `variant.product`. */
export function toListing(
  variant: WireRecord,
  settings: ListingSettings,
  given?: { readonly product?: WireRecord | undefined; readonly raw?: RawRef | undefined },
): ChannelListing {
  const product = given?.product ?? recordIn(variant['product']) ?? {};
  const externalId = needed(textIn(variant['id']), 'saleor: id of a variant');
  const options = attributesIn(variant);
  const own = attributesIn(product);
  const isBrand = (attribute: Slugged) => attribute.slug === (settings.brandAttribute ?? 'brand');
  const attributes = [...options, ...own.filter(attribute => !isBrand(attribute))].map(told);
  const prices = pricesOf(variant);
  return {
    externalId,
    title: titleOf(textIn(product['name']), textIn(variant['name']), [textIn(variant['sku']), externalId]),
    gtins: gtinsOf(variant, product, settings.gtinField),
    images: imagesOf([variant, product], settings.baseUrl),
    attributes,
    options: options.map(told),
    categoryPath: categoryPathOf(product),
    ...availabilityOf(variant, settings),
    purchasable: prices.price !== undefined && product['isAvailableForPurchase'] !== false,
    ...prices,
    ...known({
      parentId: textIn(product['id']),
      url: pageOf(textIn(product['slug']), externalId, settings),
      brand: [...own, ...options].find(isBrand)?.value,
      sku: textIn(variant['sku']),
      description: plainDescription(product['description']),
      promotions: promotionsOf(externalId, prices),
      createdAt: instantIn(variant['created']) ?? instantIn(product['created']),
      updatedAt: latest(instantIn(variant['updatedAt']), instantIn(product['updatedAt'])),
      raw: given?.raw,
    }),
  };
}

interface Slugged extends Attribute {
  readonly slug: string | undefined;
}

function told({ name, value }: Slugged): Attribute {
  return { name, value };
}

function attributesIn(owner: WireRecord): readonly Slugged[] {
  return listIn(owner['attributes']).flatMap(selected => {
    const attribute = recordIn(selected['attribute']);
    const slug = textIn(attribute?.['slug']);
    const name = textIn(attribute?.['name']) ?? slug;
    const value = listIn(selected['values'])
      .flatMap(of => textIn(of['name']) ?? [])
      .join(', ');
    return name === undefined || value === '' ? [] : [{ slug, name: decodeEntities(name), value: decodeEntities(value) }];
  });
}

/** A variant without options is named like its product, its SKU or its id. */
function titleOf(product: string | undefined, variant: string | undefined, codes: readonly (string | undefined)[]): string {
  const name = product ?? variant ?? '';
  const addition = variant === undefined || codes.includes(variant) || name.includes(variant) ? '' : ` ${variant}`;
  return decodeEntities(variant?.startsWith(name) ? variant : `${name}${addition}`);
}

interface Prices {
  readonly price?: Money;
  readonly listPrice?: Money;
}

function pricesOf(variant: WireRecord): Prices {
  const pricing = recordIn(variant['pricing']);
  const price = grossOf(pricing?.['price']);
  const list = grossOf(pricing?.['priceUndiscounted']);
  const isReduced = price && list?.currency === price.currency && compareMoney(list, price) > 0;
  return known({ price, listPrice: isReduced ? list : undefined });
}

/** A promotion of the catalogue is inside of the price already; vouchers are told nowhere. */
function promotionsOf(id: string, { price, listPrice }: Prices): readonly ChannelPromotion[] | undefined {
  if (!price || !listPrice) return undefined;
  const promotion = {
    id: `catalogue:${id}`,
    title: 'Catalogue promotion',
    effect: 'amount',
    kind: 'ITEM_DISCOUNT',
    stage: 'item',
  } as const;
  return [{ ...promotion, tiers: [{ off: subtract(listPrice, price) }], auto: true, requires: [], appliedInPrice: true }];
}

/** A quantity that reaches the shop's cap, or that of goods which are not counted, says only that there is enough. */
export function availabilityOf(
  variant: WireRecord,
  { quantityCap = 50 }: Pick<SaleorSettings, 'quantityCap'>,
): Pick<ChannelListing, 'availability' | 'stock'> {
  const quantity = integerIn(variant['quantityAvailable']);
  if (quantity === undefined || quantity < 0) return { availability: 'UNKNOWN' };
  if (quantity === 0) return { availability: 'OUT_OF_STOCK', stock: 0 };
  const isCounted = variant['trackInventory'] !== false && quantity < quantityCap;
  return { availability: 'IN_STOCK', ...(isCounted ? { stock: quantity } : {}) };
}

/** The variant's own pictures first. */
function imagesOf(owners: readonly WireRecord[], baseUrl: string): ChannelListing['images'] {
  const images = new Map<string, { readonly url: string; readonly alt?: string }>();
  for (const owner of owners) {
    const media = [...listIn(owner['media']), ...listIn(owner['images'])].filter(({ type }) => type !== 'VIDEO');
    const thumbnail = recordIn(owner['thumbnail']);
    for (const medium of media.length === 0 && thumbnail ? [thumbnail] : media) {
      const url = textIn(medium['url']);
      if (url === undefined || !URL.canParse(url, baseUrl)) continue;
      const { href } = new URL(url, baseUrl);
      images.set(href, { url: href, ...known({ alt: textIn(medium['alt']) }) });
    }
  }
  return [...images.values()];
}

function categoryPathOf(product: WireRecord): readonly string[] {
  const category = recordIn(product['category']);
  const ancestors = listIn(recordAt(category, 'ancestors')?.['edges']).map(edge => recordIn(edge['node']));
  return [...ancestors, category].flatMap(node => textIn(node?.['name']) ?? []);
}

function pageOf(slug: string | undefined, variantId: string, { storefrontUrl }: ListingSettings): string | undefined {
  if (storefrontUrl === undefined || slug === undefined) return undefined;
  const template = storefrontUrl.includes('{slug}') ? storefrontUrl : `${storefrontUrl.replace(/\/+$/, '')}/{slug}`;
  return template.replaceAll('{slug}', encodeURIComponent(slug)).replaceAll('{variant}', encodeURIComponent(variantId));
}

function latest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(one) >= Date.parse(other) ? one : other;
}
