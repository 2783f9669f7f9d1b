import { randomBytes } from 'node:crypto';
import type { Journal } from '@onebasket/twin-kit';
import type { Product } from './catalogue/product.ts';
import type { Coupon } from './coupons.ts';
import type { Order } from './orders/order.ts';
import type { ShopSettings } from './settings.ts';
import type { SiteClock } from './site-clock.ts';

export interface Webhook {
  readonly id: number;
  name: string;
  status: 'active' | 'paused' | 'disabled';
  topic: string;
  deliveryUrl: string;
  secret: string;
  readonly createdAt: number;
  modifiedAt: number | null;
  failures: number;
}

export interface Customer {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly createdAt: number;
}

/** Told of every change, after it is in memory and before it is durable. */
export type ChangeListener = (topic: string, id: number) => void;

/** The shop's database: everything in memory, every change noted in the journal. One writer, no transactions, as generous as the real one. */
export class Shop {
  readonly settings: ShopSettings;
  readonly clock: SiteClock;
  readonly products = new Map<number, Product>();
  readonly orders = new Map<number, Order>();
  readonly coupons = new Map<number, Coupon>();
  readonly customers = new Map<number, Customer>();
  readonly webhooks = new Map<number, Webhook>();
  readonly #journal: Journal;
  readonly #variations = new Map<number, number[]>();
  readonly #listeners: ChangeListener[] = [];
  #lastPostId = 9;
  #lastItemId = 0;
  #lastMetaId = 0;
  #lastNoteId = 0;

  /** Takes the catalogue, then lays over it what the journal knows; stock and prices of another catalogue are not laid over this one. */
  constructor(parts: {
    settings: ShopSettings;
    clock: SiteClock;
    journal: Journal;
    catalogue: readonly Product[];
    catalogueId: string;
    coupons: readonly Coupon[];
  }) {
    this.settings = parts.settings;
    this.clock = parts.clock;
    this.#journal = parts.journal;
    for (const product of parts.catalogue) this.#adopt(product);
    for (const coupon of parts.coupons) this.#hold(this.coupons, coupon);
    if (parts.journal.read<string>('catalogue').get('id') === parts.catalogueId) {
      for (const [id, product] of parts.journal.read<Product>('product')) this.#restoreProduct(Number(id), product);
    }
    parts.journal.put('catalogue', 'id', parts.catalogueId);
    for (const order of parts.journal.read<Order>('order').values()) this.#restoreOrder(order);
    for (const coupon of parts.journal.read<Coupon>('coupon').values()) this.#hold(this.coupons, coupon);
    for (const hook of parts.journal.read<Webhook>('webhook').values()) this.webhooks.set(hook.id, hook);
    for (const customer of parts.journal.read<Customer>('customer').values()) this.customers.set(customer.id, customer);
  }

  onChange(listener: ChangeListener): void {
    this.#listeners.push(listener);
  }

  /** Resolves when everything saved so far survives a kill. */
  commit(): Promise<void> {
    return this.#journal.commit();
  }

  /** Orders, refunds, products and coupons share one sequence of ids. */
  nextPostId(): number {
    return ++this.#lastPostId;
  }

  nextItemId(): number {
    return ++this.#lastItemId;
  }

  nextMetaId(): number {
    return ++this.#lastMetaId;
  }

  nextNoteId(): number {
    return ++this.#lastNoteId;
  }

  nextId(rows: ReadonlyMap<number, unknown>): number {
    return rows.size === 0 ? 1 : Math.max(...rows.keys()) + 1;
  }

  newOrderKey(): string {
    return `wc_order_${randomBytes(10).toString('base64url').replace(/[-_]/g, '0').slice(0, 13)}`;
  }

  /** Ids of a variable product's variations, oldest first. */
  variationIds(parentId: number): readonly number[] {
    return this.#variations.get(parentId) ?? [];
  }

  variationsOf(parentId: number): readonly Product[] {
    return this.variationIds(parentId).flatMap(id => this.products.get(id) ?? []);
  }

  bySku(sku: string): Product | undefined {
    const wanted = sku.toLowerCase();
    return [...this.products.values()].find(product => product.status !== 'trash' && product.sku.toLowerCase() === wanted);
  }

