/** A map that forgets what was not asked for longest, beyond a number of entries. */
export class LeastRecentlyUsed<Key, Value> {
  private readonly entries = new Map<Key, Value>();
  private readonly limit: number;
  private latest: Key | undefined;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(key: Key): Value | undefined {
    const value = this.entries.get(key);
    if (value !== undefined && key !== this.latest) {
      this.entries.delete(key);
      this.entries.set(key, value);
      this.latest = key;
    }
    return value;
  }

  set(key: Key, value: Value): void {
    this.entries.delete(key);
    if (this.entries.size >= this.limit) this.entries.delete(this.entries.keys().next().value as Key);
    this.entries.set(key, value);
    this.latest = key;
  }

  values(): MapIterator<Value> {
    return this.entries.values();
  }

  clear(): void {
    this.entries.clear();
    this.latest = undefined;
  }
}
