import { BrandAliases } from './brand.ts';
import type { Item } from './item.ts';

/** How common words and codes are among the listings seen: what is rare tells items apart. Grows and shrinks with them. */
export class Corpus {
  /** Which names are one brand, as far as the listings tell. */
  readonly brands = new BrandAliases();
  private readonly frequencies = new Map<string, number>();
  private items = 0;

  get size(): number {
    return this.items;
  }

  add(item: Item): void {
    this.items += 1;
    this.brands.learn(item.brandText);
    for (const spelling of item.spellings) this.frequencies.set(spelling, (this.frequencies.get(spelling) ?? 0) + 1);
  }

  remove(item: Item): void {
    this.items -= 1;
    for (const spelling of item.spellings) {
      const left = (this.frequencies.get(spelling) ?? 1) - 1;
      if (left > 0) this.frequencies.set(spelling, left);
      else this.frequencies.delete(spelling);
    }
  }

  /** Number of listings that hold the word. */
  frequency(word: string): number {
    return this.frequencies.get(word) ?? 0;
  }

  /** Inverse document frequency on a scale of 0 (everywhere) to 1 (once), so that it means the same in small and large catalogues. */
  weight(word: string): number {
    const size = Math.max(this.items, 50);
    return Math.max(0.02, Math.min(1, Math.log(size / Math.max(1, this.frequency(word))) / Math.log(size)));
  }
}
