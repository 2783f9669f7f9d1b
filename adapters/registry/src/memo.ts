import { AdapterError } from '@onebasket/core';

/** Slow-changing facts of one connection: kept for their time, loaded once at a time, failures not kept. */
export class Memo {
  readonly #kept = new Map<string, { readonly until: number; readonly value: Promise<unknown> }>();

  /** The kept value, or what `load` brings. Who waited for a load that ended with its own caller's time loads for itself. */
  get<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
    const known = this.#current<T>(key);
    if (!known) return this.#load(key, ttlMs, load);
    return known.catch((error: unknown) => {
      if (!(error instanceof AdapterError && error.code === 'timeout')) throw error;
      return this.#current<T>(key) ?? this.#load(key, ttlMs, load);
    });
  }

  #current<T>(key: string): Promise<T> | undefined {
    const known = this.#kept.get(key);
    return known && known.until > performance.now() ? (known.value as Promise<T>) : undefined;
  }

  #load<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
    const value = load();
    this.#kept.set(key, { until: performance.now() + ttlMs, value });
    value.catch(() => {
      if (this.#kept.get(key)?.value === value) this.#kept.delete(key);
    });
    return value;
  }
}
