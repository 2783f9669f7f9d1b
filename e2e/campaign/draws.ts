import { createHash } from 'node:crypto';
import { seededRandom } from '@onebasket/twin-kit';

/** Chance that is the same for the same seed and labels, in whatever order things happen. */
export class Draws {
  readonly #next: () => number;

  constructor(seed: number, ...labels: readonly (string | number)[]) {
    this.#next = seededRandom(
      createHash('sha256')
        .update(JSON.stringify([seed, ...labels]))
        .digest()
        .readUInt32BE(),
    );
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A whole number of `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.#next() * (to - from + 1));
  }

  pick<T>(values: readonly T[]): T {
    return values[this.between(0, values.length - 1)] as T;
  }

  /** So many of the values, in random order. */
  some<T>(values: readonly T[], count: number): readonly T[] {
    const left = [...values];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.between(0, left.length - 1), 1)[0] as T);
  }

  /** One of the names, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let at = this.#next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      at -= weight;
      if (at < 0) return name;
    }
    return (entries.at(-1) as [K, number])[0];
  }
}
