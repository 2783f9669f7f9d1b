import { BareShop } from '../support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from '../support/graph.ts';
import { INVOICE, temporaryFolder, wooChannel } from '../support/workspace.ts';
import { distributedHouse, embeddedHouse } from './house.ts';

export interface LastPieceResult {
  /** How often the buyers heard what. */
  readonly answers: Readonly<Record<string, number>>;
  /** Orders that stand at the shop, and pieces that it has left. */
  readonly sold: number;
  readonly left: number;
}

/** So many buyers at once want the one unit of a shop that does not guard its stock. */
export async function lastPiece(options: { readonly buyers: number; readonly isDistributed?: boolean }): Promise<LastPieceResult> {
  const folder = await temporaryFolder();
  const shop = new BareShop([{ id: 1, name: 'Last lamp', price: '50.00', regular_price: '50.00', manage_stock: true, stock_quantity: 1 }]);
  await shop.listen();
  const house = await (options.isDistributed ? distributedHouse : embeddedHouse)(folder.path, {
    displayCurrency: 'CNY',
    channels: [wooChannel('shop', shop.url, { requestsPerSecond: 1_000 })],
    payments: [INVOICE],
    products: { feedIntervalMs: 3_600_000 },
    orders: { review: { rules: false } },
  });
  try {
    await eventually(
      () => ask<{ search: { nodes: unknown[] } }>(house.url, '{ search(query: "lamp") { nodes { id } } }'),
      ({ data }) => data?.search.nodes.length === 1,
      60,
    );
    const heard = await Promise.all(Array.from({ length: options.buyers }, (_, n) => buy(house.url, n)));
    const answers = Object.fromEntries([...Map.groupBy(heard, name => name)].map(([name, of]) => [name, of.length] as const));
    return { answers, sold: shop.standing().length, left: shop.product(1)['stock_quantity'] as number };
  } finally {
    await house.stop();
    await shop.close();
    await folder.remove();
  }
}

/** Asks with the same key until there is an answer, as an app does. */
async function buy(url: string, n: number): Promise<string> {
  const input = orderInput(`a-key-of-last-buyer-${n}`, [{ listingId: 'shop:1' }], '60', 'CNY', {
    contact: { name: 'Li Lei', email: `buyer-${n}@example.com` },
  });
  const { data } = await eventually(
    () => ask<{ placeOrder: { __typename: string } } | null>(url, PLACE_ORDER, { input }).catch(() => ({ data: null })),
    answer => answer.data !== null && answer.data.placeOrder.__typename !== 'OrderPending',
    120,
  );
  return data?.placeOrder.__typename ?? 'none';
}
