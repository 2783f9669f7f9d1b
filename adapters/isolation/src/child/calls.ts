import { randomUUID } from 'node:crypto';
import { httpAnswer, isRead, Memo, nameOf } from '@onebasket/adapter-registry/call-parts';
import type { Adapter, Attempt, Call, Connection, HttpRequest, HttpResponse, Log, Signature } from '@onebasket/adapter-sdk';
import { describeFailure, toError } from '../wire/failures.ts';
import { outgoingReading, outgoingRequest, outgoingSignature, textOf } from './outgoing.ts';
import type { CallFacts, ChildMessage, HostMessage, WireAnswer } from '../wire/messages.ts';

type Send = (message: ChildMessage) => void;
type CallMessage = Extract<HostMessage, { t: 'call' }>;

/** Log lines beyond these are left out, so that a talkative adapter is not taken for a flood. */
const MOST_LINES = 100;

/** The calls that run in this process, each with a `Call` whose every wish goes over the pipe. */
export class Calls {
  readonly #adapter: Adapter;
  readonly #send: Send;
  readonly #running = new Map<number, RunningCall>();
  readonly #memos = new Map<number, Memo>();

  constructor(adapter: Adapter, send: Send) {
    this.#adapter = adapter;
    this.#send = send;
  }

  handle(message: HostMessage): void {
    if (message.t === 'call') void this.#run(message);
    else if (message.t === 'ping') this.#send({ t: 'pong', n: message.n });
    else this.#running.get(message.id)?.handle(message);
  }

  async #run(message: CallMessage): Promise<void> {
    const { id } = message;
    const running = new RunningCall(id, this.#send);
    this.#running.set(id, running);
    try {
      const args = message.args.map((arg, at) => (at === message.attemptAt ? running.attempt(arg as object) : arg));
      const { call } = message;
      const value: unknown = await invoke(this.#adapter, message.path, call ? [...args, running.call(call, this.#memo(call.scope))] : args);
      this.#send({ t: 'result', id, value });
    } catch (error) {
      this.#send({ t: 'threw', id, failure: describeFailure(error) });
    } finally {
      running.end();
      this.#running.delete(id);
    }
  }

  /** Kept here and not by the host, so that any value may be kept. */
  #memo(scope: number): Memo {
    const memo = this.#memos.get(scope) ?? new Memo();
    this.#memos.set(scope, memo);
    return memo;
  }
}

/** Calls the function at a path of the abilities record: "orders.repeats.find". */
function invoke(adapter: Adapter, path: string, args: readonly unknown[]): unknown {
  const names = path.split('.');
  const name = names.pop() as string;
  const owner = names.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], adapter.capabilities);
  return (owner as Record<string, (...all: readonly unknown[]) => unknown>)[name]?.(...args);
}

/** A wish of a call that the host has not answered yet. */
interface Asked {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly sign?: (() => Signature | Promise<Signature>) | undefined;
}

class RunningCall {
  readonly #id: number;
  readonly #send: Send;
  readonly #abort = new AbortController();
  readonly #asked = new Map<number, Asked>();
  #lastAsked = 0;
  #lines = 0;
  #hasEnded = false;

  constructor(id: number, send: Send) {
    this.#id = id;
    this.#send = send;
  }

  handle(message: Exclude<HostMessage, { t: 'call' | 'ping' }>): void {
    if (message.t === 'abort') this.#abort.abort();
    else if (message.t === 'sign') void this.#sign(message);
    else {
      const asked = this.#asked.get(message.of);
      this.#asked.delete(message.of);
      if (message.failure) asked?.reject(toError(message.failure));
      else asked?.resolve(message.answer);
    }
  }

  /** Ends every wish that was not answered. */
  end(): void {
    this.#hasEnded = true;
    this.#abort.abort();
    for (const asked of this.#asked.values()) asked.reject(new Error('the call has ended'));
    this.#asked.clear();
  }

  attempt(facts: object): Attempt {
    return {
      ...(facts as Attempt),
      remember: async note => {
        await this.#ask(of => ({ t: 'remember', id: this.#id, of, note: textOf(note) }));
      },
    };
  }

  call({ connection, nowMs }: CallFacts, memo: Memo): Call {
    const id = this.#id;
    const startedAt = performance.now();
    return {
      connection: connection as Connection,
      http: { request: request => this.#request(connection.id, request) },
      signal: this.#abort.signal,
      // The host's clock, which moves on as ours does.
      now: () => new Date(nowMs + Math.round(performance.now() - startedAt)),
      random: () => randomUUID(),
      log: this.#log(),
      noteBudget: reading => this.#tell({ t: 'budget', id, reading: outgoingReading(reading) }),
      memo: (key, ttlMs, load) => memo.get(key, ttlMs, load),
    };
  }

  async #request(connectionId: string, request: HttpRequest): Promise<HttpResponse> {
    // The host asks for signatures when it wants them.
    const sign = request.sign && (() => request.sign?.() ?? {});
    const plain = outgoingRequest(request);
    const answer = (await this.#ask(
      of => ({ t: 'http', id: this.#id, of, request: plain, signs: sign !== undefined }),
      sign,
    )) as WireAnswer;
    const facts = { name: nameOf(connectionId, request), isRead: isRead(request) };
    return httpAnswer(answer.status, answer.headers, Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.length), facts);
  }

  async #sign({ of, n }: Extract<HostMessage, { t: 'sign' }>): Promise<void> {
    try {
      const signature = outgoingSignature(await this.#asked.get(of)?.sign?.());
      this.#tell({ t: 'signed', id: this.#id, n, signature });
    } catch (error) {
      this.#tell({ t: 'signed', id: this.#id, n, failure: describeFailure(error) });
    }
  }

  #log(): Log {
    const line = (level: 'debug' | 'info' | 'warn') => (message: string, fields?: Readonly<Record<string, unknown>>) => {
      if (++this.#lines > MOST_LINES) return;
      this.#tell({ t: 'log', id: this.#id, level, message: textOf(message).slice(0, 2_000), ...(fields ? { fields } : {}) });
    };
    return { debug: line('debug'), info: line('info'), warn: line('warn') };
  }

  #ask(message: (of: number) => ChildMessage, sign?: Asked['sign']): Promise<unknown> {
    if (this.#hasEnded) return Promise.reject(new Error('the call has ended'));
    const of = ++this.#lastAsked;
    return new Promise((resolve, reject) => {
      this.#asked.set(of, { resolve, reject, sign });
      this.#send(message(of));
    });
  }

  #tell(message: ChildMessage): void {
    if (!this.#hasEnded) this.#send(message);
  }
}
