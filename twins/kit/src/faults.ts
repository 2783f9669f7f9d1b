import type { TwinRequest } from './request.ts';
import { seededRandom } from './random.ts';

/** Everything a twin can do wrong on request; README.md says what each looks like on the wire. */
export const FAULT_KINDS = [
  'slow',
  'hang',
  'reset',
  'reset-after',
  'refuse',
  'cut',
  'half-json',
  'html-503',
  'html-200',
  '500',
  '429',
  'empty-200',
  'huge-body',
  'redirect-to-stranger',
  'unknown-value',
  'wrong-currency',
  'negative-price',
  'looping-pages',
  'price-flip',
  'sold-out',
  'duplicate-webhook',
  'late-webhook',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** When a fault strikes. Everything but `kind` narrows; a fault with nothing else strikes every request until it is cleared. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** A regular expression that the path with its query must contain, e.g. `/orders` or `/products/\d+$`. */
  readonly path?: string;
  readonly method?: string;
  /** Strikes this many times, then rests. */
  readonly times?: number;
  /** Lets this many matching requests pass first. */
  readonly skip?: number;
  /** Strikes with this chance, 0 to 1, drawn from the twin's seed. */
  readonly probability?: number;
  /** `slow`, `late-webhook`: the delay. `refuse`: how long nobody listens. */
  readonly ms?: number;
  /** `429`: the `Retry-After` header in seconds, or as a date that many seconds ahead. */
  readonly retryAfter?: { readonly as: 'seconds' | 'date'; readonly seconds: number };
  /** Faults that replace the answer: do the work first, so that only the answer is lost. */
  readonly worked?: boolean;
  /** `redirect-to-stranger`: where to. */
  readonly location?: string;
  /** `wrong-currency`, `unknown-value`: the value to show. */
  readonly value?: string;
}

interface Armed {
  readonly id: number;
  readonly rule: FaultRule;
  passed: number;
  struck: number;
}

/** The switchboard of a twin's faults: armed by tests or through `/__twin/faults`, read by the server for each request. */
export class FaultSwitch {
  readonly #random: () => number;
  #armed: Armed[] = [];
  #nextId = 1;
  #onArm: (rule: FaultRule) => void = () => {};
  #onClear: () => void = () => {};

  constructor(seed = 1) {
    this.#random = seededRandom(seed);
  }

  /** Arms a fault and returns its id. Throws `TypeError` on an unknown kind or a broken path pattern. */
  add(rule: FaultRule): number {
    if (!FAULT_KINDS.includes(rule.kind))
      throw new TypeError(`unknown fault ${JSON.stringify(rule.kind)}; known: ${FAULT_KINDS.join(', ')}`);
    if (rule.path !== undefined) compile(rule.path);
    const id = this.#nextId++;
    this.#armed.push({ id, rule, passed: 0, struck: 0 });
    this.#onArm(rule);
    return id;
  }

  /** Disarms one fault, or all. */
  clear(id?: number): void {
    this.#armed = id === undefined ? [] : this.#armed.filter(armed => armed.id !== id);
    if (!this.#armed.some(armed => armed.rule.kind === 'refuse')) this.#onClear();
  }

  /** What is armed and how often each has struck. */
  list(): readonly (FaultRule & { readonly id: number; readonly struck: number })[] {
    return this.#armed.map(({ id, rule, struck }) => ({ ...rule, id, struck }));
  }

  /** The faults that strike this request now, in the order they were armed; each is counted. */
  strike(request: Pick<TwinRequest, 'method' | 'path' | 'rawQuery'>): readonly FaultRule[] {
    const address = request.rawQuery === '' ? request.path : `${request.path}?${request.rawQuery}`;
    return this.#armed
      .filter(armed => !isWebhookFault(armed.rule) && this.#strikes(armed, request.method, address))
      .map(armed => armed.rule);
  }

  /** The faults that strike a webhook that is about to be sent. */
  strikeWebhook(kind: 'duplicate-webhook' | 'late-webhook', topic: string): FaultRule | undefined {
    return this.#armed.find(armed => armed.rule.kind === kind && this.#strikes(armed, 'POST', topic))?.rule;
  }

  /** @internal The server listens here for `refuse`. */
  bind(hooks: { readonly onArm: (rule: FaultRule) => void; readonly onClear: () => void }): void {
    this.#onArm = hooks.onArm;
    this.#onClear = hooks.onClear;
  }

  #strikes(armed: Armed, method: string, address: string): boolean {
    const { rule } = armed;
    if (rule.times !== undefined && armed.struck >= rule.times) return false;
    if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
    if (rule.path !== undefined && !compile(rule.path).test(address)) return false;
    if (armed.passed < (rule.skip ?? 0)) {
      armed.passed++;
      return false;
    }
    if (rule.probability !== undefined && this.#random() >= rule.probability) return false;
    armed.struck++;
    return true;
  }
}

function isWebhookFault(rule: FaultRule): boolean {
  return rule.kind === 'duplicate-webhook' || rule.kind === 'late-webhook' || rule.kind === 'refuse';
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (cause) {
    throw new TypeError(`the path ${JSON.stringify(pattern)} of a fault is no regular expression`, { cause });
  }
}
