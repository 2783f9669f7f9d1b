import { decodeEntities, htmlToText, instantIn, type Attribute, type ChannelListing } from '@onebasket/adapter-sdk';
import { readStockLevel } from './availability.ts';
import { toExternalId } from './external-id.ts';
import type { VendureSettings } from './manifest.ts';
import { moneyBeside } from './money.ts';
import { idAt, objectAt, objectsAt, optionalObjectAt, optionalObjectsAt, optionalTextAt, textAt, type Wire } from './wire.ts';

/** What is asked of every product; the shop's own GTIN field is named by the connection. */
export function productFields({ gtinField }: VendureSettings): string {
  const facets = 'facetValues { name facet { code name } }';
  const assets = 'assets { id preview }';
  return /* GraphQL */ `
    id name slug description updatedAt createdAt
    featuredAsset { id preview } ${assets} ${facets}
    collections { name breadcrumbs { name } }
    variants {
      id sku name priceWithTax currencyCode stockLevel updatedAt createdAt
      featuredAsset { id preview } ${assets} ${facets}
      options { name group { name } }
      ${gtinField === undefined ? '' : `customFields { ${gtinField} }`}
    }
  `;
}

/** The product's variants as listings. A product without any sells nothing and gives none. */
export function toListings(product: Wire, settings: VendureSettings): readonly ChannelListing[] {
  return objectsAt(product, 'variants').map(variant => toListing(product, variant, settings));
}

function toListing(product: Wire, variant: Wire, settings: VendureSettings): ChannelListing {
  const productId = idAt(product, 'id');
  const facets = facetsOf([...optionalObjectsAt(variant, 'facetValues'), ...optionalObjectsAt(product, 'facetValues')]);
  const brandFacet = settings.brandFacet ?? 'brand';
  const brand = facets.find(facet => facet.code === brandFacet)?.value;
  const options = objectsAt(variant, 'options').map(option => ({
    name: textAt(objectAt(option, 'group'), 'name'),
    value: textAt(option, 'name'),
  }));
  const price = moneyBeside(variant, settings).at(variant, 'priceWithTax');
  const sells = price.minor >= 0n;
  const optional = {
    url: productPage(textAt(product, 'slug'), settings),
    brand,
    sku: optionalTextAt(variant, 'sku'),
    description: htmlToText(optionalTextAt(product, 'description') ?? '') || undefined,
    price: sells ? price : undefined,
    createdAt: instantIn(variant['createdAt']),
    updatedAt: instantIn(variant['updatedAt']),
  };
  return {
    externalId: toExternalId({ productId, variantId: idAt(variant, 'id') }),
    parentId: productId,
    title: titleOf(textAt(product, 'name'), textAt(variant, 'name')),
    gtins: gtinsOf(variant, settings),
    images: imagesOf([variant, product], settings),
    attributes: [...options, ...facets.filter(facet => facet.code !== brandFacet).map(({ name, value }) => ({ name, value }))],
    options,
    categoryPath: categoryPathOf(product, facets, settings),
    ...readStockLevel(textAt(variant, 'stockLevel')),
    purchasable: sells,
    ...present(optional),
  };
}

/** A variant is named "Kettle 2 litre" after its product and options, unless someone has renamed it. */
function titleOf(product: string, variant: string): string {
  return decodeEntities(variant.startsWith(product) ? variant : `${product} ${variant}`);
}

interface Facet extends Attribute {
  readonly code: string;
}

/** A value that variant and product both have counts once. */
function facetsOf(values: readonly Wire[]): readonly Facet[] {
  const facets = new Map<string, Facet>();
  for (const value of values) {
    const facet = objectAt(value, 'facet');
    const read = { code: textAt(facet, 'code'), name: textAt(facet, 'name'), value: textAt(value, 'name') };
    facets.set(`${read.code} ${read.value}`, read);
  }
  return [...facets.values()];
}

/** The deepest collection's way down from the root; without collections, the category facet. */
function categoryPathOf(product: Wire, facets: readonly Facet[], settings: VendureSettings): readonly string[] {
  const paths = optionalObjectsAt(product, 'collections').map(collection =>
    objectsAt(collection, 'breadcrumbs')
      .map(crumb => textAt(crumb, 'name'))
      .filter(name => name !== '__root_collection__'),
  );
  const deepest = paths.reduce<readonly string[]>((best, path) => (path.length > best.length ? path : best), []);
  if (deepest.length > 0) return deepest;
  const categoryFacet = settings.categoryFacet ?? 'category';
  return facets.filter(facet => facet.code === categoryFacet).map(facet => facet.value);
}

function gtinsOf(variant: Wire, { gtinField }: VendureSettings): readonly string[] {
  const own = gtinField === undefined ? undefined : optionalTextAt(optionalObjectAt(variant, 'customFields') ?? {}, gtinField);
  return own === undefined ? [] : [own];
}

/** The variant's own pictures first; a server without an address for its assets gives paths. */
function imagesOf(owners: readonly Wire[], settings: VendureSettings): readonly { readonly url: string }[] {
  const urls = new Set<string>();
  for (const owner of owners) {
    const featured = optionalObjectAt(owner, 'featuredAsset');
    for (const asset of [...(featured === undefined ? [] : [featured]), ...optionalObjectsAt(owner, 'assets')]) {
      const preview = optionalTextAt(asset, 'preview');
      if (preview !== undefined && URL.canParse(preview, settings.baseUrl)) urls.add(new URL(preview, settings.baseUrl).href);
    }
  }
  return [...urls].map(url => ({ url }));
}

function productPage(slug: string, { storefrontUrl }: VendureSettings): string | undefined {
  if (storefrontUrl === undefined || slug === '') return undefined;
  const page = encodeURIComponent(slug);
  return storefrontUrl.includes('{slug}') ? storefrontUrl.replaceAll('{slug}', page) : `${storefrontUrl.replace(/\/+$/, '')}/${page}`;
}

/** Leaves out what is unknown, so that it stays unknown. */
function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
