import type { Call } from '@onebasket/adapter-sdk';
import { decodeEntities } from '@onebasket/adapter-sdk';
import { readAll } from './client.ts';
import { integerIn, recordsIn, textIn } from './wire.ts';
import type { WireProduct } from './wire-product.ts';

export interface Category {
  readonly name: string;
  readonly parentId: number;
}

export type CategoryTree = ReadonlyMap<number, Category>;

const TEN_MINUTES_MS = 10 * 60 * 1000;

/** The shop's categories; empty for a shop that does not list them. */
export function categoryTree(call: Call): Promise<CategoryTree> {
  return call.memo('woocommerce:categories', TEN_MINUTES_MS, async () => {
    const rows = recordsIn(
      await readAll(call, '/products/categories', { _fields: 'id,name,parent', orderby: 'id', order: 'asc' }, 'optional'),
    );
    return new Map(
      rows.map(row => [
        integerIn(row['id']) ?? 0,
        { name: decodeEntities(textIn(row['name']) ?? ''), parentId: integerIn(row['parent']) ?? 0 },
      ]),
    );
  });
}

/** From the root down to the deepest category the product is in; products name their categories as a flat set. */
export function categoryPath(product: WireProduct, tree: CategoryTree): readonly string[] {
  const paths = product.categories.map(({ id, name }) => {
    const path = [decodeEntities(name)];
    const seen = new Set([id]);
    for (let at = tree.get(id)?.parentId; at && !seen.has(at); at = tree.get(at)?.parentId) {
      seen.add(at);
      const above = tree.get(at);
      if (above) path.unshift(above.name);
    }
    return path.filter(part => part !== '');
  });
  return paths.reduce<readonly string[]>((deepest, path) => (path.length > deepest.length ? path : deepest), []);
}
