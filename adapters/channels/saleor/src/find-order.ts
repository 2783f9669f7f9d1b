import type { Call, PlacedOrder } from '@onebasket/adapter-sdk';
import { hasApp, send } from './client.ts';
import { completeBasket } from './complete.ts';
import { emptyBasket, giveMoneyBack, linesOf } from './give-up.ts';
import { ORDER, toPlacedOrder } from './order.ts';
import { listIn, recordAt, recordIn } from './wire.ts';

/** Under which our key travels from basket to order. */
export const KEY_METADATA = 'onebasket_key';

const BY_KEY = /* GraphQL */ `
  query OrdersByKey($where: OrderWhereInput!) {
    orders(first: 5, where: $where) {
      edges {
        node {
          ...OrderFields
        }
      }
    }
  }
  ${ORDER}
`;

/**
 * Did it happen? `undefined` means that it did not *and will not*: a basket that is still there is emptied first, so that a completion which is on its way
 * finds nothing to order. Of a basket that is gone the shop tells the order that it has become, whoever asks.
 */
export async function findOrder(
  attempt: { readonly key: string; readonly note?: string | undefined; readonly since: string },
  call: Call,
): Promise<PlacedOrder | undefined> {
  if (attempt.note === undefined || attempt.note === '') return findByKey(attempt.key, call);
  const basketId = attempt.note;
  const lines = await linesOf(basketId, 'find: basket', call);
  if (lines !== undefined) await emptyBasket(basketId, lines, 'find', call);
  const completion = await completeBasket(basketId, { label: 'find: order', effect: 'read' }, call);
  if (completion.end === 'order') return toPlacedOrder(completion.order);
  await giveMoneyBack(basketId, 'find', call);
  return undefined;
}

/** Without the basket's id only an app can look for the order, by what the basket carried. */
async function findByKey(key: string, call: Call): Promise<PlacedOrder | undefined> {
  if (!hasApp(call)) return undefined;
  const where = { metadata: { key: KEY_METADATA, value: { eq: key } } };
  const { data } = await send({ label: 'find: by key', document: BY_KEY, variables: { where }, effect: 'read', asApp: true }, call);
  const orders = listIn(recordAt(data, 'orders')?.['edges']).flatMap(edge => {
    const order = recordIn(edge['node']);
    return order ? [order] : [];
  });
  const order = orders.find(of => of['status'] !== 'CANCELED') ?? orders[0];
  return order && toPlacedOrder(order);
}
