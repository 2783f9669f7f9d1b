import type { IndexAnswer, PlaceInAnswer } from '../index-port.ts';
import type { FoundProducts } from '../ranking/find-products.ts';

const KEPT_ANSWERS = 200;
const KEPT_PRODUCTS = 500_000;

/** Answers given lately, so that whoever pages through one sees each product once while the catalogue moves on. The oldest are forgotten. */
export class Answers {
  private readonly byId = new Map<string, FoundProducts>();
  private products = 0;
  private count = 0;

  keep(found: FoundProducts): string {
    const id = `${process.pid.toString(36)}-${Date.now().toString(36)}-${(this.count++).toString(36)}`;
    this.byId.set(id, found);
    this.products += found.products.length;
    while (this.byId.size > KEPT_ANSWERS || (this.products > KEPT_PRODUCTS && this.byId.size > 1)) {
      const [oldest, answer] = this.byId.entries().next().value as [string, FoundProducts];
      this.byId.delete(oldest);
      this.products -= answer.products.length;
    }
    return id;
  }

  get(id: string): FoundProducts | undefined {
    return this.byId.get(id);
  }
}

/** One page of a whole answer. A place in an answer that was forgotten is found again by its product, or else by its position. */
export function pageOf(
  found: FoundProducts,
  answerId: string,
  page: { readonly first: number; readonly after?: PlaceInAnswer | undefined },
): IndexAnswer {
  const start = page.after ? startAfter(found, answerId, page.after) : 0;
  const hits = found.products
    .slice(start, start + page.first)
    .map(({ productId, score }, at) => ({ productId, score, place: { answerId, position: start + at, productId } }));
  return { hits, hasNextPage: start + hits.length < found.products.length, facets: found.facets, countByChannel: found.countByChannel };
}

function startAfter(found: FoundProducts, answerId: string, after: PlaceInAnswer): number {
  if (after.answerId === answerId) return after.position + 1;
  const at = found.products.findIndex(({ productId }) => productId === after.productId);
  return at === -1 ? after.position : at + 1;
}
