import type { Product } from './shop.ts';

/** What a search finds, best first, with the keys of its cursors. No text is no search: then it is the order of slugs. */
export function findProducts(products: readonly Product[], text: string) {
  const bySlug = (one: Product, other: Product) => compare(one.about.slug, other.about.slug);
  if (text.trim() === '') {
    return { products: products.toSorted(bySlug), keyOf: ({ about, id }: Product) => [about.slug, String(id)] };
  }
  const alternatives = text.split(/\s+OR\s+/).map(part =>
    part
      .replaceAll('"', ' ')
      .split(/\s+/)
      .filter(word => /[\p{L}\p{N}]/u.test(word)),
  );
  const found = products.filter(product => alternatives.some(words => words.length > 0 && words.every(word => answers(product, word))));
  const words = new Set(alternatives.flat().map(word => word.toLowerCase()));
  // A name that is the word, then one that has it, then whatever else has.
  const rank = ({ about }: Product) =>
    words.has(about.name.toLowerCase()) ? 3 : [...words].some(word => startsWith(about.name, word)) ? 2 : 1;
  return {
    products: found.toSorted((one, other) => rank(other) - rank(one) || other.id - one.id),
    keyOf: (product: Product) => [String(rank(product)), String(product.id)],
  };
}

/** All words count, at the beginning of a word; `-word` must not be there. */
function answers({ about, variants }: Product, word: string): boolean {
  const texts = [about.name, about.description ?? '', ...variants.flatMap(({ about: variant }) => [variant.sku, variant.name])];
  const isThere = (wanted: string) => texts.some(text => startsWith(text, wanted));
  return word.startsWith('-') ? !isThere(word.slice(1)) : isThere(word);
}

function startsWith(text: string, word: string): boolean {
  const wanted = word.toLowerCase();
  const lower = text.toLowerCase();
  return lower === wanted || lower.split(/[^\p{L}\p{N}-]+/u).some(candidate => candidate.startsWith(wanted));
}

/** In the order of code points. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