  saveProduct(product: Product, event: 'created' | 'updated' = 'updated'): void {
    product.modifiedAt = this.clock.second();
    this.#adopt(product);
    this.#journal.put('product', product.id, product);
    this.#tell(`product.${event}`, product.type === 'variation' ? product.parentId : product.id);
  }

  deleteProduct(id: number): void {
    this.products.delete(id);
    this.#journal.put('product', id, { removed: true });
    this.#tell('product.deleted', id);
  }

  saveOrder(order: Order, event: 'created' | 'updated' | 'none'): void {
    if (event !== 'none') order.modifiedAt = this.clock.second();
    this.orders.set(order.id, order);
    this.#journal.put('order', order.id, order);
    if (event === 'none') return;
    // Both topics go out for a new order, and nothing says which of them first.
    const topics =
      event === 'created'
        ? order.id % 2 === 0
          ? ['order.updated', 'order.created']
          : ['order.created', 'order.updated']
        : ['order.updated'];
    for (const topic of topics) this.#tell(topic, order.id);
  }

  trashed(order: Order): void {
    this.saveOrder(order, 'none');
    this.#tell('order.deleted', order.id);
  }

  deleteOrder(id: number): void {
    this.orders.delete(id);
    this.#journal.remove('order', id);
    this.#tell('order.deleted', id);
  }

  saveCoupon(coupon: Coupon): void {
    this.#hold(this.coupons, coupon);
    this.#journal.put('coupon', coupon.id, coupon);
  }

  saveWebhook(hook: Webhook): void {
    this.webhooks.set(hook.id, hook);
    this.#journal.put('webhook', hook.id, hook);
  }

  deleteWebhook(id: number): void {
    this.webhooks.delete(id);
    this.#journal.remove('webhook', id);
  }

  saveCustomer(customer: Customer): void {
    this.customers.set(customer.id, customer);
    this.#journal.put('customer', customer.id, customer);
  }

  /** Forgets orders, customers and webhooks; the catalogue stays as it is. */
  forgetOrders(): void {
    for (const id of this.orders.keys()) this.#journal.remove('order', id);
    for (const id of this.customers.keys()) this.#journal.remove('customer', id);
    for (const id of this.webhooks.keys()) this.#journal.remove('webhook', id);
    this.orders.clear();
    this.customers.clear();
    this.webhooks.clear();
  }

  #tell(topic: string, id: number): void {
    for (const listener of this.#listeners) listener(topic, id);
  }

  #adopt(product: Product): void {
    this.products.set(product.id, product);
    this.#lastPostId = Math.max(this.#lastPostId, product.id);
    if (product.type !== 'variation') return;
    const siblings = this.#variations.get(product.parentId) ?? [];
    if (!siblings.includes(product.id)) this.#variations.set(product.parentId, [...siblings, product.id]);
  }

  #restoreProduct(id: number, product: Product & { readonly removed?: boolean }): void {
    if (product.removed === true) this.products.delete(id);
    else this.#adopt(product);
  }

  #restoreOrder(order: Order): void {
    this.orders.set(order.id, order);
    this.#lastPostId = Math.max(this.#lastPostId, order.id, ...order.refunds.map(refund => refund.id));
    const items = [...order.lines, ...order.shippingLines, ...order.feeLines, ...order.couponLines];
    this.#lastItemId = Math.max(
      this.#lastItemId,
      order.taxLineId,
      ...items.map(item => item.id),
      ...order.refunds.flatMap(refund => [refund.taxLineId, ...refund.lines.map(line => line.id)]),
    );
    this.#lastMetaId = Math.max(
      this.#lastMetaId,
      ...order.meta.map(meta => meta.id),
      ...items.flatMap(item => ('meta' in item ? item.meta.map(meta => meta.id) : [])),
    );
    this.#lastNoteId = Math.max(this.#lastNoteId, ...order.notes.map(note => note.id));
  }

  #hold<T extends { readonly id: number }>(rows: Map<number, T>, row: T): void {
    rows.set(row.id, row);
    this.#lastPostId = Math.max(this.#lastPostId, row.id);
  }
}
