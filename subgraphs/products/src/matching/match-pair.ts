import type { Corpus } from './corpus.ts';
import type { Item } from './item.ts';
import { signalsOf } from './signals.ts';

export type MatchedBy = 'GTIN' | 'BRAND_AND_MODEL' | 'MODEL';

export interface PairDecision {
  readonly isSame: boolean;
  readonly method: MatchedBy;
  /** 0 to 1: how sure we are that they are the same item. */
  readonly confidence: number;
  /** For people: what speaks for it. */
  readonly evidence: readonly string[];
  /** What rules it out; never empty together with `isSame`. */
  readonly conflicts: readonly string[];
  /** Strong enough to bring two products together that both have listings already. */
  readonly isProof: boolean;
}

/** Judges whether two listings are the same item. Pure and symmetric; `corpus` says how common words are. */
export function matchPair(a: Item, b: Item, corpus: Corpus): PairDecision {
  const shared = a.gtins.find(gtin => b.gtins.includes(gtin));
  if (shared !== undefined)
    return { isSame: true, method: 'GTIN', confidence: 0.99, evidence: [`GTIN ${shared}`], conflicts: [], isProof: true };
  const signals = signalsOf(a, b, corpus);
  return {
    isSame: signals.likeness > 0.9,
    method: 'MODEL',
    confidence: signals.likeness,
    evidence: [`titles ${Math.round(signals.likeness * 100)} % alike`],
    conflicts: [],
    isProof: false,
  };
}
