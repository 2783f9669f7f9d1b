import { setTimeout as wait } from 'node:timers/promises';
import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { ChannelOrderSnapshot, PaymentAction, PaymentResult, PlacedOrder, Tracking } from '@onebasket/adapter-sdk';
import { AdapterError, type Refusal } from '@onebasket/core';
import { partKey, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import { paymentKey } from '../place-order/effects/pay.ts';
import type { HeldParcel } from './compare-parcels.ts';
import type { Asked } from './difference.ts';

/** Buyers come first: below this share of an account's budget the comparison waits. */
const KEEP_FOR_BUYERS = 0.5;
const LONGEST_WAIT_MS = 60_000;
const LOOK_AGAIN_MS = 250;
/** An account that failed so often in a row is not asked again in this comparison. */
const GIVE_UP_AFTER = 5;

/** Asks channels, providers and carriers how things stand: one question at a time for each account, out of the part of its budget that buyers do not need. */
export class Asker {
  readonly #registry: Registry;
  readonly #signal: AbortSignal;
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #failures = new Map<string, number>();

  constructor(registry: Registry, signal: AbortSignal) {
    this.#registry = registry;
    this.#signal = signal;
  }

  /** The channel's order of a part whose id there is known. */
  async order(doc: OrderDoc, part: PartDoc): Promise<Asked<ChannelOrderSnapshot | undefined>> {
    const channel = this.#registry.channel(part.channelId);
    if (!channel) return { status: 'not-configured' };
    if (channel.orderMode === 'handoff') return { status: 'not-comparable', reason: 'the channel tells of orders in its report alone' };
    if (!channel.has('orders')) return { status: 'not-comparable', reason: 'the channel tells of no orders' };
    const ref = { externalId: part.externalId as string, key: partKey(doc, part), note: part.note };
    return this.#ask(channel, () =>
      channel.run('orders', async (it, call) => (it.mode === 'handoff' ? undefined : it.get(ref, call)), { signal: this.#signal }),
    );
  }

  /** What the channel made under the key of a part, with its lines. */
  async found(doc: OrderDoc, part: PartDoc): Promise<Asked<PlacedOrder | undefined>> {
    const channel = this.#registry.channel(part.channelId);
    if (!channel) return { status: 'not-configured' };
    const { orders } = channel.adapter.capabilities;
    if (!orders || orders.mode === 'handoff' || orders.repeats.by === 'nothing')
      return { status: 'not-comparable', reason: 'the channel does not look orders up by our key' };
    const attempt = { key: partKey(doc, part), note: part.note, since: doc.placedAt };
    return this.#ask(channel, () =>
      channel.run(
        'orders',
        async (it, call) => (it.mode === 'handoff' || it.repeats.by === 'nothing' ? undefined : it.repeats.find(attempt, call)),
        { signal: this.#signal },
      ),
    );
  }

  async payment(doc: OrderDoc): Promise<Asked<PaymentResult | PaymentAction | undefined>> {
    const payment = this.#registry.payment(doc.payment.method);
    if (!payment) return { status: 'not-configured' };
    if (!payment.hasVendor) return { status: 'not-comparable', reason: 'the payment account has no provider: our books are all there is' };
    const { id, token } = doc.payment;
    const key = paymentKey(doc, 'authorize');
    return this.#ask(payment, () =>
      payment.run(
        'payments',
        (it, call) => (it.get && id !== undefined ? it.get({ id, key, step: 'authorize', token }, call) : it.find(key, call)),
        { signal: this.#signal },
      ),
    );
  }

  async parcel(doc: OrderDoc, { trackingNumber, carrierId }: HeldParcel): Promise<Asked<Tracking | Refusal>> {
    const carrier = this.#registry.carrier(carrierId);
    if (!carrier?.has('tracking')) return { status: 'not-comparable', reason: `the carrier ${carrierId} is not connected` };
    const digits = doc.contact.phone?.replace(/\D/g, '').slice(-4);
    const ref = { trackingNumber, ...(digits?.length === 4 ? { phoneLast4: digits } : {}) };
    return this.#ask(carrier, () => carrier.run('tracking', (it, call) => it.track(ref, call), { signal: this.#signal }));
  }

  #ask<T>(connection: RegisteredConnection, question: () => Promise<T>): Promise<Asked<T>> {
    const name = `${connection.kind}:${connection.id}`;
    const turn = (this.#turns.get(name) ?? Promise.resolve()).then(() => this.#askNow(name, connection, question));
    this.#turns.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #askNow<T>(name: string, connection: RegisteredConnection, question: () => Promise<T>): Promise<Asked<T>> {
    const failures = this.#failures.get(name) ?? 0;
    if (failures >= GIVE_UP_AFTER) return { status: 'not-answered', message: `not asked any more after ${failures} failures in a row` };
    this.#signal.throwIfAborted();
    if (!(await this.#hasRoom(connection))) return { status: 'not-answered', message: 'what is left of the budget is kept for buyers' };
    try {
      const value = await question();
      this.#failures.delete(name);
      return { status: 'answered', value };
    } catch (error) {
      this.#signal.throwIfAborted();
      if (!(error instanceof AdapterError)) throw error;
      this.#failures.set(name, failures + 1);
      return { status: 'not-answered', message: `${error.code}: ${error.message}` };
    }
  }

  async #hasRoom(connection: RegisteredConnection): Promise<boolean> {
    for (let waitedMs = 0; (connection.describe().health.budgetLeft ?? 1) < KEEP_FOR_BUYERS; waitedMs += LOOK_AGAIN_MS) {
      if (waitedMs >= LONGEST_WAIT_MS) return false;
      await wait(LOOK_AGAIN_MS, undefined, { signal: this.#signal });
    }
    return true;
  }
}
