import { matchingAttributes, readItem, type Item } from './item.ts';
import type { GroupedListing } from './product-groups.ts';

/** Taken apart, a listing is ten times as large as its words: so many are kept so, the others are taken apart again when they are compared. */
const MOST_APART = 4_000;

/** The listings that matching knows of, small: as text, with the last used ones taken apart. */
export class ItemShelf {
  private readonly packed = new Map<string, string>();
  /** Oldest use first. */
  private readonly apart = new Map<string, { readonly listing: GroupedListing; readonly item: Item }>();

  put(listing: GroupedListing): Item {
    const kept = { ...listing, attributes: matchingAttributes(listing) };
    this.packed.set(listing.id, JSON.stringify(kept));
    return this.use(listing.id, { listing: kept, item: readItem(kept) }).item;
  }

  remove(id: string): void {
    this.packed.delete(id);
    this.apart.delete(id);
  }

  /** Throws for a listing that is not on the shelf. */
  get(id: string): { readonly listing: GroupedListing; readonly item: Item } {
    const known = this.apart.get(id);
    if (known) return this.use(id, known);
    const text = this.packed.get(id);
    if (text === undefined) throw new RangeError(`matching does not know ${id}`);
    const listing = JSON.parse(text) as GroupedListing;
    return this.use(id, { listing, item: readItem(listing) });
  }

  private use<T extends { readonly listing: GroupedListing; readonly item: Item }>(id: string, entry: T): T {
    this.apart.delete(id);
    this.apart.set(id, entry);
    if (this.apart.size > MOST_APART) {
      const [oldest] = this.apart.keys();
      if (oldest !== undefined) this.apart.delete(oldest);
    }
    return entry;
  }
}
