import { setStatus } from './orders/status.ts';
import type { Order } from './orders/order.ts';
import type { Shop } from './shop.ts';

/** How a parcel leaves. */
export interface Parcel {
  /** As the Shipment Tracking plugin names providers, e.g. `SF Express`. */
  readonly carrier: string;
  readonly trackingNumber: string;
}

export interface ShippingDeskOptions {
  readonly sfUrl: string | undefined;
  readonly autoShipMs: number | undefined;
}

/**
 * Ships orders the way shops do it: WooCommerce has no shipments, so the tracking number goes into the order's meta data as the Shipment Tracking
 * plugin writes it, and the order becomes completed.
 */
export class ShippingDesk {
  readonly #shop: Shop;
  readonly #options: ShippingDeskOptions;
  readonly #timers = new Map<number, NodeJS.Timeout>();

  constructor(shop: Shop, options: ShippingDeskOptions) {
    this.#shop = shop;
    this.#options = options;
    if (options.autoShipMs === undefined) return;
    for (const order of shop.orders.values()) this.#plan(order.id);
    shop.onChange((topic, id) => {
      if (topic.startsWith('order.')) this.#plan(id);
    });
  }

  /** Ships an order; its number is known to the carrier before it is in the order. Throws `RangeError` when there is no such order. */
  async ship(orderId: number, parcel: Parcel): Promise<Order> {
    if (this.#options.sfUrl !== undefined && /sf|顺丰/i.test(parcel.carrier)) await this.#registerAtSf(orderId, parcel.trackingNumber);
    const order = this.#order(orderId);
    const known = order.meta.find(meta => meta.key === '_wc_shipment_tracking_items');
    const item = {
      tracking_provider: '',
      custom_tracking_provider: parcel.carrier,
      custom_tracking_link: '',
      tracking_number: parcel.trackingNumber,
      date_shipped: String(Math.floor(this.#shop.clock.now().getTime() / 1000)),
      tracking_id: `${orderId}-${parcel.trackingNumber}`,
    };
    const value = [...(Array.isArray(known?.value) ? (known.value as unknown[]) : []), item];
    order.meta = [
      ...order.meta.filter(meta => meta !== known),
      { id: known?.id ?? this.#shop.nextMetaId(), key: '_wc_shipment_tracking_items', value },
    ];
    setStatus(this.#shop, order, 'completed');
    this.#shop.saveOrder(order, 'updated');
    await this.#shop.commit();
    return order;
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #order(orderId: number): Order {
    const order = this.#shop.orders.get(orderId);
    if (order === undefined) throw new RangeError(`no order ${orderId}`);
    return order;
  }

  #plan(orderId: number): void {
    const status = this.#shop.orders.get(orderId)?.status;
    const isReady = status === 'processing' || status === 'on-hold';
    if (isReady === this.#timers.has(orderId)) return;
    clearTimeout(this.#timers.get(orderId));
    this.#timers.delete(orderId);
    if (!isReady) return;
    const timer = setTimeout(() => {
      this.#timers.delete(orderId);
      this.ship(orderId, { carrier: 'SF Express', trackingNumber: sfNumber(orderId, this.#order(orderId).createdAt) }).catch(() =>
        this.#plan(orderId),
      );
    }, this.#options.autoShipMs);
    this.#timers.set(orderId, timer);
  }

  async #registerAtSf(orderId: number, number: string): Promise<void> {
    const { shipping, billing } = this.#order(orderId);
    const phone = (shipping.phone || billing.phone).replace(/\D/g, '').slice(-4);
    const destination = shipping.city || billing.city;
    const response = await fetch(`${this.#options.sfUrl}/__twin/parcels`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number, phoneLast4: phone, destination }),
    });
    if (!response.ok) throw new Error(`the SF twin refused ${number}: ${response.status}`);
  }
}

/** A number in SF's form that is the same for the same order. */
function sfNumber(orderId: number, createdAt: number): string {
  return `SF1${String((createdAt / 1000 + orderId * 7919) % 1_000_000_000_000).padStart(12, '0')}`;
}
