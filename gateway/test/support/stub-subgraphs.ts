import { SUBGRAPH_NAMES, defineSubgraph, type Subgraph, type SubgraphName } from '@onebasket/runtime';

export type StubResolvers = Partial<Record<SubgraphName, object>>;

const CHANNEL = {
  id: 'acme',
  name: 'Acme',
  kind: 'SHOP',
  currency: 'EUR',
  capabilities: [],
  health: { state: 'UP', errorRate: 0, p95Ms: null, budgetLeft: null },
};

/** Products that exist in the stubs: any id that begins with "p". */
export const product = (id: string) =>
  id.startsWith('p')
    ? { id, title: `Product ${id}`, gtins: [], images: [], attributes: [], listings: () => [listing(`acme:${id}`)] }
    : null;

const listing = (id: string) => ({
  id,
  title: `Listing ${id}`,
  channel: CHANNEL,
  externalId: id.split(':')[1],
  gtins: [],
  images: [],
  attributes: [],
  provenance: null,
});

const search = (_: unknown, { first }: { first: number }) => {
  const nodes = Array.from({ length: first }, (_, index) => product(`p${index}`));
  return { nodes, edges: [], pageInfo: { hasNextPage: false, endCursor: null }, facets: [], channels: [], complete: true };
};

const order = (id: string) => ({
  id,
  grant: '',
  number: `OB${id}`,
  status: 'PLACED',
  placedAt: '2026-11-25T08:00:00Z',
  total: { amount: '10.00', currency: 'EUR' },
  lines: [{ id: '1', title: 'A line', quantity: 1, options: [], listing: { id: 'acme:p1' } }],
});

async function* statuses(_: unknown, { orderId }: { orderId: string }) {
  for (const status of ['PLACING', 'PLACED', 'SHIPPED']) yield { orderUpdated: { ...order(orderId), status } };
}

const BASE: StubResolvers = {
  products: {
    Query: {
      search,
      product: (_: unknown, { id }: { id: string }) => product(id),
      listing: (_: unknown, { id }: { id: string }) => listing(id),
    },
    Product: { __resolveReference: ({ id }: { id: string }) => product(id), substitutes: () => [product('p9')] },
    Listing: {
      __resolveReference: ({ id }: { id: string }) => listing(id),
      product: ({ id }: { id: string }) => product(id.split(':')[1] as string),
    },
  },
  prices: {
    Product: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      comparison: () => ({ offers: [], unpriced: [], channels: [], complete: true, elapsedMs: 3 }),
    },
    Listing: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
    Query: {
      basketPlan: () => ({ id: 'plan', lines: [], parcels: [], unfilled: [], optimal: true, hash: 'h', expiresAt: '2026-11-25T08:00:00Z' }),
    },
  },
  orders: {
    Query: { order: (_: unknown, { id }: { id: string }) => order(id), paymentMethods: () => [] },
    Mutation: {
      placeOrder: () => ({ __typename: 'PlacedOrder', order: order('1'), handoffs: [], accessToken: 't' }),
      cancelOrder: () => ({ __typename: 'CancelRequested', order: order('1') }),
    },
    Subscription: { orderUpdated: { subscribe: statuses } },
    Order: { __resolveReference: ({ id }: { id: string }) => order(id) },
    CancelOrderResult: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  },
  shipments: { Query: { carriers: () => [] } },
  accounts: {
    Query: {
      viewer: (_: unknown, __: unknown, { viewer }: { viewer: { kind: string } }) => ({ kind: viewer.kind, roles: [], scopes: [] }),
    },
  },
  connections: { Query: { channels: () => [CHANNEL] } },
};

/** The six subgraphs on their real SDL with stub resolvers; `overrides` are laid over them, type by type. */
export function stubSubgraphs(overrides: StubResolvers = {}): Record<SubgraphName, Subgraph> {
  return Object.fromEntries(
    SUBGRAPH_NAMES.map(name => [name, defineSubgraph({ name, resolvers: merged(BASE[name] ?? {}, overrides[name] ?? {}) })]),
  ) as Record<SubgraphName, Subgraph>;
}

function merged(base: object, over: object): object {
  const types = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries(
    [...types].map(type => [type, { ...(base as Record<string, object>)[type], ...(over as Record<string, object>)[type] }]),
  );
}
