import { createHash } from 'node:crypto';
import type { Match } from '../listing/listing-doc.ts';
import { Blocks } from './blocks.ts';
import { Corpus } from './corpus.ts';
import { matchPair, type PairDecision } from './match-pair.ts';
import { readItem, type Item, type MatchInput } from './item.ts';

/** What grouping is told of a listing. */
export interface GroupedListing extends MatchInput {
  readonly id: string;
  readonly channelId: string;
  readonly parentId?: string | undefined;
  readonly sellerId?: string | undefined;
}

export interface Ruling {
  readonly kind: 'MERGED' | 'SPLIT';
  readonly productId: string;
}

/** Where a listing now belongs. */
export interface Placement {
  readonly productId: string;
  readonly match: Match;
}

/** What one step changed, the listing asked about always included. */
export interface GroupChanges {
  readonly placements: ReadonlyMap<string, Placement>;
  /** Product ids that went away, with the id each now leads to. */
  readonly redirects: ReadonlyMap<string, string>;
}

interface Entry extends Placement {
  readonly listing: GroupedListing;
  readonly item: Item;
  readonly fingerprint: string;
}

interface Supporter {
  readonly entry: Entry;
  readonly decision: PairDecision;
}

const SINGLE: Match = { method: 'SINGLE', confidence: 1, evidence: [] };

/**
 * Which listings are one product, kept up to date as listings come, change and go. A listing joins the product of the listing it matches best,
 * unless any listing there speaks against it; people's rulings beat everything. Product ids never disappear: one that goes leads to one that stays.
 * In memory and without I/O; `restore` brings it back from what was stored.
 */
export class ProductGroups {
  private readonly corpus = new Corpus();
  private readonly blocks = new Blocks();
  private readonly entries = new Map<string, Entry>();
  private readonly members = new Map<string, Set<string>>();
  private readonly rulings = new Map<string, Ruling>();
  private readonly redirects = new Map<string, string>();
  private readonly isMatchingOn: boolean;

  constructor(options: { readonly matching: boolean }) {
    this.isMatchingOn = options.matching;
  }

  /** The id under which this product is now found. */
  standing(productId: string): string {
    let id = productId;
    for (let next = this.redirects.get(id), hops = 0; next !== undefined && hops < 100; next = this.redirects.get(id), hops++) id = next;
    return id;
  }

  listingsOf(productId: string): string[] {
    return [...(this.members.get(productId) ?? [])];
  }

  placementOf(listingId: string): Placement | undefined {
    return this.entries.get(listingId);
  }

  restore(listing: GroupedListing, placement: Placement): void {
    this.add({ listing, item: readItem(listing), fingerprint: fingerprintOf(listing), ...placement });
  }

  restoreRedirect(from: string, to: string): void {
    this.redirects.set(from, to);
  }

  rule(listingId: string, ruling: Ruling): void {
    this.rulings.set(listingId, ruling);
  }

  /** Listings that nothing matches so far. */
  singles(): GroupedListing[] {
    return [...this.entries.values()].filter(entry => entry.match.method === 'SINGLE').map(entry => entry.listing);
  }

  /** Places a listing that is new or may have changed; `again` also one that has not, since what is rare shows only in a full catalogue. */
  place(listing: GroupedListing, options: { readonly again?: boolean } = {}): GroupChanges {
    const before = this.entries.get(listing.id);
    const fingerprint = fingerprintOf(listing);
    const ruling = this.rulings.get(listing.id);
    if (
      !options.again &&
      before &&
      before.fingerprint === fingerprint &&
      (!ruling || before.productId === this.standing(ruling.productId))
    ) {
      return { placements: new Map([[listing.id, before]]), redirects: new Map() };
    }
    if (before) this.withdraw(before);
    const item = readItem(listing);
    if (ruling)
      return this.settle({ listing, item, fingerprint, productId: this.standing(ruling.productId), match: manual(ruling) }, before, []);

    const supporters = this.isMatchingOn ? this.supportersOf(listing, item) : [];
    const [best] = supporters;
    if (best) return this.settle({ listing, item, fingerprint, productId: best.entry.productId, match: matchOf(best) }, before, supporters);
    const isOldIdFree = before !== undefined && !this.members.has(before.productId);
    return this.settle(
      { listing, item, fingerprint, productId: isOldIdFree ? before.productId : this.freshId(listing.id), match: SINGLE },
      before,
      [],
    );
  }

  /** The listing is no longer sold. Its product id stays known. */
  forget(listingId: string): void {
    const entry = this.entries.get(listingId);
    if (entry) this.withdraw(entry);
  }

  /** An id for a product of this listing alone, the same each time unless it is taken. */
  freshId(listingId: string): string {
    for (let count = 0; ; count++) {
      const id = `p${createHash('sha256').update(`${listingId}#${count}`).digest('hex').slice(0, 20)}`;
      if (!this.members.has(id) && !this.redirects.has(id)) return id;
    }
  }

  private settle(entry: Entry, before: Entry | undefined, supporters: readonly Supporter[]): GroupChanges {
    this.add(entry);
    const placements = new Map<string, Placement>([[entry.listing.id, entry]]);
    const redirects = new Map<string, string>();
    // A listing that was alone and now belongs elsewhere takes its id along.
    if (before && before.productId !== entry.productId && !this.members.has(before.productId))
      this.redirect(before.productId, entry.productId, redirects);
    for (const { entry: other, decision } of supporters) {
      const [from, to] = this.whichStays(
        this.entries.get(other.listing.id)?.productId ?? entry.productId,
        this.entries.get(entry.listing.id)?.productId ?? entry.productId,
      );
      if (from === to || !decision.isProof || !this.canMerge(from, to)) continue;
      for (const id of this.listingsOf(from)) {
        const moved: Entry = { ...(this.entries.get(id) as Entry), productId: to };
        const match = moved.match.method === 'SINGLE' ? matchOf({ entry, decision }) : moved.match;
        this.withdraw(moved, from);
        this.add({ ...moved, match });
        placements.set(id, { productId: to, match });
      }
      this.redirect(from, to, redirects);
    }
    this.tellFounder(entry, supporters[0], placements);
    return { placements, redirects };
  }

