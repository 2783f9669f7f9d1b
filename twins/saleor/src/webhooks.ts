import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { FaultSwitch } from '@onebasket/twin-kit';
import { execute, GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { requirePermission, type Caller } from './caller.ts';
import { answered, denied } from './errors.ts';
import { globalId } from './ids.ts';
import type { AppOption } from './options.ts';
import { orderView, parcelView, type Order, type Parcel } from './order.ts';
import type { Shop } from './shop.ts';

/** What happens to orders, as the names of the subscription's types. */
export type OrderEvent =
  | 'OrderCreated'
  | 'OrderUpdated'
  | 'OrderPaid'
  | 'OrderFullyPaid'
  | 'OrderConfirmed'
  | 'OrderFulfilled'
  | 'OrderCancelled'
  | 'FulfillmentCreated'
  | 'FulfillmentTrackingNumberUpdated';

/** A webhook as an app made it. */
export interface Hook {
  readonly id: number;
  readonly app: AppOption;
  readonly targetUrl: string;
  readonly events: readonly string[];
  readonly query: DocumentNode | undefined;
  readonly secretKey: string | undefined;
  /** Called with what is to be delivered. */
  readonly deliver: (delivery: Delivery) => void;
}

/** One request to an app's webhook. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `orderCreated` → `order_created`, as the header has it. */
function eventName(event: string): string {
  return event.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}

/** Tells every webhook that listens. */
export function tell(shop: Shop, order: Order, events: readonly OrderEvent[], by?: AppOption, parcel?: Parcel): void {
  for (const event of events) {
    for (const hook of shop.hooks) {
      if (!hook.events.includes(eventName(event).toUpperCase())) continue;
      const about = {
        __typename: event,
        issuedAt: shop.now().toISOString(),
        version: '3.23.28',
        issuingPrincipal: by ? { __typename: 'App', id: globalId('App', by.name), name: by.name } : null,
        order: orderView(shop, order),
        fulfillment: parcel ? parcelView(shop, order, parcel) : null,
      };
      hook.deliver({ url: hook.targetUrl, headers: { 'saleor-event': eventName(event) }, body: bodyOf(shop, hook, about) });
    }
  }
}

/** What the webhook's own query asks of the event; without one, a list with the order in the older form. */
function bodyOf(shop: Shop, { query }: Hook, about: { readonly order: ReturnType<typeof orderView> }): string {
  if (query === undefined) {
    const { id, number, status, userEmail, created, updatedAt, metadata } = about.order;
    const pairs = Object.fromEntries(metadata.map(({ key, value }) => [key, value]));
    const older = {
      type: 'Order',
      id,
      number,
      status: status.toLowerCase(),
      user_email: userEmail,
      created,
      updated_at: updatedAt,
      metadata: pairs,
    };
    return JSON.stringify([older]);
  }
  const answer = execute({ schema: schemaOf(shop), document: query, rootValue: { event: about }, contextValue: { app: ANYONE } });
  const { data } = answer as { readonly data?: { readonly event?: unknown } };
  return JSON.stringify(data?.event ?? {});
}

const ANYONE: AppOption = { name: 'webhook', token: '', permissions: ['MANAGE_ORDERS', 'HANDLE_PAYMENTS'] };
const schemas = new WeakMap<Shop, GraphQLSchema>();

/** The schema that queries of webhooks are checked against. */
export function keepSchema(shop: Shop, schema: GraphQLSchema): void {
  schemas.set(shop, schema);
}

function schemaOf(shop: Shop): GraphQLSchema {
  const schema = schemas.get(shop);
  if (!schema) throw new TypeError('the shop has no schema yet');
  return schema;
}

interface HookInput {
  readonly name?: string;
  readonly targetUrl?: string;
  readonly asyncEvents?: readonly string[];
  readonly syncEvents?: readonly string[];
  readonly secretKey?: string;
  readonly query?: string;
  readonly customHeaders?: string;
}

/** Apps make their webhooks themselves. */
export function webhookMutations(shop: Shop, sender: Sender) {
  return {
    webhookCreate: ({ input }: { input: HookInput }, caller: Caller) => {
      const app = requirePermission(caller, 'AUTHENTICATED_APP');
      return answered(() => {
        if (!/^https?:\/\//.test(input.targetUrl ?? '')) throw denied('INVALID', 'targetUrl', 'Enter a valid URL.');
        for (const name of Object.keys(JSON.parse(input.customHeaders ?? '{}') as object)) {
          if (/^(X-|Authorization)/i.test(name)) continue;
          const why = `"${name}" does not match allowed key pattern: "X-*", "Authorization*", or "BrokerProperties".`;
          throw denied('INVALID_CUSTOM_HEADERS', 'customHeaders', why);
        }
        const hook: Hook = {
          id: shop.serial(),
          app,
          targetUrl: input.targetUrl ?? '',
          events: input.asyncEvents ?? [],
          query: input.query === undefined ? undefined : readQuery(shop, input.query),
          secretKey: input.secretKey,
          deliver: delivery => sender.send(delivery, input.secretKey),
        };
        shop.hooks.push(hook);
        const types = (events: readonly string[] | undefined) => (events ?? []).map(eventType => ({ eventType }));
        const view = { id: globalId('Webhook', hook.id), name: input.name ?? null, targetUrl: hook.targetUrl };
        return { webhook: { ...view, asyncEvents: types(input.asyncEvents), syncEvents: types(input.syncEvents) } };
      });
    },
  };
}

function readQuery(shop: Shop, text: string): DocumentNode {
  try {
    const document = parse(text);
    const [problem] = validate(schemaOf(shop), document);
    if (problem) throw problem;
    return document;
  } catch (error) {
    if (error instanceof GraphQLError) throw denied('GRAPHQL_ERROR', 'query', error.message);
    throw error;
  }
}

/** Signs and sends. Each is tried once: the real shop comes again after 10 s, when nobody in a test waits any more. */
export class Sender {
  readonly #faults: FaultSwitch;
  readonly #apiUrl: () => string;
  #key: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | undefined;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(faults: FaultSwitch, apiUrl: () => string) {
    this.#faults = faults;
    this.#apiUrl = apiUrl;
  }

  /** What stands at `/.well-known/jwks.json`. */
  jwks() {
    return { keys: [{ ...this.#keys().publicKey.export({ format: 'jwk' }), key_ops: ['verify'], use: 'sig', kid: KID, alg: 'RS256' }] };
  }

  /** All headers of a delivery: a detached signature over the raw body, or the older keyed digest. */
  headersFor({ headers, body }: Delivery, secretKey: string | undefined): Readonly<Record<string, string>> {
    const apiUrl = this.#apiUrl();
    const { host } = new URL(apiUrl);
    const signature = secretKey === undefined ? this.#sign(body) : createHmac('sha256', secretKey).update(body).digest('hex');
    const told = { ...headers, 'saleor-domain': host, 'saleor-signature': signature };
    const older = Object.fromEntries(Object.entries(told).map(([name, value]) => [`x-${name}`, value]));
    return { 'content-type': 'application/json', 'user-agent': 'Saleor/3.23', ...older, ...told, 'saleor-api-url': apiUrl };
  }

  send(delivery: Delivery, secretKey: string | undefined): void {
    const topic = delivery.headers['saleor-event'] ?? '';
    const again = this.#faults.strikeWebhook('duplicate-webhook', topic) ? 2 : 1;
    const late = this.#faults.strikeWebhook('late-webhook', topic)?.ms ?? 0;
    for (let time = 0; time < again; time++) this.#underWay = this.#underWay.then(() => this.#post(delivery, secretKey, late));
  }

  /** Resolves when everything that was told so far has been delivered, or nobody took it. */
  async settled(): Promise<void> {
    await this.#underWay;
  }

  async #post(delivery: Delivery, secretKey: string | undefined, lateMs: number): Promise<void> {
    if (lateMs > 0) await new Promise(resolve => setTimeout(resolve, lateMs));
    const { url, body } = delivery;
    await fetch(url, { method: 'POST', headers: this.headersFor(delivery, secretKey), body }).catch(() => undefined);
  }

  #sign(body: string): string {
    const header = Buffer.from(JSON.stringify({ alg: 'RS256', b64: false, crit: ['b64'], kid: KID, typ: 'JWT' })).toString('base64url');
    return `${header}..${sign('RSA-SHA256', Buffer.from(`${header}.${body}`), this.#keys().privateKey).toString('base64url')}`;
  }

  #keys() {
    this.#key ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return this.#key;
  }
}

const KID = 'twin-key';
