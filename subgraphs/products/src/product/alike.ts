import type { IndexQuery, SearchIndex } from '../search/index-port.ts';
import type { ProductLoaders } from './product-loaders.ts';
import { attributesOf, categoryOf, firstKnown, type Product } from './product.ts';
import { fold } from '../text/fold.ts';

export interface AlikeDeps {
  readonly index: SearchIndex;
  readonly loaders: ProductLoaders;
  readonly channels: readonly string[];
}

const LOOKED_AT = 60;
const IN_STOCK = ['IN_STOCK', 'LOW_STOCK'] as const;

/** Other products of the same category that can be had now, those that share most attributes first. Without a category there is nothing truthful to say. */
export async function substitutesFor(product: Product, need: string | undefined, first: number, deps: AlikeDeps): Promise<Product[]> {
  const category = categoryOf(product);
  if (!category) return [];
  const candidates = await find(need ?? '', { category: category.id, availability: IN_STOCK }, deps);
  return candidates
    .filter(other => other.id !== product.id)
    .map(other => ({ other, shared: sharedAttributes(product, other) }))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, first)
    .map(({ other }) => other);
}

/** Products of other categories whose title or description names this product's model. */
export async function compatibleWith(product: Product, need: string | undefined, first: number, deps: AlikeDeps): Promise<Product[]> {
  const model = firstKnown(product, 'model');
  if (model === null || model.length < 3) return [];
  const category = categoryOf(product)?.id;
  const candidates = await find(`${model} ${need ?? ''}`, { availability: IN_STOCK }, deps);
  const named = fold(model);
  return candidates
    .filter(other => other.id !== product.id && categoryOf(other)?.id !== category && !isSameModel(other, model))
    .filter(other => other.listings.some(listing => fold(`${listing.title} ${listing.description ?? ''}`).includes(named)))
    .slice(0, first);
}

async function find(text: string, filter: IndexQuery['filter'], { index, loaders, channels }: AlikeDeps): Promise<Product[]> {
  const answer = await index.search({ text, filter, sort: 'RELEVANCE', channels, admit: [] }, { first: LOOKED_AT });
  const found = await loaders.product.loadMany(answer.hits.map(hit => hit.productId));
  return found.filter((each): each is Product => each !== undefined && !(each instanceof Error));
}

function isSameModel(other: Product, model: string): boolean {
  const own = firstKnown(other, 'model');
  return own !== null && fold(own) === fold(model);
}

function sharedAttributes(a: Product, b: Product): number {
  const values = new Set(attributesOf(a).map(({ name, value }) => `${fold(name)}=${fold(value)}`));
  return attributesOf(b).filter(({ name, value }) => values.has(`${fold(name)}=${fold(value)}`)).length;
}