  /** The listing that was alone until now is held for the product by the same evidence. */
  private tellFounder(entry: Entry, best: Supporter | undefined, placements: Map<string, Placement>): void {
    const founder = best && this.entries.get(best.entry.listing.id);
    if (!best || !founder || founder.match.method !== 'SINGLE') return;
    const match = matchOf({ entry, decision: best.decision });
    this.entries.set(founder.listing.id, { ...founder, match });
    placements.set(founder.listing.id, { productId: founder.productId, match });
  }

  /** Listings that are held to be the same item, best first; products where anything speaks against it are left out. */
  private supportersOf(listing: GroupedListing, item: Item): Supporter[] {
    const found: Supporter[] = [];
    const refused = new Set<string>();
    for (const id of this.blocks.candidatesFor(item)) {
      const entry = this.entries.get(id);
      if (!entry || id === listing.id || this.rulings.get(id)?.kind === 'SPLIT') continue;
      const decision = matchPair(item, entry.item, this.corpus);
      if (decision.isSame && mayShareProduct(listing, entry.listing, decision)) found.push({ entry, decision });
    }
    for (const { entry } of found) {
      if (refused.has(entry.productId)) continue;
      if (this.listingsOf(entry.productId).some(id => this.speaksAgainst(listing, item, this.entries.get(id) as Entry)))
        refused.add(entry.productId);
    }
    return found
      .filter(({ entry }) => !refused.has(entry.productId))
      .sort((a, b) => b.decision.confidence - a.decision.confidence || (a.entry.productId < b.entry.productId ? -1 : 1));
  }

  private speaksAgainst(listing: GroupedListing, item: Item, member: Entry): boolean {
    const decision = matchPair(item, member.item, this.corpus);
    return decision.conflicts.length > 0 || !mayShareProduct(listing, member.listing, decision);
  }

  private canMerge(from: string, to: string): boolean {
    const isRuled = (id: string): boolean => this.rulings.has(id);
    if (this.listingsOf(from).some(isRuled) && this.listingsOf(to).some(isRuled)) return false;
    return this.listingsOf(from).every(a =>
      this.listingsOf(to).every(
        b => !this.speaksAgainst((this.entries.get(a) as Entry).listing, (this.entries.get(a) as Entry).item, this.entries.get(b) as Entry),
      ),
    );
  }

  /** [the id that goes, the id that stays]: people's products stay, then the larger, then the smaller id. */
  private whichStays(a: string, b: string): readonly [string, string] {
    const standing = (id: string): number =>
      (this.listingsOf(id).some(listing => this.rulings.has(listing)) ? 1e9 : 0) + this.listingsOf(id).length;
    const difference = standing(a) - standing(b);
    return difference < 0 || (difference === 0 && a > b) ? [a, b] : [b, a];
  }

  private redirect(from: string, to: string, redirects: Map<string, string>): void {
    this.redirects.delete(to);
    this.redirects.set(from, to);
    redirects.set(from, to);
  }

  private add(entry: Entry): void {
    this.entries.set(entry.listing.id, entry);
    this.corpus.add(entry.item);
    this.blocks.add(entry.listing.id, entry.item);
    this.redirects.delete(entry.productId);
    const siblings = this.members.get(entry.productId);
    if (siblings) siblings.add(entry.listing.id);
    else this.members.set(entry.productId, new Set([entry.listing.id]));
  }

  private withdraw(entry: Entry, productId = entry.productId): void {
    this.entries.delete(entry.listing.id);
    this.corpus.remove(entry.item);
    this.blocks.remove(entry.listing.id, entry.item);
    const siblings = this.members.get(productId);
    siblings?.delete(entry.listing.id);
    if (siblings?.size === 0) this.members.delete(productId);
  }
}

/** Within one shop (and one seller there) two listings are two items unless a GTIN proves otherwise; variants of one parent always are. */
function mayShareProduct(a: GroupedListing, b: GroupedListing, decision: PairDecision): boolean {
  if (a.channelId !== b.channelId) return true;
  if (a.parentId !== undefined && a.parentId === b.parentId) return false;
  return decision.method === 'GTIN' || (a.sellerId !== b.sellerId && decision.isSame);
}

function manual(ruling: Ruling): Match {
  return { method: 'MANUAL', confidence: 1, evidence: [ruling.kind === 'MERGED' ? 'merged by staff' : 'split off by staff'] };
}

function matchOf({ entry, decision }: Supporter): Match {
  return {
    method: decision.method,
    confidence: Math.round(decision.confidence * 1e3) / 1e3,
    evidence: [...decision.evidence, `compared with ${entry.listing.id}`],
  };
}

function fingerprintOf(listing: GroupedListing): string {
  const { title, brand, model, sku, gtin14s, attributes, options, parentId, sellerId } = listing;
  return createHash('sha256')
    .update(JSON.stringify([title, brand, model, sku, gtin14s, attributes, options, parentId, sellerId]))
    .digest('base64');
}
