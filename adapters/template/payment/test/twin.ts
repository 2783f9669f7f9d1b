import { bodyJson, json, TwinServer, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';

/** A small server that plays the provider. Written from its documentation, never from the adapter: otherwise both would err together. */
export interface Twin {
  readonly url: string;
  close(): Promise<void>;
}

interface Amount {
  readonly value: number;
  readonly currency: string;
}
interface TwinPayment {
  readonly id: string;
  readonly reference: string;
  readonly amount: Amount;
  state: string;
  captured: number;
}

export async function startTwin({ apiKey }: { readonly apiKey: string }): Promise<Twin> {
  const provider = new Provider();
  const server = new TwinServer({
    handle: request => (request.headers.authorization === `Bearer ${apiKey}` ? provider.answer(request) : failure(401, 'invalid_key')),
  });
  const url = await server.listen();
  return { url, close: () => server.close() };
}

/** From this much on the bank says no. */
const LIMIT = 1_000_000;

class Provider {
  readonly #payments = new Map<string, TwinPayment>();
  /** What was answered to a key comes again for it. */
  readonly #answers = new Map<string, TwinResponse>();

  answer(request: TwinRequest): TwinResponse {
    const { method, path, query } = request;
    if (method === 'GET' && path === '/v1/account') return json(200, { name: 'Lamps & Co' });
    if (method === 'GET' && path === '/v1/payments') {
      const reference = query.get('reference');
      return json(200, { payments: [...this.#payments.values()].filter(payment => payment.reference === reference) });
    }
    const key = request.headers['idempotency-key'];
    if (method !== 'POST' || typeof key !== 'string') return failure(404, 'not_found');
    const known = this.#answers.get(`${key} ${path}`);
    if (known) return known;
    const answer = this.#write(path, bodyJson(request) as { readonly reference?: string; readonly amount?: Amount });
    this.#answers.set(`${key} ${path}`, answer);
    return answer;
  }

  #write(path: string, { reference, amount }: { readonly reference?: string; readonly amount?: Amount }): TwinResponse {
    if (path === '/v1/payments') {
      if (!reference || !amount) return failure(422, 'invalid_parameter');
      if (amount.value >= LIMIT) return failure(402, 'declined');
      const payment = { id: `pay_${this.#payments.size + 1}`, reference, amount, state: 'authorized', captured: 0 };
      this.#payments.set(payment.id, payment);
      return json(201, payment);
    }
    const [, id = '', action = ''] = /^\/v1\/payments\/(\w+)\/(capture|void|refund)$/.exec(path) ?? [];
    const payment = this.#payments.get(id);
    if (!payment) return failure(404, 'unknown_payment');
    return change(payment, action, amount?.value ?? 0);
  }
}

function change(payment: TwinPayment, action: string, value: number): TwinResponse {
  const isOpen = payment.state === 'authorized';
  if (action === 'refund' ? payment.state !== 'captured' || value > payment.captured : !isOpen || value > payment.amount.value)
    return failure(409, 'wrong_state');
  payment.state = action === 'capture' ? 'captured' : action === 'void' ? 'voided' : 'refunded';
  if (action === 'capture') payment.captured = value;
  return json(200, action === 'void' ? payment : { ...payment, amount: { ...payment.amount, value } });
}

function failure(status: number, code: string): TwinResponse {
  return json(status, { error: { code, message: `Refused: ${code}` } });
}
