import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode, type ValueNode } from 'graphql';

/** How much fits and how fast it comes back; Shopify's Standard plan. */
export interface BucketOptions {
  readonly maximumAvailable?: number;
  readonly restoreRate?: number;
}

const MOST_PER_QUERY = 1000;

/** The leaky bucket of one app in one shop. */
export class Bucket {
  readonly #maximum: number;
  readonly #rate: number;
  readonly #now: () => Date;
  #available: number;
  #at: number;

  constructor({ maximumAvailable = 2000, restoreRate = 100 }: BucketOptions, now: () => Date) {
    this.#maximum = maximumAvailable;
    this.#rate = restoreRate;
    this.#now = now;
    this.#available = maximumAvailable;
    this.#at = now().getTime();
  }

  /** Takes what a document costs; an error when there is not enough of it. */
  take(requested: number): { readonly cost: object } | { readonly error: object; readonly cost: object } {
    this.#restore();
    if (requested > MOST_PER_QUERY) {
      const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${MOST_PER_QUERY}).`;
      return {
        error: { message, extensions: { code: 'MAX_COST_EXCEEDED', cost: requested, maxCost: MOST_PER_QUERY } },
        cost: this.#told(requested, null),
      };
    }
    if (requested > this.#available) {
      return { error: { message: 'Throttled', extensions: { code: 'THROTTLED' } }, cost: this.#told(requested, null) };
    }
    // What a query really brings is mostly far less than it might; here a fifth, at least a point.
    const actual = Math.max(1, Math.ceil(requested / 5));
    this.#available -= actual;
    return { cost: this.#told(requested, actual) };
  }

  /** Leaves so many points. */
  drain(left = 0): void {
    this.#restore();
    this.#available = left;
  }

  #restore(): void {
    const now = this.#now().getTime();
    this.#available = Math.min(this.#maximum, this.#available + (Math.max(0, now - this.#at) / 1000) * this.#rate);
    this.#at = now;
  }

  #told(requestedQueryCost: number, actualQueryCost: number | null): object {
    return {
      requestedQueryCost,
      actualQueryCost,
      throttleStatus: { maximumAvailable: this.#maximum, currentlyAvailable: Math.floor(this.#available), restoreRate: this.#rate },
    };
  }
}

/** Points of a document before it runs: an object one, a list as many times its inside as it may bring, a mutation ten. */
export function costOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const inside = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((points, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return points + inside(fragments.get(selection.name.value)?.selectionSet);
      if (selection.kind === Kind.INLINE_FRAGMENT) return points + inside(selection.selectionSet);
      if (!selection.selectionSet) return points;
      const first = selection.arguments?.find(({ name }) => name.value === 'first');
      if (first) return points + numberOf(first.value, variables) * Math.max(1, inside(selection.selectionSet));
      return points + (selection.name.value === 'pageInfo' ? 0 : 1 + inside(selection.selectionSet));
    }, 0);
  return document.definitions.reduce((points, one) => {
    if (one.kind !== Kind.OPERATION_DEFINITION) return points;
    return points + (one.operation === 'mutation' ? 10 : 0) + inside(one.selectionSet);
  }, 0);
}

function numberOf(value: ValueNode, variables: Readonly<Record<string, unknown>>): number {
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.VARIABLE ? Number(variables[value.name.value] ?? 0) : 0;
}
