import type { Call } from '@onebasket/adapter-sdk';
import { hasAdmin, sendAsAdmin } from './admin.ts';
import { PAGE_SIZE } from './catalogue.ts';
import { countAt, idAt, objectAt, objectsAt } from './wire.ts';

const CHANGED = /* GraphQL */ `
  query ChangedVariants($options: ProductVariantListOptions!) {
    productVariants(options: $options) {
      totalItems
      items {
        productId
      }
    }
  }
`;

/**
 * Products of which a variant was changed (price, stock, switched on or off) after an instant; `many` when there are more than are worth naming.
 * Only the Admin API can be asked this; without it, none. A sale moves the stock without a stamp and is not among them.
 */
export async function productsWithChangedVariants(after: string, call: Call): Promise<readonly string[] | 'many'> {
  if (!hasAdmin(call)) return [];
  const options = { take: PAGE_SIZE, filter: { updatedAt: { after } } };
  const data = await sendAsAdmin(call, { label: 'changed variants', document: CHANGED, variables: { options }, effect: 'read' });
  const page = objectAt(data, 'productVariants');
  const items = objectsAt(page, 'items');
  return countAt(page, 'totalItems') > items.length ? 'many' : [...new Set(items.map(item => idAt(item, 'productId')))];
}
