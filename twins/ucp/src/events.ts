import type { FaultSwitch } from '@onebasket/twin-kit';
import { signDetached, signWebhook } from './signature.ts';
import type { Json, Merchant, Order } from './state.ts';

export type EventType = 'order_placed' | 'order_shipped';

/** Sends order events, once: what the platform answers is not looked at. */
export class OrderEvents {
  readonly #merchant: Merchant;
  readonly #faults: FaultSwitch;
  readonly #home: () => string;
  readonly #underWay = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(merchant: Merchant, faults: FaultSwitch, home: () => string) {
    this.#merchant = merchant;
    this.#faults = faults;
    this.#home = home;
  }

  /** January: the order beside its checkout, a detached JWT. From April: the bare order, HTTP message signatures. */
  send(type: EventType, order: Order): void {
    const url = order.session.webhookUrl;
    if (url === undefined) return;
    const { headers, body } = this.compose(type, { checkoutId: order.session.id, body: order.body }, url);
    const post = () => fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    this.#track(this.#faults.strikeWebhook('late-webhook', type) ? later(post, () => this.#isClosed) : post());
    if (this.#faults.strikeWebhook('duplicate-webhook', type)) this.#track(post());
  }

  /** An event as it is sent, signed for this address. */
  compose(
    type: EventType,
    order: { readonly checkoutId: string; readonly body: Json },
    url: string,
  ): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
    if (this.#merchant.isEarly) {
      const body = JSON.stringify({ event_type: type, checkout_id: order.checkoutId, order: order.body });
      return { headers: { 'content-type': 'application/json', 'request-signature': signDetached(body) }, body };
    }
    const body = JSON.stringify(order.body);
    const headers = {
      'content-type': 'application/json',
      'ucp-agent': `profile="${this.#home()}/.well-known/ucp"`,
      'webhook-id': `wh_${this.#merchant.newId()}`,
      'webhook-timestamp': String(Math.floor(this.#merchant.now().getTime() / 1000)),
      'x-event-type': type,
    };
    return { headers: signWebhook(url, headers, body), body };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#underWay);
  }

  #track(sending: Promise<unknown>): void {
    const settled: Promise<unknown> = sending.then(() => this.#underWay.delete(settled));
    this.#underWay.add(settled);
  }
}

async function later(post: () => Promise<unknown>, isClosed: () => boolean): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 300));
  if (!isClosed()) await post();
}
