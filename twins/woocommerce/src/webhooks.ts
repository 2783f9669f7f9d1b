import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultSwitch } from '@onebasket/twin-kit';
import { orderView } from './rest/order-view.ts';
import { productView } from './rest/product-view.ts';
import type { Shop, Webhook } from './shop.ts';

const AGENT = 'WooCommerce/9.2.5 Hookshot (WordPress/7.0)';
const WORDPRESS_PORTS = ['', '80', '443', '8080'];
const DISABLED_AFTER = 6;
const TIMEOUT_MS = 5000;

export interface WebhookOptions {
  readonly home: () => string;
  readonly delayMs: number;
  readonly strictPorts: boolean;
  readonly faults: FaultSwitch;
}

/**
 * Sends webhooks as wp-cron does: some time after the change, with the state of that later moment, changes that waited together as one, never
 * again after a failure; the seventh failure in a row switches the webhook off.
 */
export class WebhookQueue {
  readonly #shop: Shop;
  readonly #options: WebhookOptions;
  #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(shop: Shop, options: WebhookOptions) {
    this.#shop = shop;
    this.#options = options;
    shop.onChange((topic, id) => this.#note(topic, id));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #note(topic: string, id: number): void {
    if (this.#isClosed || ![...this.#shop.webhooks.values()].some(hook => hook.topic === topic)) return;
    this.#waiting.add(`${topic}/${id}`);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const batch = [...this.#waiting];
      this.#waiting = new Set();
      this.#sending = this.#sending.then(() => this.#sendAll(batch));
    }, this.#options.delayMs);
  }

  async #sendAll(batch: readonly string[]): Promise<void> {
    for (const key of batch) {
      const [topic = '', id = ''] = key.split('/');
      const hooks = [...this.#shop.webhooks.values()].filter(hook => hook.topic === topic && hook.status === 'active');
      for (const hook of hooks) await this.#send(hook, Number(id));
    }
  }

  async #send(hook: Webhook, id: number): Promise<void> {
    if (this.#isClosed) return;
    const { faults, strictPorts } = this.#options;
    const late = faults.strikeWebhook('late-webhook', hook.topic);
    if (late !== undefined) {
      setTimeout(() => void this.#deliver(hook, id), late.ms ?? 2000).unref();
      return;
    }
    if (strictPorts && !WORDPRESS_PORTS.includes(new URL(hook.deliveryUrl).port)) return;
    const delivery = await this.#deliver(hook, id);
    if (delivery !== undefined && faults.strikeWebhook('duplicate-webhook', hook.topic) !== undefined)
      await post(hook.deliveryUrl, delivery.headers, delivery.body);
  }

  async #deliver(hook: Webhook, id: number): Promise<{ readonly headers: Record<string, string>; readonly body: string } | undefined> {
    const payload = this.#payload(hook.topic, id);
    if (payload === undefined) return undefined;
    // PHP escapes slashes, and the signature is over the bytes.
    const body = JSON.stringify(payload).replace(/\//g, '\\/');
    const [resource = '', event = ''] = hook.topic.split('.');
    const headers = {
      'content-type': 'application/json',
      'user-agent': AGENT,
      'x-wc-webhook-source': `${this.#options.home()}/`,
      'x-wc-webhook-topic': hook.topic,
      'x-wc-webhook-resource': resource,
      'x-wc-webhook-event': event,
      'x-wc-webhook-signature': createHmac('sha256', hook.secret).update(body).digest('base64'),
      'x-wc-webhook-id': String(hook.id),
      'x-wc-webhook-delivery-id': randomBytes(16).toString('hex'),
    };
    const status = await post(hook.deliveryUrl, headers, body);
    const isSuccess = status >= 200 && status <= 302;
    hook.failures = isSuccess ? 0 : hook.failures + 1;
    if (hook.failures > DISABLED_AFTER) hook.status = 'disabled';
    this.#shop.saveWebhook(hook);
    return { headers, body };
  }

  #payload(topic: string, id: number): object | undefined {
    if (topic.endsWith('.deleted')) return { id };
    const home = this.#options.home();
    if (topic.startsWith('order.')) {
      const order = this.#shop.orders.get(id);
      return order === undefined ? undefined : orderView(this.#shop, order, home);
    }
    const product = this.#shop.products.get(id);
    return product === undefined ? undefined : productView(this.#shop, product, home);
  }
}

/** The unsigned form that WordPress posts when a webhook is made; its answer is ignored. */
export async function sendPing(hook: Webhook): Promise<void> {
  await sleep(1);
  await post(hook.deliveryUrl, { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': AGENT }, `webhook_id=${hook.id}`);
}

/** Posts and returns the status; 0 when nobody answered in time. */
async function post(url: string, headers: Record<string, string>, body: string): Promise<number> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
