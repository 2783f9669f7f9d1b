import { bigrams, joinedWords, wordsOf } from './words.ts';

/** Every term under which a text is found: words, neighbouring words as one where digits are in them, CJK bigrams and single characters. */
export function indexTerms(text: string): string[] {
  const words = wordsOf(text);
  return [...words.flatMap(word => (word.kind === 'cjk' ? cjkTerms(word.text) : [word.text])), ...joinedWords(words)];
}

function cjkTerms(run: string): string[] {
  const characters = Array.from(run);
  return characters.length < 2 ? characters : [...bigrams(run), ...characters];
}

/** One thing that a query states; it is met by any of its spellings. */
export interface QueryTerm {
  readonly spellings: readonly string[];
  /** Latin letters and digits, so that its beginning can be searched for. */
  readonly latin: boolean;
}

/** What a query states, in order, without repetition; empty for a query without letters, digits or pictures. At most 32 terms. */
export function queryTerms(query: string): QueryTerm[] {
  const words = wordsOf(query);
  const terms = new Map<string, QueryTerm>();
  words.forEach((word, at) => {
    if (word.kind === 'cjk') {
      for (const gram of bigrams(word.text)) terms.set(gram, { spellings: [gram], latin: false });
      return;
    }
    if (terms.has(word.text)) return;
    const spellings = new Set([word.text]);
    for (let start = Math.max(0, at - 2); start <= at; start++) {
      for (let end = at + 1; end <= Math.min(words.length, start + 3); end++) {
        const window = words.slice(start, end);
        const text = window.map(part => part.text).join('');
        if (window.length > 1 && window.every(part => part.kind === 'word') && /\d/.test(text) && text.length <= 24) spellings.add(text);
      }
    }
    terms.set(word.text, { spellings: [...spellings], latin: word.kind === 'word' });
  });
  return [...terms.values()].slice(0, 32);
}
