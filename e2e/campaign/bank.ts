import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fates } from './fates.ts';

export const BANK_SECRET = 'secret-of-the-bank';

type StepName = 'authorize' | 'capture' | 'void' | 'refund';

/** One thing done with a payment. */
interface Step {
  readonly key: string;
  readonly step: StepName;
  readonly amount: number;
}

/** A payment in the bank's own books; amounts in minor units. */
export interface BankPayment {
  readonly id: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly authorized: number;
  captured: number;
  refunded: number;
  isVoided: boolean;
  readonly steps: Step[];
}

interface Asked {
  readonly key: string;
  readonly orderNumber?: string;
  readonly buyer?: string;
  readonly amount?: number;
  readonly isImmediate?: boolean;
}

/** A payment provider that keeps books. As real ones do it knows a repeat by its key, and calls a key with another body a mistake of ours. */
export class Bank {
  readonly payments: BankPayment[] = [];
  /** What no honest customer sends: more than was held, a key twice with other bodies, a second capture. */
  readonly offences: string[] = [];
  readonly befell = new Map<string, number>();
  hookUrl: () => string | undefined = () => undefined;
  readonly #fates: Fates;
  readonly #answers = new Map<string, { readonly body: string; readonly answer: object }>();
  readonly #waiting = new Set<NodeJS.Timeout>();
  readonly #server = createServer((request, response) => void this.#serve(request, response).catch(() => response.destroy()));
  #deliveries = 0;

  constructor(fates: Fates) {
    this.#fates = fates;
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, kind, id = '', step = 'authorize'] = (request.url ?? '').split('/').map(decodeURIComponent);
    if (request.method === 'GET') {
      const known = kind === 'steps' ? this.#answers.get(id)?.answer : undefined;
      reply(response, known ? 200 : 404, known ?? { error: 'unknown' });
      return;
    }
    const asked = JSON.parse(Buffer.concat(chunks).toString()) as Asked;
    const payment = this.payments.find(one => one.id === id);
    const buyer = asked.buyer ?? payment?.buyer ?? '';
    const fate = this.#fates.paying(step, buyer);
    if (fate !== 'fine') this.befell.set(`bank: ${fate}`, (this.befell.get(`bank: ${fate}`) ?? 0) + 1);
    if (fate === 'slow') await sleep(this.#fates.slowMs('bank'));
    if (fate === 'reset before') return void response.destroy();
    if (fate === '503 before') return reply(response, 503, { error: 'down' });
    if (fate === 'declined') return reply(response, 402, { error: 'declined' });
    const { status, body } = this.#do(step as StepName, payment, asked);
    if (fate === 'reset after') return void response.destroy();
    if (fate === '500 after') return reply(response, 500, { error: 'down' });
    if (fate === 'cut after') {
      response.writeHead(200, { 'content-length': '5000' });
      response.write('{"id":', () => response.destroy());
      return;
    }
    reply(response, status, body);
  }

  #do(step: StepName, payment: BankPayment | undefined, asked: Asked): { status: number; body: object } {
    const written = JSON.stringify([step, payment?.id, asked]);
    const before = this.#answers.get(asked.key);
    if (before)
      return before.body === written ? { status: 200, body: before.answer } : this.#offend(`key ${asked.key} came with another body`);
    const amount = asked.amount ?? 0;
    if (step === 'authorize') {
      const made: BankPayment = {
        id: `pay-${this.payments.length + 1}`,
        orderNumber: asked.orderNumber ?? '',
        buyer: asked.buyer ?? '',
        authorized: amount,
        captured: asked.isImmediate ? amount : 0,
        refunded: 0,
        isVoided: false,
        steps: [],
      };
      this.payments.push(made);
      return this.#keep(asked, written, made, { step, amount, status: asked.isImmediate ? 'captured' : 'authorized' });
    }
    if (!payment) return this.#offend(`${step} of a payment that is none`);
    if (step === 'capture') {
      if (payment.isVoided || payment.captured > 0 || amount > payment.authorized)
        return this.#offend(`capture of ${amount} on ${JSON.stringify(payment)}`);
      payment.captured = amount;
      return this.#keep(asked, written, payment, { step, amount, status: 'captured' });
    }
    if (step === 'void') {
      if (payment.captured > 0) return this.#offend(`void of what was captured: ${payment.id}`);
      payment.isVoided = true;
      return this.#keep(asked, written, payment, { step, amount: payment.authorized, status: 'voided' });
    }
    if (payment.refunded + amount > payment.captured) return this.#offend(`refund of ${amount} on ${JSON.stringify(payment)}`);
    payment.refunded += amount;
    return this.#keep(asked, written, payment, { step, amount, status: 'refunded' });
  }

  #keep(
    { key }: Asked,
    body: string,
    payment: BankPayment,
    { step, amount, status }: { step: StepName; amount: number; status: string },
  ): { status: number; body: object } {
    const answer = { id: payment.id, status, amount };
    payment.steps.push({ key, step, amount });
    this.#answers.set(key, { body, answer });
    this.#tell(payment);
    return { status: 200, body: answer };
  }

  #offend(what: string): { status: number; body: object } {
    this.offences.push(what);
    return { status: 409, body: { error: what } };
  }

  #tell({ id, orderNumber }: BankPayment): void {
    const number = ++this.#deliveries;
    const body = JSON.stringify({ delivery: `bank-${number}`, id, key: `${orderNumber}-authorize` });
    for (const afterMs of this.#fates.deliveries('bank', number)) {
      const timer = setTimeout(() => {
        this.#waiting.delete(timer);
        const url = this.hookUrl();
        const signature = createHmac('sha256', BANK_SECRET).update(body).digest('hex');
        if (url)
          fetch(new URL('/hooks/bank', url), { method: 'POST', headers: { 'x-bank-signature': signature }, body })
            .then(response => response.arrayBuffer())
            .catch(() => undefined);
      }, afterMs);
      this.#waiting.add(timer);
    }
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
