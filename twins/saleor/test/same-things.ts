/** Which of the twin's ids stand for which of the recorded ones. Learned from answers, used for requests and for what refers to them later. */
export class SameThings {
  readonly #twins = new Map<string, string>();

  bind(recorded: string, twin: string): void {
    this.#twins.set(recorded, twin);
  }

  knows(recorded: string): boolean {
    return this.#twins.has(recorded);
  }

  /** A request, or a text that speaks of them, in the twin's ids. */
  translate<T>(value: T): T {
    let text = JSON.stringify(value) ?? 'null';
    for (const [recorded, twin] of this.#twins) text = text.replaceAll(recorded, twin);
    return JSON.parse(text) as T;
  }

  /** Where two answers differ in anything but ids, instants, numbers of orders, and what a document costs. */
  differences(recorded: unknown, twin: unknown, path = ''): string[] {
    const key = path.slice(path.lastIndexOf('.') + 1);
    if (UNCOMPARED.has(key)) return [];
    if (Array.isArray(recorded) && Array.isArray(twin)) {
      if (recorded.length !== twin.length) return [`${path}: ${recorded.length} ≠ ${twin.length} of them`];
      return recorded.flatMap((item, at) => this.differences(item, twin[at], `${path}.${at}`));
    }
    if (isObject(recorded) && isObject(twin)) {
      return [...new Set([...Object.keys(recorded), ...Object.keys(twin)])].flatMap(name =>
        this.differences(recorded[name], twin[name], `${path}.${name}`),
      );
    }
    if (typeof recorded === 'string' && typeof twin === 'string' && this.#isSame(key, recorded, twin)) return [];
    return recorded === twin ? [] : [`${path}: ${JSON.stringify(recorded)} ≠ ${JSON.stringify(twin)}`];
  }

  #isSame(key: string, recorded: string, twin: string): boolean {
    if (INSTANT.test(recorded)) return INSTANT.test(twin);
    if (this.translate(recorded) === twin) return true;
    const isNew =
      NAMES.has(key) &&
      recorded !== '' &&
      twin !== '' &&
      !this.knows(recorded) &&
      !LASTING.test(Buffer.from(recorded, 'base64').toString('utf8'));
    if (isNew) this.bind(recorded, twin);
    return isNew;
  }
}

/** Counters of the shop and what it had sold that day, places in a document, costs by Saleor's own table, ways of a channel that change nothing here. */
const UNCOMPARED = new Set(
  'number quantityAllocated locations cost unitDiscountReason idempotencyKey allocationStrategy markAsPaidStrategy'.split(' '),
);
/** What names a thing. */
const NAMES = new Set(['id', 'token', 'cursor', 'endCursor', 'pspReference', 'checkoutId']);
/** Ids of the catalogue are the same in both shops. */
const LASTING = /^(Product|ProductVariant|ShippingMethod):\d+$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
