import { relateCodes, type CodeRelation } from './codes.ts';
import type { Corpus } from './corpus.ts';
import type { Item } from './item.ts';

/** What speaks for and against two listings being one item: plain facts, each a share between 0 and 1 or a relation. */
export interface Signals {
  /** Share of the words of both that the other has too, rare words weighing more. Words of a script that one of them does not use, and the brand's, are left aside. */
  readonly likeness: number;
  /** How many words with letters they share, the brand's left aside. */
  readonly sharedWords: number;
  /** True when only one of them is written in Chinese, Japanese or Korean: what is compared is then less than what is said. */
  readonly isAcrossScripts: boolean;
  readonly codes: CodeRelation | 'none';
  /** How many of the two name a code at all. */
  readonly coded: 0 | 1 | 2;
  /** How rare the shared code is. */
  readonly codeWeight: number;
  readonly sharedCode: string | undefined;
  /** The rarest shared word of four letters or more, with its weight. */
  readonly rarest: { readonly word: string; readonly weight: number } | undefined;
  /** Both name the same members of a line ("pro", "mini"), or none. */
  readonly isSameEdition: boolean;
  readonly brand: 'same' | 'different' | 'unknown';
  /** Figures of the titles: `mixed` when they share some, and each has others. */
  readonly numbers: 'same' | 'mixed' | 'different' | 'unknown';
  /** Each says a word that the other does not: the weight of the weaker of the two. */
  readonly contrast: number;
  /** The same share, of the item that is met most, and the weight of what is met there. */
  readonly mostShare: number;
  readonly metWeight: number;
  /** The same share, of the item that is met least. */
  readonly leastShare: number;
}

export function signalsOf(a: Item, b: Item, corpus: Corpus): Signals {
  const brand = relateBrands(a, b, corpus);
  const isAcrossScripts = a.cjkWords.size > 0 !== b.cjkWords.size > 0;
  const skips = (word: string): boolean =>
    (isAcrossScripts && (a.cjkWords.has(word) || b.cjkWords.has(word))) ||
    (brand === 'same' && (a.brands.includes(word) || b.brands.includes(word)));
  const [massA, massB] = [matchedMass(a, b, corpus, skips), matchedMass(b, a, corpus, skips)];
  return {
    likeness: (massA.matched + massB.matched) / Math.max(1e-9, massA.all + massB.all),
    sharedWords: [...a.words].filter(word => b.spellings.has(word) && !skips(word) && /\p{L}/u.test(word)).length,
    isAcrossScripts,
    ...relate(a, b, corpus),
    coded: ((a.codes.length > 0 ? 1 : 0) + (b.codes.length > 0 ? 1 : 0)) as 0 | 1 | 2,
    rarest: rarestShared(a, b, corpus),
    isSameEdition: a.editions.symmetricDifference(b.editions).size === 0,
    brand,
    numbers: relateNumbers(a, b),
    contrast: Math.min(massA.exclusive, massB.exclusive),
    mostShare: Math.max(massA.matched / Math.max(1e-9, massA.all), massB.matched / Math.max(1e-9, massB.all)),
    metWeight: Math.min(massA.matched, massB.matched),
    leastShare: Math.min(massA.matched / Math.max(1e-9, massA.all), massB.matched / Math.max(1e-9, massB.all)),
  };
}

/** The weight of a's words that b has as well, also when one writes as one word what the other writes as two. */
function matchedMass(
  a: Item,
  b: Item,
  corpus: Corpus,
  skips: (word: string) => boolean,
): { matched: number; all: number; exclusive: number } {
  const partsOfShared = new Set([...a.joins].filter(([joined]) => b.spellings.has(joined)).flatMap(([, parts]) => parts));
  let matched = 0;
  let all = 0;
  let exclusive = 0;
  for (const word of a.words) {
    if (skips(word)) continue;
    const weight = corpus.weight(word);
    all += weight;
    if (b.spellings.has(word) || partsOfShared.has(word)) matched += weight;
    else exclusive = Math.max(exclusive, weight);
  }
  return { matched, all, exclusive };
}

