import { randomUUID } from 'node:crypto';
import { fromMoneyJson, instant, type Clock } from '@onebasket/core';
import type { Collection, Storage } from '@onebasket/runtime';
import { listings, type ListingDoc, type ListingIndex } from '../listing/listing-doc.ts';
import type { ObservedListing } from '../listing/to-listing-doc.ts';
import { ProductGroups, type GroupChanges, type GroupedListing } from '../matching/product-groups.ts';
import { rulings, type RulingDoc } from '../matching/ruling-doc.ts';
import type { IndexedListing, SearchIndex } from '../search/index-port.ts';
import { products, type ProductDoc, type ProductIndex } from './product-doc.ts';

const BATCH = 200;
const CLOCKS_DIFFER_MS = 5_000;

/**
 * The one way by which listings enter: each is placed in a product, stored and put into the search index, in this order. Steps follow one
 * another; between listings the thread is given back, so that requests are answered while a large feed comes in.
 */
export class Catalogue {
  readonly listings: Collection<ListingDoc, ListingIndex>;
  readonly products: Collection<ProductDoc, ProductIndex>;
  readonly rulings: Collection<RulingDoc, 'byProduct'>;
  private readonly groups: ProductGroups;
  private readonly index: SearchIndex;
  private readonly clock: Clock;
  /** This process, among those that share the store. */
  private readonly self = randomUUID();
  /** Versions of listings of other processes that are taken over already. */
  private readonly followed = new Map<string, number>();
  private tail: Promise<unknown> = Promise.resolve();

  constructor(storage: Storage, index: SearchIndex, options: { readonly matching: boolean; readonly clock: Clock }) {
    this.listings = storage.collection(listings);
    this.products = storage.collection(products);
    this.rulings = storage.collection(rulings);
    this.index = index;
    this.clock = options.clock;
    this.groups = new ProductGroups(options);
  }

  /** Brings back everything stored: rulings, redirects, groups and the search index. Resolves to the number of listings. */
  restore(): Promise<number> {
    return this.inTurn(async () => {
      const ruled: string[] = [];
      for await (const ruling of eachDoc(this.rulings, 'byProduct')) {
        this.groups.rule(ruling._id, ruling);
        ruled.push(ruling._id);
      }
      for await (const product of eachDoc(this.products, 'byLead')) this.groups.restoreRedirect(product._id, product.leadsTo as string);
      let count = 0;
      let batch: IndexedListing[] = [];
      for await (const doc of eachDoc(this.listings, 'byChannel')) {
        if (doc.gone) continue;
        this.groups.restore(toGrouped(doc), doc);
        count = batch.push(toIndexed(doc)) && count + 1;
        if (batch.length < BATCH) continue;
        await this.index.put(batch);
        batch = [];
      }
      await this.index.put(batch);
      await this.applyRulings(ruled);
      return count;
    });
  }

  /** Takes in listings as a channel states them now. Resolves when they are stored and can be found. */
  take(observed: readonly ObservedListing[]): Promise<void> {
    return this.inTurn(async () => {
      const byId = new Map(observed.map(doc => [doc._id, doc]));
      const changes: GroupChanges[] = [];
      for (const doc of byId.values()) {
        changes.push(this.groups.place(toGrouped(doc)));
        await new Promise(resolve => setImmediate(resolve));
      }
      await this.store(changes, byId);
    });
  }

  /** Looks again at the listings that nothing matched: to be called when a catalogue has come in whole. */
  matchSingles(): Promise<void> {
    return this.inTurn(async () => {
      const changes: GroupChanges[] = [];
      for (const listing of this.groups.singles()) {
        const change = this.groups.place(listing, { again: true });
        if (change.placements.get(listing.id)?.match.method !== 'SINGLE') changes.push(change);
        await new Promise(resolve => setImmediate(resolve));
      }
      await this.store(changes, new Map());
    });
  }

  /** Marks listings as no longer sold; `externalIds` name variants or parents. */
  markGone(channelId: string, externalIds: readonly string[], at: string): Promise<void> {
    return this.inTurn(async () => {
      if (externalIds.length === 0) return;
      const named = await this.listings.getMany(externalIds.map(id => `${channelId}:${id}`));
      const found = new Map<string, ListingDoc>();
      for (const doc of named) if (doc) found.set(doc._id, doc);
      for (const parentId of externalIds)
        for await (const doc of eachDoc(this.listings, 'byParent', [channelId, parentId])) found.set(doc._id, doc);
      const gone = [...found.values()].filter(doc => !doc.gone).map(doc => ({ ...doc, gone: true, observedAt: at, ...this.stamp() }));
      for (const doc of gone) this.groups.forget(doc._id);
      if (gone.length > 0) await this.listings.putMany(gone);
      await this.index.remove(gone.map(doc => doc._id));
    });
  }

