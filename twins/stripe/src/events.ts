import { createHmac } from 'node:crypto';
import type { FaultSwitch } from '@onebasket/twin-kit';

/** A webhook as it leaves. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface EventOptions {
  readonly secret: string;
  /** Where it is sent; without it events are only kept. */
  readonly url: string | undefined;
  readonly faults: FaultSwitch;
  readonly now: () => Date;
}

/** Events of the account, signed and sent to its endpoint. */
export class Events {
  readonly kept: Delivery[] = [];
  readonly #options: EventOptions;
  readonly #late = new Set<NodeJS.Timeout>();

  constructor(options: EventOptions) {
    this.#options = options;
  }

  emit(type: string, object: object): Delivery {
    const { secret, now, faults } = this.#options;
    const created = Math.floor(now().getTime() / 1000);
    const id = `evt_twin${String(this.kept.length + 1).padStart(8, '0')}`;
    const body = JSON.stringify({ id, object: 'event', created, livemode: false, type, data: { object } }, null, 2);
    const delivery = {
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signatureHeader(secret, created, body) },
      body,
    };
    this.kept.push(delivery);
    const late = faults.strikeWebhook('late-webhook', type);
    const times = faults.strikeWebhook('duplicate-webhook', type) ? 2 : 1;
    const timer = setTimeout(() => {
      this.#late.delete(timer);
      for (let time = 0; time < times; time++) void this.#send(delivery);
    }, late?.ms ?? 0);
    this.#late.add(timer);
    return delivery;
  }

  close(): void {
    for (const timer of this.#late) clearTimeout(timer);
  }

  async #send({ headers, body }: Delivery): Promise<void> {
    const { url } = this.#options;
    if (url === undefined) return;
    try {
      await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
    } catch {
      // Stripe would come again for three days; tests send what they miss themselves.
    }
  }
}

/** `t=…,v1=…` over "t.body"; as while a secret is rolled, an older signature comes first. Source: docs.stripe.com/webhooks. */
export function signatureHeader(secret: string, timestamp: number, body: string): string {
  const sign = (key: string) => createHmac('sha256', key).update(`${timestamp}.${body}`, 'utf8').digest('hex');
  return `t=${timestamp},v1=${sign('whsec_before')},v1=${sign(secret)},v0=${sign('test')}`;
}
