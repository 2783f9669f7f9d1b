import type { FaultSwitch } from '@onebasket/twin-kit';
import { seal } from './crypto.ts';
import type { Signer } from './signer.ts';
import { beijing } from './trades.ts';

/** A notification as it leaves. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface NotificationOptions {
  readonly apiV3Key: string;
  readonly signer: Signer;
  readonly faults: FaultSwitch;
  readonly now: () => Date;
}

/** Tells the merchant, encrypted and signed. */
export class Notifications {
  readonly kept: Delivery[] = [];
  readonly #options: NotificationOptions;
  readonly #waiting = new Set<NodeJS.Timeout>();

  constructor(options: NotificationOptions) {
    this.#options = options;
  }

  tell(type: string, resource: object, url: string): void {
    const { apiV3Key, signer, faults, now } = this.#options;
    const kind = type.startsWith('REFUND.') ? 'refund' : 'transaction';
    const body = JSON.stringify({
      id: `EV-TWIN${String(this.kept.length + 1).padStart(28, '0')}`,
      create_time: beijing(now()),
      resource_type: 'encrypt-resource',
      event_type: type,
      summary: '支付通知',
      resource: { original_type: kind, ...seal(JSON.stringify(resource), apiV3Key, kind) },
    });
    const delivery = { url, headers: { 'content-type': 'application/json', ...signer.headers(body) }, body };
    this.kept.push(delivery);
    const late = faults.strikeWebhook('late-webhook', type);
    const times = faults.strikeWebhook('duplicate-webhook', type) ? 2 : 1;
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      for (let time = 0; time < times; time++) void send(delivery);
    }, late?.ms ?? 0);
    this.#waiting.add(timer);
  }

  close(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
  }
}

async function send({ url, headers, body }: Delivery): Promise<void> {
  try {
    await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
  } catch {
    // WeChat Pay would come again for a day; tests send what they miss themselves.
  }
}
