import type { Corpus } from './corpus.ts';
import type { Item } from './item.ts';

const RARE_WORDS = 6;
const LARGEST_BLOCK = 200;
const MOST_CANDIDATES = 400;

/** Finds the listings worth comparing with one: those that share a GTIN, a code, or rare words with it. Who holds which word is known to the corpus. */
export class Blocks {
  private readonly corpus: Corpus;
  /** By GTIN and code; a single listing by its id alone. */
  private readonly strong = new Map<string, string | Set<string>>();

  constructor(corpus: Corpus) {
    this.corpus = corpus;
  }

  add(id: string, item: Item): void {
    for (const key of strongKeys(item)) {
      const block = this.strong.get(key);
      if (block === undefined) this.strong.set(key, id);
      else if (typeof block !== 'string') block.add(id);
      else if (block !== id) this.strong.set(key, new Set([block, id]));
    }
  }

  remove(id: string, item: Item): void {
    for (const key of strongKeys(item)) {
      const block = this.strong.get(key);
      if (block === id) this.strong.delete(key);
      else if (typeof block === 'object') {
        block.delete(id);
        const [only] = block;
        if (only === undefined) this.strong.delete(key);
        else if (block.size === 1) this.strong.set(key, only);
      }
    }
  }

  candidatesFor(item: Item): ReadonlySet<string> {
    const found = new Set<string>();
    const rare = [...item.spellings]
      .map(word => ({ word, count: this.corpus.frequency(word) }))
      .filter(({ count }) => count > 0 && count <= LARGEST_BLOCK)
      .sort((a, b) => a.count - b.count)
      .slice(0, RARE_WORDS);
    for (const block of [...strongKeys(item).map(key => this.holdersOf(key)), ...rare.map(({ word }) => this.corpus.holders(word))]) {
      for (const id of block) {
        found.add(id);
        if (found.size >= MOST_CANDIDATES) return found;
      }
    }
    return found;
  }

  private holdersOf(key: string): Iterable<string> {
    const block = this.strong.get(key);
    if (block === undefined || typeof block === 'string') return block === undefined ? [] : [block];
    return block.size > LARGEST_BLOCK && !key.startsWith('g:') ? [] : block;
  }
}

function strongKeys(item: Item): readonly string[] {
  return [...new Set([...item.gtins.map(gtin => `g:${gtin}`), ...item.codes.flatMap(code => [`c:${code}`, `c:${stemOf(code)}`])])];
}

/** A code without the letters at its end, which often name a colour or a region. */
function stemOf(code: string): string {
  const stem = code.replace(/[a-z]+$/, '');
  return stem.length >= 4 ? stem : code;
}
