/** Matching without its storage: what the bench and ingestion share. */
export { Corpus } from './corpus.ts';
export { readItem, type Characteristic, type Item, type MatchInput } from './item.ts';
export { matchPair, type MatchedBy, type PairDecision } from './match-pair.ts';
