/** Slow-changing facts of one connection: kept for their time, loaded once at a time, failures not kept. */
export class Memo {
  readonly #kept = new Map<string, { readonly until: number; readonly value: Promise<unknown> }>();

  get<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const known = this.#kept.get(key);
    if (known && known.until > now) return known.value as Promise<T>;
    const value = load();
    this.#kept.set(key, { until: now + ttlMs, value });
    value.catch(() => {
      if (this.#kept.get(key)?.value === value) this.#kept.delete(key);
    });
    return value;
  }
}
