import { BrandAliases } from './brand.ts';
import type { Item } from './item.ts';

/** A word in more listings than this tells nothing apart: of such a word only the number is kept. */
const LARGEST_BLOCK = 200;

/**
 * Who holds a word: one listing by its id, some by theirs, or just how many. Most words of a catalogue are in one listing only, and a set for each
 * of them would be most of the memory.
 */
type Posting = string | Set<string> | number;

/** Which words and codes the listings seen hold, and how common they are: what is rare tells items apart. Grows and shrinks with the listings. */
export class Corpus {
  /** Which names are one brand, as far as the listings tell. */
  readonly brands = new BrandAliases();
  private readonly postings = new Map<string, Posting>();
  private items = 0;

  get size(): number {
    return this.items;
  }

  /** `id` is what `holders` gives back; without one the item only counts. */
  add(item: Item, id?: string): void {
    this.items += 1;
    this.brands.learn(item.brandText);
    for (const spelling of item.spellings) this.postings.set(spelling, withOne(this.postings.get(spelling), id));
  }

  remove(item: Item, id?: string): void {
    this.items -= 1;
    for (const spelling of item.spellings) {
      const left = withoutOne(this.postings.get(spelling), id);
      if (left === undefined) this.postings.delete(spelling);
      else this.postings.set(spelling, left);
    }
  }

  /** Number of listings that hold the word. */
  frequency(word: string): number {
    const posting = this.postings.get(word);
    return posting === undefined ? 0 : typeof posting === 'string' ? 1 : typeof posting === 'number' ? posting : posting.size;
  }

  /** The listings that hold the word; none when it is in so many that it tells nothing. */
  holders(word: string): Iterable<string> {
    const posting = this.postings.get(word);
    return typeof posting === 'string' ? [posting] : typeof posting === 'object' ? posting : [];
  }

  /** Inverse document frequency on a scale of 0 (everywhere) to 1 (once), so that it means the same in small and large catalogues. */
  weight(word: string): number {
    const size = Math.max(this.items, 50);
    return Math.max(0.02, Math.min(1, Math.log(size / Math.max(1, this.frequency(word))) / Math.log(size)));
  }
}

function withOne(posting: Posting | undefined, id: string | undefined): Posting {
  if (posting === undefined) return id ?? 1;
  if (typeof posting === 'number') return posting + 1;
  if (id === undefined) return typeof posting === 'string' ? 2 : posting.size + 1;
  if (typeof posting === 'string') return posting === id ? posting : new Set([posting, id]);
  return posting.size >= LARGEST_BLOCK && !posting.has(id) ? posting.size + 1 : posting.add(id);
}

function withoutOne(posting: Posting | undefined, id: string | undefined): Posting | undefined {
  if (posting === undefined || typeof posting === 'string') return undefined;
  if (typeof posting === 'number') return posting > 1 ? posting - 1 : undefined;
  if (id !== undefined) posting.delete(id);
  const [only] = posting;
  return posting.size > 1 ? posting : only;
}
