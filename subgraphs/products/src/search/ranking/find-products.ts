import { queryTerms, type QueryTerm } from '../../text/index-terms.ts';
import type { IndexFacet, IndexQuery } from '../index-port.ts';
import type { TextTable } from '../sqlite/text-table.ts';
import type { CatalogueView, ViewedListing } from './catalogue-view.ts';
import type { PriceScale } from './convert.ts';
import { facetsOf } from './facets.ts';
import { judge, type Candidate } from './filters.ts';
import { comparatorFor, type Ranked } from './order.ts';

/** The whole answer to a query, in order. */
export interface FoundProducts {
  readonly products: readonly { readonly productId: string; readonly score: number }[];
  readonly facets: readonly IndexFacet[];
  readonly countByChannel: Readonly<Record<string, number>>;
}

const RANKED_ROWS = 2_000;
/** A listing that meets less than this share of what was asked (rare words weigh more) is no answer to it. */
const LEAST_SHARE = 0.5;
/** What a word is worth that stands in the description or the attributes only. */
const MENTIONED = 0.8;

/** How well each row meets the text; `undefined` for a text that is empty: everything is an answer to it. */
type Fits = ReadonlyMap<number, number> | undefined;

export function findProducts(
  query: IndexQuery,
  displayCurrency: string,
  view: CatalogueView,
  text: TextTable,
  scale: PriceScale,
): FoundProducts {
  const terms = queryTerms(query.text);
  const fits = query.text.trim() === '' ? undefined : withAdmitted(fitsOf(terms, text, view.size), query.admit, view);
  const channels = new Set(query.channels);
  const matching = listingsByProduct(fits, channels, view);
  // A filter that names no currency means that of the channels asked, when they have only one.
  const currency = query.filter.currency ?? view.onlyCurrency(channels) ?? displayCurrency;

  const candidates: Candidate[] = [];
  for (const productId of matching.keys()) {
    const listings = view.ofProduct(productId).filter(listing => channels.has(listing.channelId));
    const candidate = judge(productId, listings, query.filter, currency, view, scale);
    if (candidate) candidates.push(candidate);
  }
  const ranks = terms.length > 0 ? text.ranks(terms, RANKED_ROWS) : new Map<number, number>();
  const ranked = candidates.map((candidate): Ranked => {
    const rows = matching.get(candidate.productId) ?? [];
    const score = fits ? Math.max(...rows.map(row => fits.get(row.rowId) ?? 0)) : 1;
    return { ...candidate, score, rank: Math.max(...rows.map(row => ranks.get(row.rowId) ?? 0)) };
  });
  ranked.sort(comparatorFor(query.sort));

  const countByChannel: Record<string, number> = {};
  for (const { eligible } of ranked)
    for (const id of new Set(eligible.map(listing => listing.channelId))) countByChannel[id] = (countByChannel[id] ?? 0) + 1;
  return {
    products: ranked.map(({ productId, score }) => ({ productId, score: Math.round(score * 1e4) / 1e4 })),
    facets: facetsOf(ranked, view),
    countByChannel,
  };
}

/** Everything that was asked, word by word; failing that the last word as a beginning; failing that whatever meets most of it. */
function fitsOf(terms: readonly QueryTerm[], text: TextTable, size: number): ReadonlyMap<number, number> {
  if (terms.length === 0) return new Map();
  const holding = terms.map(term => text.rowsWith(term));
  const naming = terms.map(term => text.rowsNamedBy(term));
  const weights = holding.map(rows => Math.log(1 + size / (1 + rows.size)));
  const whole = score(holding, naming, weights, 1);
  if (whole.size > 0) return whole;

  const last = terms.at(-1) as QueryTerm;
  if (last.latin) {
    const begun = score(
      [...holding.slice(0, -1), text.rowsWith(last, true)],
      [...naming.slice(0, -1), text.rowsNamedBy(last, true)],
      weights,
      1,
    );
    if (begun.size > 0) return new Map([...begun].map(([row, fit]) => [row, fit * 0.95]));
  }
  return score(holding, naming, weights, LEAST_SHARE);
}

function score(
  holding: readonly ReadonlySet<number>[],
  naming: readonly ReadonlySet<number>[],
  weights: readonly number[],
  leastShare: number,
): ReadonlyMap<number, number> {
  const total = weights.reduce((a, b) => a + b, 0);
  const rows = leastShare === 1 ? smallest(holding) : new Set(holding.flatMap(set => [...set]));
  const fits = new Map<number, number>();
  for (const row of rows) {
    let share = 0;
    let fit = 0;
    let met = 0;
    holding.forEach((set, at) => {
      if (!set.has(row)) return;
      const weight = weights[at] as number;
      met += 1;
      share += weight;
      fit += naming[at]?.has(row) ? weight : weight * MENTIONED;
    });
    if (leastShare === 1 ? met === holding.length : share >= leastShare * total) fits.set(row, fit / total);
  }
  return fits;
}

function smallest(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  return sets.reduce((least, set) => (set.size < least.size ? set : least));
}

/** What a channel named in answer to this very text matches, though we cannot say how well. */
function withAdmitted(fits: ReadonlyMap<number, number>, admit: readonly string[], view: CatalogueView): ReadonlyMap<number, number> {
  if (admit.length === 0) return fits;
  const all = new Map(fits);
  for (const id of admit) {
    const row = view.rowOf(id);
    if (row !== undefined && !all.has(row)) all.set(row, LEAST_SHARE);
  }
  return all;
}

function listingsByProduct(fits: Fits, channels: ReadonlySet<string>, view: CatalogueView): ReadonlyMap<string, readonly ViewedListing[]> {
  const byProduct = new Map<string, ViewedListing[]>();
  const add = (listing: ViewedListing | undefined): void => {
    if (!listing || !channels.has(listing.channelId)) return;
    const known = byProduct.get(listing.productId);
    if (known) known.push(listing);
    else byProduct.set(listing.productId, [listing]);
  };
  if (fits) for (const row of fits.keys()) add(view.row(row));
  else for (const listing of view.all()) add(listing);
  return byProduct;
}
