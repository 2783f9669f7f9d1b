import type { Call, ChannelListing } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { send } from './graphql.ts';
import { settingsOf } from './manifest.ts';
import { productFields, toListings } from './product.ts';
import { countAt, idAt, objectAt, objectsAt, type Wire } from './wire.ts';

/** A server gives no more of a list than this (`shopListQueryLimit`). */
export const PAGE_SIZE = 100;

export interface ProductQuery {
  readonly take: number;
  readonly skip?: number;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly filterOperator?: 'AND' | 'OR';
}

/** One product of a page. `unreadable` when its data makes no sense: it is there all the same, so it has no listings but is not gone. */
export interface ReadProduct {
  readonly id: string;
  readonly listings: readonly ChannelListing[];
  readonly unreadable?: true;
}

/** Products in the order of their ids, with every variant that is for sale. */
export async function readProducts(
  call: Call,
  query: ProductQuery,
): Promise<{ readonly products: readonly ReadProduct[]; readonly total: number }> {
  const settings = settingsOf(call);
  const document = `query Products($options: ProductListOptions) { products(options: $options) { totalItems items { ${productFields(settings)} } } }`;
  const options = { ...query, sort: { id: 'ASC' } };
  const { data } = await send(call, { api: 'shop', label: 'products', document, variables: { options }, effect: 'read' });
  const page = objectAt(data, 'products');
  return { products: readEach(objectsAt(page, 'items'), call), total: countAt(page, 'totalItems') };
}

/** Products by id, however many; those that are not for sale are missing. */
export async function readProductsById(call: Call, ids: Iterable<string>): Promise<ReadonlyMap<string, ReadProduct>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, ReadProduct>();
  for (let from = 0; from < wanted.length; from += PAGE_SIZE) {
    const part = wanted.slice(from, from + PAGE_SIZE);
    const { products } = await readProducts(call, { take: part.length, filter: { id: { in: part } } });
    for (const product of products) found.set(product.id, product);
  }
  return found;
}

/** One product that cannot be read must not stop all others; a page of which nothing can be read is no answer. */
function readEach(items: readonly Wire[], call: Call): readonly ReadProduct[] {
  let unreadable: AdapterError | undefined;
  let readable = 0;
  const products = items.map(item => {
    const id = idAt(item, 'id');
    try {
      const listings = toListings(item, settingsOf(call));
      readable++;
      return { id, listings };
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      unreadable = error;
      call.log.warn('a product cannot be read and is left out', { productId: id, reason: error.message });
      return { id, listings: [], unreadable: true as const };
    }
  });
  if (unreadable !== undefined && readable === 0) throw unreadable;
  return products;
}
