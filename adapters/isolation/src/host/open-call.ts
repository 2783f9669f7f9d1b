import type { Attempt, BudgetGrant, BudgetReading, Call, HttpRequest, Signature } from '@onebasket/adapter-sdk';
import { AdapterError, type Outcome } from '@onebasket/core';
import { describeFailure, toError } from '../wire/failures.ts';
import type { HostMessage } from '../wire/messages.ts';
import type { CallMessage } from './child-messages.ts';
import type { LineLimit } from './line-limit.ts';

/** Requests of one call under way at once; the budget lets fewer through. */
const MOST_WISHES = 256;
/** The adapter's own answer to the end of its time knows more than we: it gets a moment. */
const LAST_WORD_MS = 40;

export interface OpenCallOptions {
  readonly id: number;
  /** For messages: "acme search". */
  readonly name: string;
  /** Absent for pure functions, which may ask for nothing. */
  readonly call?: Call | undefined;
  readonly attempt?: Attempt | undefined;
  readonly signal: AbortSignal;
  readonly budget: BudgetGrant;
  readonly lines: LineLimit;
  readonly send: (message: HostMessage) => void;
}

/** One call that an adapter works on in its process: what it wishes is done here, by the `Call` that any adapter would have, until the call ends. */
export class OpenCall {
  readonly result: Promise<unknown>;
  readonly #options: OpenCallOptions;
  readonly #signatures = new Map<number, (message: Extract<CallMessage, { t: 'signed' }>) => void>();
  readonly #ended = new AbortController();
  #wishes = 0;
  #asked = 0;
  #mayHaveWritten = false;
  #resolve!: (value: unknown) => void;
  #reject!: (error: Error) => void;

  constructor(options: OpenCallOptions) {
    this.#options = options;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const { signal, id, send } = options;
    const onAbort = () => {
      send({ t: 'abort', id });
      setTimeout(() => this.#late(), LAST_WORD_MS).unref();
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true, signal: this.#ended.signal });
  }

  /** From now on nothing is granted, and whoever waits for a signature waits no longer. */
  end(): void {
    this.#ended.abort();
  }

  /** Whether the vendor may have done something, as far as this side has seen: after a request that is no GET, nobody knows. */
  get outcome(): Outcome {
    return this.#mayHaveWritten ? 'unknown' : 'not-done';
  }

  fail(code: 'timeout' | 'unavailable', message: string): void {
    this.#reject(new AdapterError(code, { outcome: this.outcome, message }));
  }

  handle(message: CallMessage): void {
    switch (message.t) {
      case 'result':
        return this.#resolve(message.value);
      case 'threw':
        return this.#threw(toError(message.failure));
      case 'signed':
        return this.#signatures.get(message.n)?.(message);
      case 'log':
        if (this.#options.lines.take()) this.#options.call?.log[message.level](message.message, message.fields);
        return;
      case 'budget':
        return this.#options.call?.noteBudget(noMoreThan(message.reading, this.#options.budget));
      case 'http':
        return this.#grant(message.of, () => this.#request(message));
      case 'remember':
        return this.#grant(message.of, async () => {
          if (!this.#options.attempt) throw new Error('there is no attempt to remember for');
          await this.#options.attempt.remember(message.note);
        });
    }
  }

  /** When the time is over, whatever an adapter throws that is no failure of ours says just that. */
  #threw(error: Error): void {
    if (this.#options.signal.aborted && !(error instanceof AdapterError)) this.#late();
    else this.#reject(error);
  }

  #late(): void {
    this.fail('timeout', `${this.#options.name} did not end in time`);
  }

  #grant(of: number, wish: () => Promise<unknown>): void {
    const { id, send } = this.#options;
    const answer = (more: { readonly answer?: unknown } | { readonly failure: ReturnType<typeof describeFailure> }) => {
      if (!this.#ended.signal.aborted) send({ t: 'answer', id, of, ...more });
    };
    if (++this.#wishes > MOST_WISHES) {
      this.#wishes--;
      return answer({ failure: describeFailure(new Error(`more than ${MOST_WISHES} requests under way in one call`)) });
    }
    wish()
      .then(
        value => answer({ answer: value }),
        (error: unknown) => answer({ failure: describeFailure(error) }),
      )
      .finally(() => this.#wishes--);
  }

  async #request({ of, request, signs }: Extract<CallMessage, { t: 'http' }>): Promise<unknown> {
    const { call } = this.#options;
    if (!call) throw new Error('a pure function has no network');
    if (request.method !== 'GET') this.#mayHaveWritten = true;
    const { status, headers, body } = await call.http.request({
      ...(request as HttpRequest),
      // Nothing is free: a request without a price would walk around the budget.
      cost: Math.max(1, request.cost ?? 1),
      ...(signs ? { sign: () => this.#sign(of) } : {}),
    });
    return { status, headers, body };
  }

  /** Asks the process for one signature. Ends with the call, so that no place in the budget is kept. */
  #sign(of: number): Promise<Signature> {
    const n = ++this.#asked;
    const { id, name, send } = this.#options;
    return new Promise<Signature>((resolve, reject) => {
      const leave = () =>
        reject(new AdapterError('timeout', { outcome: 'not-done', message: `${name} ended before a request was signed` }));
      if (this.#ended.signal.aborted) return leave();
      this.#ended.signal.addEventListener('abort', leave, { once: true });
      this.#signatures.set(n, ({ signature, failure }) => {
        this.#ended.signal.removeEventListener('abort', leave);
        if (failure) reject(toError(failure));
        else resolve(signature ?? {});
      });
      send({ t: 'sign', id, of, n });
    }).finally(() => this.#signatures.delete(n));
  }
}

/** A reading may lower what the manifest granted, never raise it. */
function noMoreThan({ capacity, restorePerSecond, ...rest }: BudgetReading, { burst, perSecond }: BudgetGrant): BudgetReading {
  return {
    ...rest,
    ...(capacity === undefined ? {} : { capacity: Math.min(capacity, burst) }),
    ...(restorePerSecond === undefined ? {} : { restorePerSecond: Math.min(restorePerSecond, perSecond) }),
  };
}
