import type { Attempt, BudgetGrant, Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import type { CallFacts } from '../wire/messages.ts';
import { readMessage, type ReadMessage } from './child-messages.ts';
import { ConfinedProcess, type Limits } from './confined-process.ts';
import { LineLimit } from './line-limit.ts';
import { OpenCall } from './open-call.ts';

export interface AdapterProcessOptions {
  /** The package, for messages. */
  readonly name: string;
  readonly folder: string;
  /** What it may read. */
  readonly paths: readonly string[];
  readonly limits: Limits;
  readonly warn: (message: string) => void;
}

/** One function of an adapter that is to be called. */
export interface Errand {
  readonly path: string;
  readonly args: readonly unknown[];
  readonly attemptAt?: number;
  readonly attempt?: Attempt | undefined;
  /** Absent for pure functions. */
  readonly call?: Call | undefined;
  readonly signal: AbortSignal;
  /** For messages: "acme search". */
  readonly name: string;
}

const MOST_CALLS = 1_000;
/** After a crash the next call starts it anew at once; after the second one in a row it waits. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Who ran so long is taken for well. */
const WELL_AFTER_MS = 60_000;

/** One adapter package in its process: started when it is called, started anew after it ended, with a growing pause when it keeps ending. */
export class AdapterProcess {
  readonly #options: AdapterProcessOptions;
  readonly #lines: LineLimit;
  readonly #scopes = new WeakMap<object, number>();
  readonly #calls = new Map<number, OpenCall>();
  #budget: BudgetGrant = { perSecond: 1, burst: 1 };
  #process: ConfinedProcess | undefined;
  #starting: Promise<{ readonly process: ConfinedProcess; readonly hello: unknown }> | undefined;
  #lastCall = 0;
  #lastScope = 0;
  #crashes = 0;
  #notBefore = 0;
  #isClosed = false;

  constructor(options: AdapterProcessOptions) {
    this.#options = options;
    this.#lines = new LineLimit(count => options.warn(`${options.name}: ${count} lines were left out of the log`));
  }

  /** The process that runs now; for tests and figures. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Starts it, and resolves with what the adapter says of itself. Rejects with the reason when it cannot be loaded. */
  async start(): Promise<unknown> {
    return (await this.#started()).hello;
  }

  /** What a reading of the budget may not go beyond. */
  boundBudget(budget: BudgetGrant): void {
    this.#budget = budget;
  }

  /** Calls one function. Rejects with `AdapterError` when the process ends, hangs or is given a pause; with what the adapter threw otherwise. */
  async ask<R>(errand: Errand, read: (answer: unknown, call: OpenCall) => R): Promise<R> {
    const process = await this.#running();
    if (errand.signal.aborted)
      throw new AdapterError('timeout', { outcome: 'not-done', message: `${errand.name}: the time was over before it began` });
    if (this.#calls.size >= MOST_CALLS) throw this.#unavailable(`has ${MOST_CALLS} calls under way`);
    const id = ++this.#lastCall;
    const { call, attempt } = errand;
    const open = new OpenCall({
      id,
      name: errand.name,
      call,
      attempt,
      signal: errand.signal,
      budget: this.#budget,
      lines: this.#lines,
      send: message => process.send(message),
    });
    this.#calls.set(id, open);
    try {
      process.send({
        t: 'call',
        id,
        path: errand.path,
        args: errand.args,
        ...(errand.attemptAt === undefined ? {} : { attemptAt: errand.attemptAt }),
        ...(call ? { call: this.#factsOf(call) } : {}),
      });
      return read(await open.result, open);
    } finally {
      this.#calls.delete(id);
      open.end();
    }
  }

  /** Ends the process and every call in it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const process = this.#process;
    process?.end('the host closed it');
    await process?.ended;
  }

  async #running(): Promise<ConfinedProcess> {
    try {
      return (await this.#started()).process;
    } catch (error) {
      if (error instanceof AdapterError) throw error;
      throw this.#unavailable('cannot be started', error);
    }
  }

  #started() {
    const waitMs = this.#notBefore - performance.now();
    if (this.#isClosed) return Promise.reject(this.#unavailable('is closed'));
    if (!this.#starting && waitMs > 0)
      return Promise.reject(this.#unavailable('ended several times in a row and is given a pause', undefined, Math.ceil(waitMs)));
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<{ readonly process: ConfinedProcess; readonly hello: unknown }> {
    const { folder, paths, limits, name, warn } = this.#options;
    const startedAt = performance.now();
    let isReady = false;
    const greeting = Promise.withResolvers<unknown>();
    const started: ConfinedProcess = new ConfinedProcess(folder, paths, limits, raw => {
      const message = readMessage(raw);
      if (!message) started.end('it said something that no adapter says');
      else if (message.t === 'hello') {
        isReady = true;
        started.noteReady();
        greeting.resolve(message.adapter);
      } else if (message.t === 'failed') started.end(message.message);
      else if (message.t === 'pong') started.notePong(message.n);
      else this.#handle(message, started);
    });
    this.#process = started;
    void started.ended.then(reason => {
      this.#process = undefined;
      this.#starting = undefined;
      greeting.reject(new Error(reason));
      if (this.#isClosed) return this.#endCalls('was closed');
      this.#crashes = performance.now() - startedAt > WELL_AFTER_MS ? 1 : this.#crashes + 1;
      const pauseMs = this.#crashes < 2 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#crashes - 2));
      this.#notBefore = performance.now() + pauseMs;
      // Who waits for the start is told by its rejection.
      if (isReady) warn(`the process of adapter ${name} ended: ${reason}`);
      this.#endCalls(`ended: ${reason}`);
    });
    const { startWithinMs } = limits;
    const late = setTimeout(() => started.end(`it was not ready within ${startWithinMs} ms`), startWithinMs);
    try {
      return { process: started, hello: await greeting.promise };
    } finally {
      clearTimeout(late);
    }
  }

  #handle(message: Exclude<ReadMessage, { t: 'hello' | 'failed' | 'pong' }>, from: ConfinedProcess): void {
    const open = this.#calls.get(message.id);
    if (open) open.handle(message);
    // What comes late is nothing to complain of; a call that never was is.
    else if (message.id > this.#lastCall) from.end('it spoke of a call that never was');
  }

  #endCalls(how: string): void {
    for (const open of this.#calls.values()) open.fail('unavailable', `the process of adapter ${this.#options.name} ${how}`);
  }

  #factsOf(call: Call): CallFacts {
    const { id, name, settings, credentials } = call.connection;
    let scope = this.#scopes.get(settings);
    if (scope === undefined) this.#scopes.set(settings, (scope = ++this.#lastScope));
    return {
      connection: { id, name, settings, ...(credentials ? { credentials } : {}) },
      scope,
      nowMs: call.now().getTime(),
    };
  }

  #unavailable(what: string, cause?: unknown, retryAfterMs?: number): AdapterError {
    return new AdapterError('unavailable', {
      outcome: 'not-done',
      message: `the process of adapter ${this.#options.name} ${what}`,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(cause === undefined ? {} : { cause }),
    });
  }
}
