import type { GraphClient } from '@onebasket/runtime';
import type { ListingFacts } from './make-order.ts';

interface ListingRow {
  readonly id: string;
  readonly title: string;
  readonly internalOptions: readonly { readonly name: string; readonly value: string; readonly unit: string | null }[];
  readonly product: { readonly category: { readonly id: string; readonly path: readonly string[] } | null } | null;
  readonly internalPrice: { readonly money: { readonly amount: string; readonly currency: string } } | null;
}

const QUERY = `query ($ids: [ID!]!) {
  internalListings(ids: $ids) { id title internalOptions { name value unit } product { category { id path } } internalPrice { money { amount currency } } }
}`;

/** Title, options and last seen price of listings, for the copy that the order keeps. What the products subgraph cannot tell in a second is left out: an order does not wait for it. */
export async function listingFacts(
  graph: GraphClient,
  listingIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ListingFacts & { readonly currency?: string }>> {
  try {
    const { internalListings } = await graph.query<{ internalListings: readonly (ListingRow | null)[] }>(
      'products',
      QUERY,
      { ids: [...new Set(listingIds)] },
      { signal, timeoutMs: 1_000 },
    );
    return new Map(
      internalListings.flatMap(row =>
        row
          ? [
              [
                row.id,
                {
                  title: row.title,
                  options: row.internalOptions.map(({ name, value, unit }) => ({ name, value, ...(unit ? { unit } : {}) })),
                  ...(row.product?.category ? { categories: [row.product.category.id, ...row.product.category.path] } : {}),
                  ...(row.internalPrice ? { price: row.internalPrice.money.amount, currency: row.internalPrice.money.currency } : {}),
                },
              ],
            ]
          : [],
      ),
    );
  } catch {
    return new Map();
  }
}
