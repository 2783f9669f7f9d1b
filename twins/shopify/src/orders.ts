import { toCents } from './cents.ts';

export interface OrderLine {
  readonly id: number;
  readonly variantId: number | undefined;
  readonly title: string;
  readonly quantity: number;
  readonly cents: bigint;
}

export interface Transaction {
  readonly id: number;
  readonly kind: 'SALE' | 'REFUND';
  readonly status: 'SUCCESS';
  readonly gateway: string;
  readonly cents: bigint;
  readonly parentId?: number;
}

export interface TwinRefund {
  readonly id: number;
  readonly note: string | null;
  readonly cents: bigint;
}

/** A parcel that left the shop. */
export interface Shipment {
  readonly company?: string;
  readonly number?: string;
  readonly url?: string;
  /** FulfillmentDisplayStatus; default IN_TRANSIT. */
  readonly displayStatus?: string;
}

export interface TwinFulfillment extends Shipment {
  readonly id: number;
  readonly createdAt: string;
}

/** An order as the shop keeps it. */
export interface TwinOrder {
  readonly id: number;
  readonly name: string;
  readonly createdAt: string;
  updatedAt: string;
  cancelledAt?: string;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  readonly totalCents: bigint;
  readonly sourceIdentifier: string | null;
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
  readonly cartToken?: string;
  readonly transactions: Transaction[];
  readonly refunds: TwinRefund[];
  readonly fulfillments: TwinFulfillment[];
}

/** What an order is made of. */
export type OrderFacts = Pick<TwinOrder, 'currency' | 'lines' | 'totalCents' | 'sourceIdentifier' | 'attributes'> & {
  readonly cartToken?: string;
  readonly paidThrough?: string;
};

/** The shop's orders, oldest first. */
export class Orders {
  readonly #now: () => Date;
  readonly #orders: TwinOrder[] = [];
  readonly #refundsByKey = new Map<string, TwinRefund>();
  #nextId = 5_000_000_001;

  constructor(now: () => Date) {
    this.#now = now;
  }

  all(): readonly TwinOrder[] {
    return this.#orders;
  }

  get(id: number): TwinOrder | undefined {
    return this.#orders.find(order => order.id === id);
  }

  make({ paidThrough, ...facts }: OrderFacts): TwinOrder {
    const at = this.#now().toISOString();
    const number = 1001 + this.#orders.length;
    const order: TwinOrder = {
      ...facts,
      id: this.#nextId++,
      name: `#${number}`,
      createdAt: at,
      updatedAt: at,
      transactions: [],
      refunds: [],
      fulfillments: [],
    };
    this.#orders.push(order);
    if (paidThrough !== undefined) this.pay(order, paidThrough);
    return order;
  }

  /** Somebody paid what is open. */
  pay(order: TwinOrder, gateway = 'manual'): void {
    order.transactions.push({ id: this.#nextId++, kind: 'SALE', status: 'SUCCESS', gateway, cents: order.totalCents });
    this.#touch(order);
  }

  cancel(order: TwinOrder, givesBack: boolean): void {
    const open = paidCents(order) - refundedCents(order);
    const [sale] = order.transactions.filter(({ kind }) => kind === 'SALE');
    if (givesBack && sale && open > 0n) this.refund(order, [{ parentId: sale.id, gateway: sale.gateway, cents: open }], null, undefined);
    order.cancelledAt = this.#now().toISOString();
    this.#touch(order);
  }

  /** One key gives back once. */
  refund(
    order: TwinOrder,
    parts: readonly { readonly parentId: number; readonly gateway: string; readonly cents: bigint }[],
    note: string | null,
    key: string | undefined,
  ): TwinRefund {
    const earlier = key === undefined ? undefined : this.#refundsByKey.get(key);
    if (earlier) return earlier;
    for (const part of parts) order.transactions.push({ id: this.#nextId++, kind: 'REFUND', status: 'SUCCESS', ...part });
    const refund = { id: this.#nextId++, note, cents: parts.reduce((all, { cents }) => all + cents, 0n) };
    order.refunds.push(refund);
    if (key !== undefined) this.#refundsByKey.set(key, refund);
    this.#touch(order);
    return refund;
  }

  wasRefunded(key: string): boolean {
    return this.#refundsByKey.has(key);
  }

  ship(order: TwinOrder, shipment: Shipment): void {
    order.fulfillments.push({ ...shipment, id: this.#nextId++, createdAt: this.#now().toISOString() });
    this.#touch(order);
  }

  forget(): void {
    this.#orders.length = 0;
    this.#refundsByKey.clear();
  }

  nextId(): number {
    return this.#nextId++;
  }

  #touch(order: TwinOrder): void {
    order.updatedAt = this.#now().toISOString();
  }
}

export function paidCents({ transactions }: TwinOrder): bigint {
  return transactions.reduce((all, { kind, cents }) => (kind === 'SALE' ? all + cents : all), 0n);
}

export function refundedCents({ refunds }: TwinOrder): bigint {
  return refunds.reduce((all, { cents }) => all + cents, 0n);
}

/** `MoneyBagInput` in cents; `undefined` when there is none. */
export function bagCents(bag: { readonly shopMoney: { readonly amount: unknown } } | undefined): bigint | undefined {
  return bag === undefined ? undefined : toCents(bag.shopMoney.amount);
}
