import { Draws } from './draws.ts';

/** What befalls the making of an order at a shop: the usual, no usable answer before or after it was made, a no, or a lie. Weights of a first try. */
const MAKING = {
  fine: 56,
  slow: 5,
  'reset before': 4,
  'reset after': 5,
  'slow, then reset after': 2,
  '503 before': 2,
  '500 after': 3,
  'HTML before': 1,
  'HTML after': 2,
  'cut after': 2,
  'empty after': 1,
  '429': 2,
  refused: 3,
  'sold out': 3,
  dearer: 2,
  'lie: dearer': 1,
  'lie: cheaper': 1,
  'lie: currency': 1,
  'lie: fewer pieces': 1,
  'lie: stranger beside': 1,
  'lie: nothing in it': 1,
  'lie: failed': 1,
} as const;
export type MakingFate = keyof typeof MAKING;

const CHANGING = { fine: 70, slow: 6, 'reset before': 5, 'reset after': 6, '500 after': 4, '429': 2, refused: 4, kept: 3 } as const;
export type ChangingFate = keyof typeof CHANGING;

const READING = { fine: 940, slow: 20, 'reset before': 14, '503 before': 10, 'HTML before': 6, '429': 5, 'cut after': 5 } as const;
export type ReadingFate = keyof typeof READING;

/** What the shop does by itself with an order that stands. */
const LIFE = { nothing: 78, completed: 10, cancelled: 6, refunded: 3, failed: 3 } as const;
export type Life = keyof typeof LIFE;

const PAYING = {
  fine: 74,
  slow: 5,
  'reset before': 5,
  'reset after': 6,
  '503 before': 2,
  '500 after': 4,
  'cut after': 2,
  declined: 2,
} as const;
export type PayingFate = keyof typeof PAYING;

const CALM_AFTER_TRIES = 4;

/** What befalls whom, drawn from the seed. Nothing fails more than a few times in a row for one purpose, so that each can come to its end. */
export class Fates {
  readonly #seed: number;
  readonly #tries = new Map<string, number>();
  /** No more faults: how the world is in the end, so that everything can come to rest. */
  isCalm = false;

  constructor(seed: number) {
    this.#seed = seed;
  }

  making(shop: string, buyer: string): MakingFate {
    return this.#draw(MAKING, 'making', shop, buyer);
  }

  changing(shop: string, buyer: string): ChangingFate {
    return this.#draw(CHANGING, 'changing', shop, buyer);
  }

  reading(shop: string): ReadingFate {
    return this.#draw(READING, 'reading', shop);
  }

  paying(step: string, buyer: string): PayingFate {
    const fate = this.#draw(PAYING, 'paying', step, buyer);
    return fate === 'declined' && step !== 'authorize' ? 'fine' : fate;
  }

  life(shop: string, buyer: string, order: number): { readonly what: Life; readonly afterMs: number } {
    const draws = new Draws(this.#seed, 'life', shop, buyer, order);
    return { what: draws.weighted(LIFE), afterMs: draws.between(50, 4_000) };
  }

  /** When the copies of one webhook are delivered: late, several times or never. */
  deliveries(shop: string, number: number): readonly number[] {
    const draws = new Draws(this.#seed, 'webhook', shop, number);
    return Array.from({ length: draws.pick([0, 1, 1, 1, 2, 2, 3]) }, () => draws.between(0, 1_500));
  }

  slowMs(shop: string): number {
    return new Draws(this.#seed, 'slow', shop, this.#count('slow', shop)).between(200, 900);
  }

  #draw<K extends string>(weights: Readonly<Record<K, number>>, ...labels: readonly string[]): K | 'fine' {
    const count = this.#count(...labels);
    if (this.isCalm || (labels[0] !== 'reading' && count > CALM_AFTER_TRIES)) return 'fine';
    return new Draws(this.#seed, ...labels, count).weighted(weights);
  }

  #count(...labels: readonly string[]): number {
    const label = labels.join('\n');
    const count = (this.#tries.get(label) ?? 0) + 1;
    this.#tries.set(label, count);
    return count;
  }
}
