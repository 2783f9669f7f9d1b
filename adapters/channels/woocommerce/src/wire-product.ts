import {
  asRecord,
  countIn,
  filledIn,
  flagIn,
  gmtIn,
  integerIn,
  metaIn,
  numberIn,
  recordsIn,
  requireId,
  textIn,
  type Wire,
} from './wire.ts';

/** What REST v3 says of a product or of a variation, as far as it says it. Prices are the shop's own text: "" is no price. */
export interface WireProduct {
  readonly id: number;
  readonly parentId?: number;
  readonly type: string;
  readonly status?: string;
  readonly visibility?: string;
  readonly name: string;
  readonly permalink?: string;
  readonly sku?: string;
  readonly gtin?: string;
  readonly description?: string;
  readonly price?: string;
  readonly regularPrice?: string;
  readonly salePrice?: string;
  readonly onSale?: boolean;
  readonly purchasable?: boolean;
  readonly virtual: boolean;
  readonly taxStatus?: string;
  readonly taxClass: string;
  readonly shippingClassId: number;
  readonly managesStock: boolean | 'parent';
  readonly stockQuantity?: number;
  readonly stockStatus?: string;
  readonly backorders: boolean;
  readonly lowStockAmount?: number;
  readonly soldIndividually: boolean;
  readonly totalSales?: number;
  readonly rating?: { readonly average: number; readonly count: number };
  readonly images: readonly { readonly url: string; readonly alt?: string }[];
  readonly attributes: readonly WireAttribute[];
  readonly categories: readonly { readonly id: number; readonly name: string }[];
  readonly brands: readonly string[];
  /** Ids of the variations; absent when the answer leaves them out. */
  readonly variations?: readonly number[];
  readonly meta: ReadonlyMap<string, unknown>;
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

export interface WireAttribute {
  readonly name: string;
  /** Of a product: all its values. Of a variation: the one it stands for. */
  readonly values: readonly string[];
  readonly isForVariations: boolean;
}

/** Reads a product at the border. Throws `AdapterError('invalid-response')` for what is no product at all; everything else that is missing or odd counts as not told. */
export function readProduct(value: unknown, where: string): WireProduct {
  const wire = asRecord(value, where);
  const average = numberIn(wire['average_rating']);
  const count = integerIn(wire['rating_count']);
  const managesStock = textIn(wire['manage_stock']) === 'parent' ? 'parent' : (flagIn(wire['manage_stock']) ?? false);
  const parentId = integerIn(wire['parent_id']);
  return {
    id: requireId(wire['id'], where),
    ...(parentId ? { parentId } : {}),
    type: filledIn(wire['type']) ?? 'simple',
    name: textIn(wire['name']) ?? '',
    virtual: flagIn(wire['virtual']) ?? false,
    taxClass: filledIn(wire['tax_class']) ?? '',
    shippingClassId: integerIn(wire['shipping_class_id']) ?? 0,
    managesStock,
    backorders: flagIn(wire['backorders_allowed']) ?? ['yes', 'notify'].includes(textIn(wire['backorders']) ?? ''),
    soldIndividually: flagIn(wire['sold_individually']) ?? false,
    images: imagesIn(wire),
    attributes: recordsIn(wire['attributes']).map(readAttribute),
    categories: recordsIn(wire['categories']).map(row => ({ id: integerIn(row['id']) ?? 0, name: textIn(row['name']) ?? '' })),
    brands: recordsIn(wire['brands']).flatMap(row => filledIn(row['name']) ?? []),
    meta: metaIn(wire['meta_data']),
    ...told({
      status: filledIn(wire['status']),
      visibility: filledIn(wire['catalog_visibility']),
      permalink: filledIn(wire['permalink']),
      sku: filledIn(wire['sku']),
      gtin: filledIn(wire['global_unique_id']),
      description: filledIn(wire['description']) ?? filledIn(wire['short_description']),
      price: textIn(wire['price'])?.trim(),
      regularPrice: textIn(wire['regular_price'])?.trim(),
      salePrice: textIn(wire['sale_price'])?.trim(),
      onSale: flagIn(wire['on_sale']),
      purchasable: flagIn(wire['purchasable']),
      taxStatus: filledIn(wire['tax_status']),
      stockQuantity: integerIn(wire['stock_quantity']) ?? floored(numberIn(wire['stock_quantity'])),
      stockStatus: filledIn(wire['stock_status']),
      lowStockAmount: integerIn(wire['low_stock_amount']),
      totalSales: countIn(wire['total_sales']),
      rating: average !== undefined && count ? { average, count } : undefined,
      variations: Array.isArray(wire['variations']) ? wire['variations'].flatMap(id => integerIn(id) ?? []) : undefined,
      createdAt: gmtIn(wire['date_created_gmt']),
      updatedAt: gmtIn(wire['date_modified_gmt']),
    }),
  };
}

/** The object without its undefined members. */
export function told<T extends object>(members: { [K in keyof T]: T[K] | undefined }): { [K in keyof T]?: T[K] & ({} | null) } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: T[K] & ({} | null) };
}

function floored(number: number | undefined): number | undefined {
  return number === undefined ? undefined : Math.floor(number);
}

function readAttribute(row: Wire): WireAttribute {
  const option = filledIn(row['option']);
  const options = Array.isArray(row['options']) ? row['options'].flatMap(value => filledIn(value) ?? []) : [];
  return {
    name: filledIn(row['name']) ?? filledIn(row['slug']) ?? '',
    values: option === undefined ? options : [option],
    isForVariations: flagIn(row['variation']) ?? false,
  };
}

/** Products have `images`, variations one `image`. */
function imagesIn(wire: Wire): readonly { readonly url: string; readonly alt?: string }[] {
  return recordsIn([...(Array.isArray(wire['images']) ? wire['images'] : []), wire['image']]).flatMap(row => {
    const url = filledIn(row['src']);
    const alt = filledIn(row['alt']);
    return url === undefined ? [] : [{ url, ...(alt === undefined ? {} : { alt }) }];
  });
}
