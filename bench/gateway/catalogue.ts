import { defineSubgraph, SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '@onebasket/runtime';

const CHANNELS = ['acme', 'borealis', 'cedar'].map(id => ({
  id,
  name: `${id} shop`,
  kind: 'SHOP',
  currency: 'EUR',
  capabilities: [{ name: 'search' }, { name: 'offers' }],
  health: { state: 'UP', errorRate: 0, p95Ms: 40 },
}));

const money = (minor: number) => ({ amount: (minor / 100).toFixed(2), currency: 'EUR' });
const numberOf = (id: string) => Number(/\d+$/.exec(id)?.[0] ?? 0);

const product = (id: string) => ({
  id,
  title: `Product ${id}`,
  brand: 'Brand',
  gtins: ['4006381333931'],
  images: [{ url: 'https://shop.example/p.png', alt: null }],
  attributes: [{ name: 'colour', value: 'black', unit: null }],
  rating: { average: 4.4, count: 120 },
  priceFrom: { money: money(numberOf(id) * 100 + 999), channel: CHANNELS[0], observedAt: '2026-11-25T08:00:00Z' },
});

const listing = (id: string) => {
  const [channel, number] = id.split(':') as [string, string];
  return {
    id,
    externalId: number,
    title: `Listing ${id}`,
    url: `https://${channel}.example/${number}`,
    gtins: [],
    images: [],
    attributes: [],
    channel: CHANNELS.find(one => one.id === channel),
    productId: `p${number}`,
  };
};

const offer = (listingId: string, index: number) => ({
  id: `offer:${listingId}`,
  listing: { id: listingId },
  listPrice: money(2_000 + index),
  quantity: 1,
  subtotal: money(1_900 + index),
  promotions: [],
  rejectedPromotions: [],
  gifts: [],
  shipping: money(490),
  landedPrice: money(2_390 + index),
  availability: 'IN_STOCK',
  stock: 7,
  checkout: 'NATIVE',
});

interface ById {
  readonly id: string;
}

const RESOLVERS: Partial<Record<SubgraphName, object>> = {
  products: {
    Query: {
      search: (_: unknown, { first }: { first: number }) => ({
        nodes: Array.from({ length: first }, (_, index) => product(`p${index}`)),
        edges: [],
        facets: [],
        pageInfo: { hasNextPage: true, endCursor: 'x' },
        channels: CHANNELS.map(channel => ({ channel, status: 'ANSWERED', count: first, elapsedMs: 12 })),
        complete: true,
      }),
      product: (_: unknown, { id }: ById) => product(id),
    },
    Product: {
      __resolveReference: ({ id }: ById) => product(id),
      listings: ({ id }: ById) => CHANNELS.map(channel => listing(`${channel.id}:${numberOf(id)}`)),
    },
    Listing: { __resolveReference: ({ id }: ById) => listing(id), product: ({ productId }: { productId: string }) => product(productId) },
  },
  prices: {
    Product: {
      __resolveReference: ({ id }: ById) => ({ id }),
      comparison: ({ id }: ById) => ({
        offers: CHANNELS.map((channel, index) => offer(`${channel.id}:${numberOf(id)}`, index)),
        unpriced: [],
        channels: CHANNELS.map(channel => ({ channel, status: 'CACHED', count: 1, elapsedMs: 1 })),
        complete: true,
        elapsedMs: 2,
      }),
    },
    Listing: { __resolveReference: ({ id }: ById) => ({ id }), offer: ({ id }: ById) => offer(id, 0) },
  },
};

/** The six subgraphs on their real SDL over an invented catalogue without I/O, so that what is measured is the gateway. */
export function benchSubgraphs(): Record<SubgraphName, Subgraph> {
  return Object.fromEntries(SUBGRAPH_NAMES.map(name => [name, defineSubgraph({ name, resolvers: RESOLVERS[name] ?? {} })])) as Record<
    SubgraphName,
    Subgraph
  >;
}

/** What clients ask: one fetch, a product-list page over two subgraphs, and a page that goes from one to the other and back. */
const QUERIES = {
  small: 'query($id: ID!) { product(id: $id) { id title brand priceFrom { money { amount currency } } } }',
  mid: 'query($words: String!) { search(query: $words, first: 20) { nodes { id title brand rating { average count } priceFrom { money { amount currency } } comparison { best { id } offers { landedPrice { amount currency } availability } complete } } complete } }',
  big: 'query($words: String!) { search(query: $words, first: 10) { nodes { id title listings { id title channel { id name } offer { landedPrice { amount } } } comparison { offers { id listing { id title channel { id } product { id title } } landedPrice { amount currency } shipping { amount } stock } channels { channel { id } status elapsedMs } } } } }',
} as const;

/** The body of the n-th request. */
export type Traffic = (index: number) => string;

const distinct =
  (query: string): Traffic =>
  index =>
    JSON.stringify({ query, variables: { id: `p${index}`, words: `kettle ${index}` } });

const identical = (query: string): Traffic => {
  const body = distinct(query)(0);
  return () => body;
};

/** Each query as everybody asks the same, and as nobody asks what another does. */
export const TRAFFIC: Readonly<Record<string, Traffic>> = Object.fromEntries(
  Object.entries(QUERIES).flatMap(([name, query]) => [
    [name, identical(query)],
    [`${name}, distinct`, distinct(query)],
  ]),
);
