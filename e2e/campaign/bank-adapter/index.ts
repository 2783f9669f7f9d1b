import { createHmac } from 'node:crypto';
import {
  afterWrite,
  baseUrl,
  defineAdapter,
  secret,
  statusFailure,
  type Attempt,
  type Call,
  type PaymentResult,
} from '@onebasket/adapter-sdk';
import { currency, money, refuse, type Refusal } from '@onebasket/core';
import { Type } from 'typebox';
import conformance from './conformance.json' with { type: 'json' };

interface Settings {
  readonly baseUrl: string;
  readonly secret: string;
  /** It cannot hold money: what is authorised is taken at once. */
  readonly immediate?: boolean;
}

const settingsOf = (call: Call) => call.connection.settings as unknown as Settings;
const minorOf = (amount: { readonly minor: bigint }) => Number(amount.minor);

function toResult(json: unknown): PaymentResult {
  const { id, status, amount } = json as { id: string; status: PaymentResult['status']; amount: number };
  return { id, status, amount: money(BigInt(String(amount)), currency('CNY')) };
}

async function send(call: Call, path: string, attempt: Attempt, body: object): Promise<PaymentResult | Refusal> {
  const response = await call.http.request({
    method: 'POST',
    url: `${settingsOf(call).baseUrl}${path}`,
    body: JSON.stringify({ key: attempt.key, ...body }),
  });
  if (response.status === 402 || response.status === 409) return refuse('payment-refused', 'the bank says no');
  if (response.status !== 200) throw statusFailure(response, { what: `bank POST ${path}`, effect: 'write', now: call.now() });
  return afterWrite(() => toResult(response.json()));
}

/** How the house talks to the campaign's bank. */
export default defineAdapter({
  manifest: {
    id: 'bank',
    kind: 'payment',
    name: 'Bank',
    contract: '1.0',
    vendorApi: 'campaign',
    settings: Type.Object({
      baseUrl: baseUrl('Where the bank answers.'),
      secret: secret({ description: 'Signs its news.' }),
      immediate: Type.Optional(Type.Boolean()),
    }),
    allowedOrigins: settings => [new URL((settings as unknown as Settings).baseUrl).origin],
    budget: { perSecond: 10_000, burst: 10_000 },
  },
  capabilities: {
    health: { check: () => Promise.resolve({ detail: 'open' }) },
    payments: {
      manualCapture: true,
      authorize: ({ orderNumber, amount, token }, attempt, call) =>
        send(call, '/payments', attempt, {
          orderNumber,
          buyer: token,
          amount: minorOf(amount),
          ...(settingsOf(call).immediate ? { isImmediate: true } : {}),
        }),
      capture: (id, amount, attempt, call) => send(call, `/payments/${id}/capture`, attempt, { amount: minorOf(amount) }),
      void: (id, attempt, call) => send(call, `/payments/${id}/void`, attempt, {}),
      refund: (id, amount, attempt, call) => send(call, `/payments/${id}/refund`, attempt, { amount: minorOf(amount) }),
      async find(key, call) {
        const response = await call.http.request({ method: 'GET', url: `${settingsOf(call).baseUrl}/steps/${encodeURIComponent(key)}` });
        if (response.status === 404) return undefined;
        if (response.status !== 200) throw statusFailure(response, { what: 'bank GET /steps', effect: 'read', now: call.now() });
        return toResult(response.json());
      },
    },
    webhooks: {
      verify: ({ headers, body }, call) =>
        Promise.resolve(headers['x-bank-signature'] === createHmac('sha256', settingsOf(call).secret).update(body).digest('hex')),
      parse({ body }) {
        const { delivery, id, key } = JSON.parse(Buffer.from(body).toString()) as { delivery: string; id: string; key: string };
        return [{ kind: 'payment-changed', deliveryId: delivery, externalId: id, key }];
      },
    },
  },
  conformance,
});
