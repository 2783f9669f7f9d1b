import type { SearchSort } from '../index-port.ts';
import type { Candidate } from './filters.ts';

export interface Ranked extends Candidate {
  readonly score: number;
  /** Finer than the score: text rank of the best listing; more is better. */
  readonly rank: number;
}

type Compare = (a: Ranked, b: Ranked) => number;

const COMPARE: Readonly<Record<SearchSort, Compare>> = {
  RELEVANCE: () => 0,
  PRICE_ASC: (a, b) => unknownLast(a.price, b.price, ascending),
  PRICE_DESC: (a, b) => unknownLast(a.price, b.price, (x, y) => ascending(y, x)),
  SALES_DESC: (a, b) => unknownLast(sales(a), sales(b), (x, y) => y - x),
  RATING_DESC: (a, b) => unknownLast(rating(a), rating(b), (x, y) => y.average - x.average || y.count - x.count),
  NEWEST: (a, b) => unknownLast(newest(a), newest(b), (x, y) => ascending(y, x)),
};

/** A total order for each sort: unknown values last, then relevance, then id, so that pages never overlap. */
export function comparatorFor(sort: SearchSort): Compare {
  const compare = COMPARE[sort];
  return (a, b) => compare(a, b) || b.score - a.score || b.rank - a.rank || ascending(a.productId, b.productId);
}

function ascending<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unknownLast<T>(a: T | undefined, b: T | undefined, compare: (a: T, b: T) => number): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return compare(a, b);
}

function sales({ eligible }: Candidate): number | undefined {
  const known = eligible.flatMap(({ salesVolume }) => salesVolume ?? []);
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0);
}

/** All ratings of the product as one, weighed by how many people rated. */
function rating({ eligible }: Candidate): { average: number; count: number } | undefined {
  const rated = eligible.flatMap(listing => (listing.rating && listing.rating.count > 0 ? [listing.rating] : []));
  const count = rated.reduce((total, each) => total + each.count, 0);
  return count === 0 ? undefined : { average: rated.reduce((total, each) => total + each.average * each.count, 0) / count, count };
}

function newest({ eligible }: Candidate): string | undefined {
  return eligible
    .map(listing => listing.createdAt)
    .filter(at => at !== '')
    .sort()
    .at(-1);
}
