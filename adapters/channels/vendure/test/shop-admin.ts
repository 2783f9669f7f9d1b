import { isRecord, type Wire } from '../src/wire.ts';

/** What the people at the shop do: stock, prices, parcels. Straight over the Admin API, past the adapter. */
export interface ShopAdmin {
  query(document: string, variables?: Record<string, unknown>): Promise<Wire>;
  setStock(variantId: string, pieces: number): Promise<void>;
  setPrice(variantId: string, minor: number): Promise<void>;
  placedOrders(): Promise<number>;
  /** Takes the money of an order that is authorised. */
  settle(code: string): Promise<void>;
  /** Sends some of its lines (all by default) with a tracking code; gives the parcel's id. */
  ship(code: string, trackingCode: string): Promise<string>;
  deliver(parcelId: string): Promise<void>;
}

interface Order {
  readonly id: string;
  readonly payments: readonly { readonly id: string }[];
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
}

export async function shopAdmin(adminApi: string): Promise<ShopAdmin> {
  let token = '';
  const query = async (document: string, variables: Record<string, unknown> = {}): Promise<Wire> => {
    const answer = await fetch(adminApi, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query: document, variables }),
    });
    token = answer.headers.get('vendure-auth-token') ?? token;
    const body: unknown = await answer.json();
    if (!isRecord(body) || !isRecord(body['data'])) throw new Error(`the shop's people were told no: ${JSON.stringify(body)}`);
    return body['data'];
  };
  await query('mutation { login(username: "superadmin", password: "superadmin") { __typename } }');

  const updateVariant = async (input: Record<string, unknown>) => {
    await query('mutation U($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }', { input: [input] });
  };
  const order = async (code: string): Promise<Order> => {
    const data = await query(
      'query O($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { id payments { id } lines { id quantity } } } }',
      { code },
    );
    return (data as { orders: { items: Order[] } }).orders.items[0] as Order;
  };
  const move = (id: string, state: string) =>
    query('mutation M($id: ID!, $state: String!) { transitionFulfillmentToState(id: $id, state: $state) { __typename } }', { id, state });

  return {
    query,
    setPrice: (id, price) => updateVariant({ id, price }),
    async setStock(id, pieces) {
      const data = await query('query S($id: ID!) { productVariant(id: $id) { stockLevels { stockAllocated } } }', { id });
      const allocated =
        (data as { productVariant: { stockLevels: { stockAllocated: number }[] } }).productVariant.stockLevels[0]?.stockAllocated ?? 0;
      await updateVariant({ id, stockOnHand: pieces + allocated });
    },
    async placedOrders() {
      const data = await query('{ orders(options: { filter: { orderPlacedAt: { isNull: false } } }) { totalItems } }');
      return (data as { orders: { totalItems: number } }).orders.totalItems;
    },
    async settle(code) {
      for (const payment of (await order(code)).payments) {
        await query('mutation P($id: ID!) { settlePayment(id: $id) { __typename } }', { id: payment.id });
      }
    },
    async ship(code, trackingCode) {
      const lines = (await order(code)).lines.map(line => ({ orderLineId: line.id, quantity: line.quantity }));
      const args = [
        { name: 'method', value: 'DHL' },
        { name: 'trackingCode', value: trackingCode },
      ];
      const input = { lines, handler: { code: 'manual-fulfillment', arguments: args } };
      const made = await query(
        'mutation F($input: FulfillOrderInput!) { addFulfillmentToOrder(input: $input) { ... on Fulfillment { id } } }',
        { input },
      );
      const { id } = (made as { addFulfillmentToOrder: { id: string } }).addFulfillmentToOrder;
      await move(id, 'Shipped');
      return id;
    },
    async deliver(parcelId) {
      await move(parcelId, 'Delivered');
    },
  };
}
