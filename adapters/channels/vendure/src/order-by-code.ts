import type { Call } from '@onebasket/adapter-sdk';
import { hasAdmin, sendAsAdmin } from './admin.ts';
import { send, VendureError } from './graphql.ts';
import { ORDER_FIELDS } from './order.ts';
import { objectAt, objectsAt, optionalObjectAt, type Wire } from './wire.ts';

/**
 * An order by its code, `undefined` when there is none; `hidden` when the shop does not show it to us: it is no order of its, not paid for yet,
 * or placed too long ago, which all look the same. Through the Admin API when the connection has a way into it, else as a guest,
 * to whom the shop shows placed orders for two hours (its `OrderByCodeAccessStrategy`).
 */
export async function readByCode(
  code: string,
  call: Call,
  more: { readonly name: string; readonly fragment: string } = NOTHING_MORE,
): Promise<Wire | 'hidden' | undefined> {
  const fields = `...OrderFields ${more.name === '' ? '' : `...${more.name}`}`;
  const fragments = `${ORDER_FIELDS} ${more.fragment}`;
  if (hasAdmin(call)) {
    const document = `query OrderByCode($code: String!) { orders(options: { filter: { code: { eq: $code } }, take: 1 }) { items { ${fields} } } } ${fragments}`;
    return objectsAt(
      objectAt(await sendAsAdmin(call, { label: 'order by code', document, variables: { code }, effect: 'read' }), 'orders'),
      'items',
    )[0];
  }
  const document = `query OrderByCode($code: String!) { orderByCode(code: $code) { ${fields} } } ${fragments}`;
  try {
    const { data } = await send(call, { api: 'shop', label: 'order by code', document, variables: { code }, effect: 'read' });
    return optionalObjectAt(data, 'orderByCode');
  } catch (error) {
    if (error instanceof VendureError && error.vendorCode === 'FORBIDDEN') return 'hidden';
    throw error;
  }
}

const NOTHING_MORE = { name: '', fragment: '' };