const CLOSER: readonly (CodeRelation | 'none')[] = ['none', 'unrelated', 'sibling', 'extended', 'equal'];

function relate(a: Item, b: Item, corpus: Corpus): Pick<Signals, 'codes' | 'codeWeight' | 'sharedCode'> {
  const whole = writtenApart(a, b) ?? writtenApart(b, a) ?? samePartNumber(a, b);
  if (whole !== undefined) return { codes: 'equal', codeWeight: corpus.weight(whole), sharedCode: whole };
  let best: Pick<Signals, 'codes' | 'codeWeight' | 'sharedCode'> = { codes: 'none', codeWeight: 0, sharedCode: undefined };
  for (const codeA of a.specificCodes) {
    for (const codeB of b.specificCodes) {
      const codes = relateCodes(codeA, codeB);
      const codeWeight = Math.min(corpus.weight(codeA), corpus.weight(codeB));
      const isCloser = CLOSER.indexOf(codes) > CLOSER.indexOf(best.codes) || (codes === best.codes && codeWeight > best.codeWeight);
      if (isCloser)
        best = { codes, codeWeight, sharedCode: codes === 'extended' ? (codeA.length <= codeB.length ? codeA : codeB) : undefined };
    }
  }
  return best;
}

/** A code of a that b spells too, in one word or several; not one that b goes on from with a colour or a region. */
function writtenApart(a: Item, b: Item): string | undefined {
  return a.specificCodes.find(
    code => b.spellings.has(code) && !b.hostCodes.has(code) && !b.specificCodes.some(other => other !== code && other.startsWith(code)),
  );
}

/** A shop's own number says nothing when it differs, and much when another shop has it as well. */
function samePartNumber(a: Item, b: Item): string | undefined {
  if (a.partNumber !== undefined && (a.partNumber === b.partNumber || b.codes.includes(a.partNumber))) return a.partNumber;
  return b.partNumber !== undefined && a.codes.includes(b.partNumber) ? b.partNumber : undefined;
}

function rarestShared(a: Item, b: Item, corpus: Corpus): Signals['rarest'] {
  let rarest: Signals['rarest'];
  for (const word of a.spellings) {
    if (word.length < 4 || !b.spellings.has(word)) continue;
    const weight = corpus.weight(word);
    if (!rarest || weight > rarest.weight) rarest = { word, weight };
  }
  return rarest;
}

function relateNumbers(a: Item, b: Item): Signals['numbers'] {
  if (a.numbers.size === 0 || b.numbers.size === 0) return 'unknown';
  const sharedByA = [...a.numbers].filter(number => b.numbers.has(number) || b.spellings.has(number)).length;
  const sharedByB = [...b.numbers].filter(number => a.numbers.has(number) || a.spellings.has(number)).length;
  if (sharedByA === 0 && sharedByB === 0) return 'different';
  return sharedByA === a.numbers.size || sharedByB === b.numbers.size ? 'same' : 'mixed';
}

/** Where one names no brand, its title may. */
function relateBrands(a: Item, b: Item, corpus: Corpus): Signals['brand'] {
  if (a.brands.length > 0 && b.brands.length > 0) {
    const isSame = a.brands.some(brandA =>
      b.brands.some(brandB => corpus.brands.isSame(brandA, brandB) || isInitials(brandA, b) || isInitials(brandB, a)),
    );
    return isSame ? 'same' : 'different';
  }
  const [known, other] = a.brands.length > 0 ? [a, b] : [b, a];
  return known.brands.some(brand => other.spellings.has(brand) || other.cjkText.includes(brand)) ? 'same' : 'unknown';
}

/** "hp" for "Hewlett-Packard". */
function isInitials(brand: string, other: Item): boolean {
  return brand.length >= 2 && brand === other.brandInitials;
}
