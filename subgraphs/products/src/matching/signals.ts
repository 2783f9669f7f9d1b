import { relateCodes, type CodeRelation } from './codes.ts';
import type { Corpus } from './corpus.ts';
import type { Item } from './item.ts';
import { sameMeasure } from '../measure/measure.ts';

/** What a pair of items has for and against being one: plain facts, each between 0 and 1 or a relation. */
export interface Signals {
  /** Share of the words of both that the other has too, rare words weighing more. */
  readonly likeness: number;
  /** The same, of the item that says less. */
  readonly coverage: number;
  /** The best relation between codes that both name in title or model; `none` when one of them names no code. */
  readonly codes: CodeRelation | 'none';
  /** How rare the shared code is. */
  readonly codeWeight: number;
  readonly sharedCode: string | undefined;
  /** A code of one title stands in the description of the other. */
  readonly mentioned: boolean;
  readonly brand: 'same' | 'different' | 'unknown';
  readonly numbers: 'same' | 'different' | 'unknown';
}

export function signalsOf(a: Item, b: Item, corpus: Corpus): Signals {
  const matchedA = matchedMass(a, b, corpus);
  const matchedB = matchedMass(b, a, corpus);
  return {
    likeness: (matchedA.matched + matchedB.matched) / Math.max(1e-9, matchedA.all + matchedB.all),
    coverage: Math.max(matchedA.matched / Math.max(1e-9, matchedA.all), matchedB.matched / Math.max(1e-9, matchedB.all)),
    ...relate(a, b, corpus),
    mentioned: a.codes.some(code => b.mentionedCodes.has(code)) || b.codes.some(code => a.mentionedCodes.has(code)),
    brand: relateBrands(a, b),
    numbers:
      a.numbers.size === 0 || b.numbers.size === 0
        ? 'unknown'
        : [...a.numbers].some(number => b.spellings.has(number))
          ? 'same'
          : 'different',
  };
}

/** The weight of a's words that b has as well, also when one writes as one word what the other writes as two. */
function matchedMass(a: Item, b: Item, corpus: Corpus): { matched: number; all: number } {
  const partsOfShared = new Set([...a.joins].filter(([joined]) => b.spellings.has(joined)).flatMap(([, parts]) => parts));
  let matched = 0;
  let all = 0;
  for (const word of a.words) {
    const weight = corpus.weight(word);
    all += weight;
    if (b.spellings.has(word) || partsOfShared.has(word)) matched += weight;
  }
  return { matched, all };
}

const ORDER: readonly (CodeRelation | 'none')[] = ['none', 'unrelated', 'sibling', 'extended', 'equal'];

function relate(a: Item, b: Item, corpus: Corpus): Pick<Signals, 'codes' | 'codeWeight' | 'sharedCode'> {
  let codes: CodeRelation | 'none' = 'none';
  let codeWeight = 0;
  let sharedCode: string | undefined;
  for (const codeA of a.codes) {
    for (const codeB of b.codes) {
      const relation = relateCodes(codeA, codeB);
      const weight = Math.min(corpus.weight(codeA), corpus.weight(codeB));
      if (ORDER.indexOf(relation) < ORDER.indexOf(codes) || (relation === codes && weight <= codeWeight)) continue;
      codes = relation;
      codeWeight = weight;
      sharedCode = relation === 'equal' || relation === 'extended' ? (codeA.length <= codeB.length ? codeA : codeB) : undefined;
    }
  }
  // One writes in two words what the other writes in one: "kp 36ip" and "kp36ip".
  if (codes !== 'equal') {
    const joined = a.codes.find(code => b.spellings.has(code)) ?? b.codes.find(code => a.spellings.has(code));
    if (joined !== undefined) return { codes: 'equal', codeWeight: corpus.weight(joined), sharedCode: joined };
  }
  return { codes, codeWeight, sharedCode };
}

function relateBrands(a: Item, b: Item): Signals['brand'] {
  if (a.brands.length === 0 || b.brands.length === 0) return 'unknown';
  return a.brands.some(brand => b.brands.includes(brand)) ? 'same' : 'different';
}

void sameMeasure;
