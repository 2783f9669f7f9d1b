import { createHash } from 'node:crypto';
import type { Match } from '../listing/listing-doc.ts';
import { Blocks } from './blocks.ts';
import { Corpus } from './corpus.ts';
import { matchPair, type PairDecision } from './match-pair.ts';
import type { Item, MatchInput } from './item.ts';
import { ItemShelf } from './item-shelf.ts';

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

/** What is kept of each listing; the rest is on the shelf. */
interface Entry extends Placement {
  readonly id: string;
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
  private readonly blocks = new Blocks(this.corpus);
  private readonly shelf = new ItemShelf();
  private readonly entries = new Map<string, Entry>();
  /** By product; a single listing by its id alone. */
  private readonly members = new Map<string, string | Set<string>>();
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
    const members = this.members.get(productId);
    return typeof members === 'string' ? [members] : [...(members ?? [])];
  }

  placementOf(listingId: string): Placement | undefined {
    return this.entries.get(listingId);
  }

  restore(listing: GroupedListing, placement: Placement): void {
    this.shelf.put(listing);
    this.add({ id: listing.id, fingerprint: fingerprintOf(listing), productId: placement.productId, match: placement.match });
  }

  restoreRedirect(from: string, to: string): void {
    this.redirects.set(from, to);
  }

  rule(listingId: string, ruling: Ruling): void {
    this.rulings.set(listingId, ruling);
  }

  /** Listings that nothing matches so far. */
  *singles(): Generator<GroupedListing> {
    const ids = [...this.entries.values()].filter(entry => entry.match.method === 'SINGLE').map(entry => entry.id);
    for (const id of ids) if (this.entries.get(id)?.match.method === 'SINGLE') yield this.shelf.get(id).listing;
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
    const { id } = listing;
    const item = this.shelf.put(listing);
    if (ruling) return this.settle({ id, fingerprint, productId: this.standing(ruling.productId), match: manual(ruling) }, before, []);

    const supporters = this.isMatchingOn ? this.supportersOf(listing, item) : [];
    const [best] = supporters;
    if (best) return this.settle({ id, fingerprint, productId: best.entry.productId, match: matchOf(best) }, before, supporters);
    const isOldIdFree = before !== undefined && !this.members.has(before.productId);
    return this.settle({ id, fingerprint, productId: isOldIdFree ? before.productId : this.freshId(id), match: SINGLE }, before, []);
  }

  /** The listing is no longer sold. Its product id stays known. */
  forget(listingId: string): void {
    const entry = this.entries.get(listingId);
    if (!entry) return;
    this.withdraw(entry);
    this.shelf.remove(listingId);
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
    const placements = new Map<string, Placement>([[entry.id, entry]]);
    const redirects = new Map<string, string>();
    // A listing that was alone and now belongs elsewhere takes its id along.
    if (before && before.productId !== entry.productId && !this.members.has(before.productId))
      this.redirect(before.productId, entry.productId, redirects);
    for (const { entry: other, decision } of supporters) {
      const [from, to] = this.whichStays(
        this.entries.get(other.id)?.productId ?? entry.productId,
        this.entries.get(entry.id)?.productId ?? entry.productId,
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
    const founder = best && this.entries.get(best.entry.id);
    if (!best || !founder || founder.match.method !== 'SINGLE') return;
    const match = matchOf({ entry, decision: best.decision });
    this.entries.set(founder.id, { ...founder, match });
    placements.set(founder.id, { productId: founder.productId, match });
  }

  /** Listings that are held to be the same item, best first; products where anything speaks against it are left out. */
  private supportersOf(listing: GroupedListing, item: Item): Supporter[] {
    const found: Supporter[] = [];
    const refused = new Set<string>();
    for (const id of this.blocks.candidatesFor(item)) {
      const entry = this.entries.get(id);
      if (!entry || id === listing.id || this.rulings.get(id)?.kind === 'SPLIT') continue;
      const other = this.shelf.get(id);
      const decision = matchPair(item, other.item, this.corpus);
      if (decision.isSame && mayShareProduct(listing, other.listing, decision)) found.push({ entry, decision });
    }
    for (const { entry } of found) {
      if (refused.has(entry.productId)) continue;
      if (this.listingsOf(entry.productId).some(id => this.speaksAgainst(listing, item, id))) refused.add(entry.productId);
    }
    return found
      .filter(({ entry }) => !refused.has(entry.productId))
      .sort((a, b) => b.decision.confidence - a.decision.confidence || (a.entry.productId < b.entry.productId ? -1 : 1));
  }

  private speaksAgainst(listing: GroupedListing, item: Item, memberId: string): boolean {
    const member = this.shelf.get(memberId);
    const decision = matchPair(item, member.item, this.corpus);
    return decision.conflicts.length > 0 || !mayShareProduct(listing, member.listing, decision);
  }

  private canMerge(from: string, to: string): boolean {
    const isRuled = (id: string): boolean => this.rulings.has(id);
    if (this.listingsOf(from).some(isRuled) && this.listingsOf(to).some(isRuled)) return false;
    return this.listingsOf(from).every(a => {
      const { listing, item } = this.shelf.get(a);
      return this.listingsOf(to).every(b => !this.speaksAgainst(listing, item, b));
    });
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
    const { item } = this.shelf.get(entry.id);
    this.entries.set(entry.id, entry);
    this.corpus.add(item, entry.id);
    this.blocks.add(entry.id, item);
    this.redirects.delete(entry.productId);
    const siblings = this.members.get(entry.productId);
    if (siblings === undefined) this.members.set(entry.productId, entry.id);
    else if (typeof siblings !== 'string') siblings.add(entry.id);
    else if (siblings !== entry.id) this.members.set(entry.productId, new Set([siblings, entry.id]));
  }

  private withdraw(entry: Entry, productId = entry.productId): void {
    const { item } = this.shelf.get(entry.id);
    this.entries.delete(entry.id);
    this.corpus.remove(item, entry.id);
    this.blocks.remove(entry.id, item);
    const siblings = this.members.get(productId);
    if (siblings === entry.id) this.members.delete(productId);
    else if (typeof siblings === 'object') {
      siblings.delete(entry.id);
      const [only] = siblings;
      if (only === undefined) this.members.delete(productId);
      else if (siblings.size === 1) this.members.set(productId, only);
    }
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
    evidence: [...decision.evidence, `compared with ${entry.id}`],
  };
}

function fingerprintOf(listing: GroupedListing): string {
  const { title, brand, model, sku, gtin14s, attributes, options, parentId, sellerId } = listing;
  return createHash('sha256')
    .update(JSON.stringify([title, brand, model, sku, gtin14s, attributes, options, parentId, sellerId]))
    .digest('base64')
    .slice(0, 22);
}
