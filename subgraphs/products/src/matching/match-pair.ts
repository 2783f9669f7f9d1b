import type { Corpus } from './corpus.ts';
import { conflictsBetween } from './guards.ts';
import type { Item } from './item.ts';
import { signalsOf, type Signals } from './signals.ts';

export type MatchedBy = 'GTIN' | 'BRAND_AND_MODEL' | 'MODEL';

export interface PairDecision {
  readonly isSame: boolean;
  /** What decided; titles that are alike count as MODEL. */
  readonly method: MatchedBy;
  /** 0 to 1: the share of pairs like this one that are the same item. */
  readonly confidence: number;
  /** For people: what speaks for it. */
  readonly evidence: readonly string[];
  /** What rules it out; empty when `isSame`. */
  readonly conflicts: readonly string[];
  /** Strong enough to bring two products together that both have listings already. */
  readonly isProof: boolean;
}

/** How alike titles must be when a code already speaks for them, and the confidence that a pair then has (seen on labelled pairs of two shops). */
const EQUAL_CODE = { leastLikeness: 0.2, confidence: 0.96 } as const;
const EXTENDED_CODE = { leastLikeness: 0.3, leastWeight: 0.55, confidence: 0.82 } as const;
/** A code that many listings carry names a family; what else the titles say must then agree. */
const FAMILY_CODE = { belowWeight: 0.5, leastLikeness: 0.7 } as const;
/** Without codes on either side titles must be alike; with a code on one side only they must share a word that hardly any other listing has. */
const ALIKE = { leastLikeness: 0.62, leastShare: 0.62, confidence: 0.85 } as const;
/** When each says something telling that the other does not ("with logo", "with pocket"), they must agree all the more. */
const CONTRAST = { fromWeight: 0.55, doubt: 0.2 } as const;
/** One title says all that the other says, and that is a good deal; the other says more about it. */
const CONTAINED = { leastOfShorter: 0.9, leastOfLonger: 0.4, leastWeight: 2.2, confidence: 0.8 } as const;
const RARE_WORD = { leastWeight: 0.88, leastLikeness: 0.35, leastCatalogue: 200, confidence: 0.85 } as const;
const SAME_WORDS = { leastLikeness: 0.92, confidence: 0.85 } as const;

/** Judges whether two listings are the same item. Pure and symmetric; `corpus` says how common words are. */
export function matchPair(a: Item, b: Item, corpus: Corpus): PairDecision {
  const gtin = a.gtins.find(each => b.gtins.includes(each));
  const conflicts = conflictsBetween(a, b);
  // A maker's number proves it, unless the shops themselves state different packs: single pieces are often listed under the carton's number.
  if (gtin !== undefined && a.pack === b.pack)
    return { isSame: true, method: 'GTIN', confidence: 0.99, evidence: [`GTIN ${gtin}`], conflicts: [], isProof: true };
  const signals = signalsOf(a, b, corpus);
  const method = signals.brand === 'same' && signals.sharedCode !== undefined ? 'BRAND_AND_MODEL' : 'MODEL';
  const verdict = conflicts.length > 0 ? undefined : judge(signals, corpus);
  if (!verdict) return { isSame: false, method, confidence: 0, evidence: [], conflicts, isProof: false };
  return {
    isSame: true,
    method,
    confidence: verdict.confidence,
    evidence: verdict.evidence,
    conflicts,
    isProof: method === 'BRAND_AND_MODEL' && signals.codes === 'equal',
  };
}

interface Verdict {
  readonly confidence: number;
  readonly evidence: readonly string[];
}

function judge(signals: Signals, corpus: Corpus): Verdict | undefined {
  const { likeness, sharedCode, codes, codeWeight, brand, numbers, rarest, coded } = signals;
  const alike = `titles ${Math.round(likeness * 100)} % alike`;
  // Two brands, or figures that do not agree at all, take more to believe.
  const doubt =
    ((brand === 'different' ? 0.25 : 0) + (numbers === 'different' ? 0.25 : 0)) * (codes === 'equal' && codeWeight >= 0.8 ? 0.5 : 1);
  const reaches = (least: number): boolean => likeness >= Math.min(0.95, least + doubt);
  const verdict = (base: number, evidence: string): Verdict => ({
    confidence: clamp(base + 0.1 * (likeness - 0.6) + (brand === 'same' ? 0.02 : 0) - 0.1 * doubt),
    evidence: [...(brand === 'same' ? ['same brand'] : []), evidence, alike],
  });

  if (sharedCode !== undefined && codeWeight < FAMILY_CODE.belowWeight && !reaches(FAMILY_CODE.leastLikeness)) return undefined;
  switch (codes) {
    case 'equal':
      return reaches(leastAcross(signals, EQUAL_CODE.leastLikeness))
        ? verdict(EQUAL_CODE.confidence, `model number ${sharedCode}`)
        : undefined;
    case 'extended':
      return codeWeight >= EXTENDED_CODE.leastWeight && reaches(leastAcross(signals, EXTENDED_CODE.leastLikeness))
        ? verdict(EXTENDED_CODE.confidence, `model number ${sharedCode}, with a suffix`)
        : undefined;
    case 'sibling':
    case 'unrelated':
      return undefined;
    case 'none':
      break;
  }
  if (numbers === 'different' || numbers === 'mixed' || brand === 'different' || !signals.isSameEdition || !saysEnough(signals))
    return undefined;
  const contrast = signals.contrast >= CONTRAST.fromWeight && !signals.isAcrossScripts ? CONTRAST.doubt : 0;
  if (coded === 0 && signals.leastShare >= ALIKE.leastShare && reaches(ALIKE.leastLikeness + contrast))
    return verdict(ALIKE.confidence, 'no model number on either side');
  if (reaches(SAME_WORDS.leastLikeness)) return verdict(SAME_WORDS.confidence, 'almost the same words');
  const isContained =
    coded === 0 &&
    signals.mostShare >= CONTAINED.leastOfShorter &&
    signals.leastShare >= CONTAINED.leastOfLonger &&
    signals.metWeight >= CONTAINED.leastWeight;
  if (isContained && !signals.isAcrossScripts) return verdict(CONTAINED.confidence, 'one title says all that the other says');
  const isRare = rarest !== undefined && rarest.weight >= RARE_WORD.leastWeight && corpus.size >= RARE_WORD.leastCatalogue;
  return isRare && reaches(RARE_WORD.leastLikeness)
    ? verdict(RARE_WORD.confidence, `"${rarest.word}", which hardly any other listing says`)
    : undefined;
}

/** Across scripts little is left to compare; a shared model number then speaks alone. */
function leastAcross({ isAcrossScripts }: Signals, least: number): number {
  return isAcrossScripts ? least / 2 : least;
}

/** Titles in two scripts are held to be alike only when the brand is the same and names or figures beside it are shared. */
function saysEnough({ isAcrossScripts, brand, sharedWords, numbers }: Signals): boolean {
  if (!isAcrossScripts) return true;
  return brand === 'same' && (sharedWords >= 2 || (sharedWords >= 1 && numbers === 'same'));
}

function clamp(confidence: number): number {
  return Math.max(0.5, Math.min(0.985, confidence));
}
