import { categoryId } from '../../product/category.ts';
import { BrandAliases } from '../../matching/brand.ts';
import type { IndexedListing } from '../index-port.ts';

/** A listing as filters, sorts and facets read it: without its running text. */
export type ViewedListing = Omit<IndexedListing, 'description' | 'codes'> & { readonly categoryId: string; readonly rowId: number };

/** Every listing of the index by row, id and product. */
export class CatalogueView {
  readonly brands = new BrandAliases();
  private readonly rowIds = new Map<string, number>();
  private readonly rows = new Map<number, ViewedListing>();
  private readonly products = new Map<string, Set<number>>();
  private readonly currencies = new Map<string, Map<string, number>>();
  private nextRow = 1;

  get size(): number {
    return this.rows.size;
  }

  /** The row of the listing; a new one for a listing not seen before. */
  put(listing: IndexedListing): number {
    const rowId = this.rowIds.get(listing.id) ?? this.nextRow++;
    this.unlink(rowId);
    const { description: _, codes: __, ...viewed } = listing;
    this.rows.set(rowId, { ...viewed, categoryId: categoryId(listing.categoryPath), rowId });
    this.rowIds.set(listing.id, rowId);
    this.countCurrency(listing, 1);
    const siblings = this.products.get(listing.productId);
    if (siblings) siblings.add(rowId);
    else this.products.set(listing.productId, new Set([rowId]));
    if (listing.brand !== undefined) this.brands.learn(listing.brand);
    return rowId;
  }

  remove(id: string): number | undefined {
    const rowId = this.rowIds.get(id);
    if (rowId === undefined) return undefined;
    this.unlink(rowId);
    this.rows.delete(rowId);
    this.rowIds.delete(id);
    return rowId;
  }

  row(rowId: number): ViewedListing | undefined {
    return this.rows.get(rowId);
  }

  rowOf(id: string): number | undefined {
    return this.rowIds.get(id);
  }

  all(): IterableIterator<ViewedListing> {
    return this.rows.values();
  }

  ofProduct(productId: string): ViewedListing[] {
    return [...(this.products.get(productId) ?? [])].flatMap(rowId => this.rows.get(rowId) ?? []);
  }

  /** The one currency in which these channels name prices; `undefined` when there are several or none. */
  onlyCurrency(channelIds: ReadonlySet<string>): string | undefined {
    const found = new Set([...channelIds].flatMap(id => [...(this.currencies.get(id)?.keys() ?? [])]));
    return found.size === 1 ? [...found][0] : undefined;
  }

  private countCurrency({ channelId, price }: Pick<IndexedListing, 'channelId' | 'price'>, by: 1 | -1): void {
    if (!price) return;
    const counts = this.currencies.get(channelId) ?? new Map<string, number>();
    this.currencies.set(channelId, counts);
    const count = (counts.get(price.currency) ?? 0) + by;
    if (count > 0) counts.set(price.currency, count);
    else counts.delete(price.currency);
  }

  private unlink(rowId: number): void {
    const before = this.rows.get(rowId);
    if (before) this.countCurrency(before, -1);
    const productId = before?.productId;
    if (productId === undefined) return;
    const siblings = this.products.get(productId);
    siblings?.delete(rowId);
    if (siblings?.size === 0) this.products.delete(productId);
  }
}
