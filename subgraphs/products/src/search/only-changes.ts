import { createHash } from 'node:crypto';
import type { IndexAnswer, IndexedListing, IndexQuery, PlaceInAnswer, SearchIndex } from './index-port.ts';

/** Spares an index what it knows already: channels whose feeds repeat themselves send whole catalogues in which little has changed. */
export class OnlyChanges implements SearchIndex {
  private readonly known = new Map<string, string>();
  private readonly index: SearchIndex;

  constructor(index: SearchIndex) {
    this.index = index;
  }

  async put(listings: readonly IndexedListing[]): Promise<void> {
    const digests = new Map(listings.map(listing => [listing, digestOf(listing)]));
    const changed = listings.filter(listing => this.known.get(listing.id) !== digests.get(listing));
    await this.index.put(changed);
    for (const listing of changed) this.known.set(listing.id, digests.get(listing) as string);
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.known.delete(id);
    await this.index.remove(ids);
  }

  search(query: IndexQuery, page: { readonly first: number; readonly after?: PlaceInAnswer | undefined }): Promise<IndexAnswer> {
    return this.index.search(query, page);
  }

  close(): Promise<void> {
    return this.index.close();
  }
}

function digestOf(listing: IndexedListing): string {
  const text = JSON.stringify(listing, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  return createHash('sha1').update(text).digest('base64');
}
