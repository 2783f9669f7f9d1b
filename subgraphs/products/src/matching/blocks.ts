import type { Item } from './item.ts';

const RARE_WORDS = 6;
/** A word in more listings than this tells nothing apart. */
const LARGEST_BLOCK = 200;
const MOST_CANDIDATES = 400;

/** Finds the listings worth comparing with one: those that share a GTIN, a code, or rare words with it. */
export class Blocks {
  private readonly ids = new Map<string, Set<string>>();

  add(id: string, item: Item): void {
    for (const key of allKeys(item)) {
      const block = this.ids.get(key);
      if (block) block.add(id);
      else this.ids.set(key, new Set([id]));
    }
  }

  remove(id: string, item: Item): void {
    for (const key of allKeys(item)) {
      const block = this.ids.get(key);
      block?.delete(id);
      if (block?.size === 0) this.ids.delete(key);
    }
  }

  candidatesFor(item: Item): ReadonlySet<string> {
    const found = new Set<string>();
    const rare = [...item.spellings]
      .map(word => ({ key: `w:${word}`, count: this.ids.get(`w:${word}`)?.size ?? 0 }))
      .filter(({ count }) => count > 0 && count <= LARGEST_BLOCK)
      .sort((a, b) => a.count - b.count)
      .slice(0, RARE_WORDS);
    for (const key of [...strongKeys(item), ...rare.map(({ key }) => key)]) {
      const block = this.ids.get(key);
      if (!block || (block.size > LARGEST_BLOCK && !key.startsWith('g:'))) continue;
      for (const id of block) {
        found.add(id);
        if (found.size >= MOST_CANDIDATES) return found;
      }
    }
    return found;
  }
}

function strongKeys(item: Item): string[] {
  return [...item.gtins.map(gtin => `g:${gtin}`), ...item.codes.flatMap(code => [`c:${code}`, `c:${stemOf(code)}`])];
}

function allKeys(item: Item): Set<string> {
  return new Set([...strongKeys(item), ...[...item.spellings].map(word => `w:${word}`)]);
}

/** A code without the letters at its end, which often name a colour or a region. */
function stemOf(code: string): string {
  const stem = code.replace(/[a-z]+$/, '');
  return stem.length >= 4 ? stem : code;
}
