import { createHash } from 'node:crypto';

export interface OrderItem {
  readonly itemId: number;
  readonly sku: string;
  readonly name: string;
  readonly ordered: number;
  readonly cents: bigint;
  shipped: number;
  invoiced: number;
  refunded: number;
  cancelled: number;
}

export interface TwinShipment {
  readonly id: number;
  readonly number: string;
  readonly createdAt: Date;
  readonly carrier: string;
  readonly title: string;
  readonly trackingNumber: string;
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface CreditMemo {
  readonly id: number;
  readonly orderId: number;
  readonly cents: bigint;
  readonly comment: string;
}

export interface TwinOrder {
  readonly entityId: number;
  readonly number: string;
  readonly cartId: string;
  readonly quoteId: number;
  readonly token: string;
  readonly email: string;
  readonly lastname: string;
  readonly items: readonly OrderItem[];
  readonly totalCents: bigint;
  state: 'new' | 'processing' | 'complete' | 'closed' | 'canceled';
  paidCents: bigint;
  refundedCents: bigint;
  readonly shipments: TwinShipment[];
  updatedAt: Date;
}

/** Orders, and what their merchant does with them. */
export class Orders {
  readonly #orders: TwinOrder[] = [];
  readonly #memos: CreditMemo[] = [];
  readonly #now: () => Date;
  #ids = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  nextNumber(): string {
    return String(++this.#ids).padStart(9, '0');
  }

  place(order: Omit<TwinOrder, 'entityId' | 'token' | 'state' | 'paidCents' | 'refundedCents' | 'shipments' | 'updatedAt'>): TwinOrder {
    const placed: TwinOrder = {
      ...order,
      entityId: 100 + this.#orders.length,
      token: `0:3:${createHash('sha256').update(`order ${order.number}`).digest('base64')}`,
      state: 'new',
      paidCents: 0n,
      refundedCents: 0n,
      shipments: [],
      updatedAt: this.#now(),
    };
    this.#orders.push(placed);
    return placed;
  }

  all(): readonly TwinOrder[] {
    return this.#orders;
  }

  byId(entityId: number): TwinOrder | undefined {
    return this.#orders.find(order => order.entityId === entityId);
  }

  byNumber(number: string): TwinOrder | undefined {
    return this.#orders.find(order => order.number === number);
  }

  memosOf(orderId: number): readonly CreditMemo[] {
    return this.#memos.filter(memo => memo.orderId === orderId);
  }

  /** Somebody at the shop notes that it was paid. */
  invoice(order: TwinOrder): void {
    for (const item of order.items) item.invoiced = item.ordered - item.cancelled;
    order.paidCents = order.totalCents;
    order.state = order.items.every(item => item.shipped >= item.ordered) ? 'complete' : 'processing';
    order.updatedAt = this.#now();
  }

  ship(order: TwinOrder, { carrier, title, trackingNumber }: Pick<TwinShipment, 'carrier' | 'title' | 'trackingNumber'>): void {
    const id = order.shipments.length + 1;
    const items = order.items.map(item => ({ sku: item.sku, quantity: item.ordered }));
    order.shipments.push({ id, number: `${order.number}-${id}`, createdAt: this.#now(), carrier, title, trackingNumber, items });
    for (const item of order.items) item.shipped = item.ordered;
    order.state = order.paidCents >= order.totalCents ? 'complete' : 'processing';
    order.updatedAt = this.#now();
  }

  /** False when there is nothing left to cancel. */
  cancel(order: TwinOrder): boolean {
    if (order.state !== 'new') return false;
    for (const item of order.items) item.cancelled = item.ordered;
    order.state = 'canceled';
    order.updatedAt = this.#now();
    return true;
  }

  refund(order: TwinOrder, cents: bigint, comment: string): CreditMemo {
    const memo = { id: 500 + this.#memos.length, orderId: order.entityId, cents, comment };
    this.#memos.push(memo);
    order.refundedCents += cents;
    if (order.refundedCents >= order.paidCents) order.state = 'closed';
    order.updatedAt = this.#now();
    return memo;
  }
}