  /** Stores people's rulings on listings and moves the listings accordingly. `decide` is told how things stand when its turn has come. */
  rule(decide: (groups: ProductGroups) => readonly RulingDoc[]): Promise<void> {
    return this.inTurn(async () => {
      const decided = decide(this.groups);
      for (const ruling of decided) {
        const { existing } = await this.rulings.insert(ruling);
        if (existing) await this.rulings.change(ruling._id, now => ({ ...ruling, v: now.v }));
        this.groups.rule(ruling._id, ruling);
      }
      await this.applyRulings(decided.map(ruling => ruling._id));
    });
  }

  /** Takes over what other processes have stored since `since`; resolves to where to go on from. Documents are seen again for a while, since clocks differ. */
  follow(since: string): Promise<string> {
    return this.inTurn(async () => {
      let last = since;
      for await (const doc of eachDoc(this.listings, 'byTaken', [], [since])) {
        if (doc.takenAt > last) last = doc.takenAt;
        if (doc.takenBy === this.self || this.followed.get(doc._id) === doc.v) continue;
        this.followed.set(doc._id, doc.v);
        this.groups.forget(doc._id);
        if (doc.gone) await this.index.remove([doc._id]);
        else {
          this.groups.restore(toGrouped(doc), doc);
          await this.index.put([toIndexed(doc)]);
        }
      }
      return new Date(Math.max(0, Date.parse(last) - CLOCKS_DIFFER_MS)).toISOString();
    });
  }

  private stamp(): Pick<ListingDoc, 'takenAt' | 'takenBy'> {
    return { takenAt: instant(this.clock.now()), takenBy: this.self };
  }

  /** Moves the listings to where people put them; those that are there already stay as they are. */
  private async applyRulings(listingIds: readonly string[]): Promise<void> {
    for (let from = 0; from < listingIds.length; from += BATCH) {
      const docs = (await this.listings.getMany(listingIds.slice(from, from + BATCH))).filter(
        doc => doc !== undefined && !doc.gone,
      ) as ListingDoc[];
      await this.store(
        docs.map(doc => this.groups.place(toGrouped(doc))),
        new Map(docs.map(doc => [doc._id, doc])),
      );
    }
  }

  private async store(changes: readonly GroupChanges[], observed: ReadonlyMap<string, ObservedListing>): Promise<void> {
    const placements = new Map(changes.flatMap(change => [...change.placements]));
    const others = [...placements.keys()].filter(id => !observed.has(id));
    const stored = new Map((await this.listings.getMany(others)).flatMap(doc => (doc ? [[doc._id, doc] as const] : [])));
    const docs = [...placements].flatMap(([id, { productId, match }]): ListingDoc[] => {
      const doc = observed.get(id) ?? stored.get(id);
      return doc ? [{ ...doc, productId, match, ...this.stamp() }] : [];
    });
    const redirects = changes.flatMap(change => [...change.redirects]);
    const touched = new Set([...docs.map(doc => doc.productId), ...redirects.map(([from]) => from)]);
    await this.products.putMany([...touched].map(id => this.productDoc(id)));
    await this.listings.putMany(docs);
    await this.index.put(docs.filter(doc => !doc.gone).map(toIndexed));
  }

  private productDoc(id: string): ProductDoc {
    const standing = this.groups.standing(id);
    return { _id: id, v: 1, shape: 1, listingIds: this.groups.listingsOf(id).sort(), ...(standing === id ? {} : { leadsTo: standing }) };
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.tail.then(work);
    this.tail = result.catch(() => undefined);
    return result;
  }
}

async function* eachDoc<T extends { readonly _id: string; readonly v: number; readonly shape: number }, I extends string>(
  collection: Collection<T, I>,
  index: I,
  prefix: readonly string[] = [],
  from?: readonly string[],
): AsyncGenerator<T> {
  let after: string | undefined;
  do {
    const page = await collection.find({ index, prefix, limit: 500, ...(from ? { from } : {}), ...(after === undefined ? {} : { after }) });
    yield* page.docs;
    after = page.next;
  } while (after !== undefined);
}

function toGrouped(doc: ObservedListing): GroupedListing {
  return {
    id: doc._id,
    channelId: doc.channelId,
    parentId: doc.parentId,
    sellerId: doc.seller?.id,
    title: doc.title,
    brand: doc.brand,
    model: doc.model,
    sku: doc.sku,
    gtin14s: doc.gtin14s,
    attributes: doc.attributes,
    options: doc.options,
  };
}

function toIndexed(doc: ListingDoc): IndexedListing {
  return {
    id: doc._id,
    productId: doc.productId,
    channelId: doc.channelId,
    title: doc.title,
    brand: doc.brand,
    codes: [doc.model, doc.sku, ...doc.gtins].filter(code => code !== undefined),
    categoryPath: doc.categoryPath,
    attributes: doc.attributes,
    description: doc.description,
    price: doc.price && doc.purchasable ? fromMoneyJson(doc.price) : undefined,
    availability: doc.availability,
    rating: doc.rating,
    salesVolume: doc.salesVolume,
    createdAt: doc.createdAt ?? '',
  };
}
