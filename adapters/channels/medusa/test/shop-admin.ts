/** What the people at the shop do: stock, prices, parcels. Straight over the Admin API, past the adapter. */
export interface ShopAdmin {
  ask<T = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T>;
  setStock(sku: string, pieces: number): Promise<void>;
  setPrice(productId: string, variantId: string, amount: number): Promise<void>;
  /** All orders, or those of which this is true. */
  countOrders(fits?: (order: CountedOrder) => boolean): Promise<number>;
  /** Takes the money of an order that is authorised. */
  capture(orderId: string): Promise<void>;
  /** Packs and sends so many pieces of the order's first line; gives the parcel's id. */
  ship(orderId: string, quantity: number, trackingNumber: string): Promise<string>;
  deliver(orderId: string, parcelId: string): Promise<void>;
}

/** What of an order can be counted by. */
export interface CountedOrder {
  readonly status: string;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
}

interface Order {
  readonly items: readonly { readonly id: string }[];
  readonly fulfillments: readonly { readonly id: string }[];
  readonly payment_collections: readonly { readonly payments: readonly { readonly id: string }[] }[];
}

export function shopAdmin(shop: { readonly url: string; readonly adminKey: string; readonly locationId: string }): ShopAdmin {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${shop.url}/admin${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${shop.adminKey}:`)}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the shop's people were told no: ${method} ${path}: ${text}`);
    return JSON.parse(text) as T;
  };
  const order = async (id: string) =>
    (await ask<{ order: Order }>('GET', `/orders/${id}?fields=*items,*fulfillments,*payment_collections.payments`)).order;

  return {
    ask,
    async setStock(sku, pieces) {
      const { inventory_items } = await ask<{ inventory_items: { id: string; reserved_quantity: number }[] }>(
        'GET',
        `/inventory-items?sku=${sku}&fields=id,reserved_quantity`,
      );
      const [item] = inventory_items;
      const stocked_quantity = pieces + (item?.reserved_quantity ?? 0);
      await ask('POST', `/inventory-items/${item?.id}/location-levels/${shop.locationId}`, { stocked_quantity });
    },
    async setPrice(productId, variantId, amount) {
      await ask('POST', `/products/${productId}/variants/${variantId}`, { prices: [{ currency_code: 'eur', amount }] });
    },
    async countOrders(fits = () => true) {
      const { orders } = await ask<{ orders: CountedOrder[] }>('GET', '/orders?limit=5000&fields=id,status,metadata');
      return orders.filter(fits).length;
    },
    async capture(orderId) {
      for (const { payments } of (await order(orderId)).payment_collections) {
        for (const payment of payments) await ask('POST', `/payments/${payment.id}/capture`, {});
      }
    },
    async ship(orderId, quantity, trackingNumber) {
      const items = [{ id: (await order(orderId)).items[0]?.id, quantity }];
      await ask('POST', `/orders/${orderId}/fulfillments`, { items, location_id: shop.locationId });
      const parcel = (await order(orderId)).fulfillments.at(-1)?.id ?? '';
      const labels = [{ tracking_number: trackingNumber, tracking_url: `https://carrier.example.test/${trackingNumber}`, label_url: '#' }];
      await ask('POST', `/orders/${orderId}/fulfillments/${parcel}/shipments`, { items, labels });
      return parcel;
    },
    async deliver(orderId, parcelId) {
      await ask('POST', `/orders/${orderId}/fulfillments/${parcelId}/mark-as-delivered`, {});
    },
  };
}
