import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GraphQLDataSource, type SupergraphSdlHook } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';

/**
 * A federated graph that has one of everything an executor can get wrong: entities across four subgraphs, compound keys, @requires with inner objects,
 * interfaces and unions of entities, an interface object, value types, lists of lists, enums, odd scalars, and values that go missing.
 */
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@requires", "@external", "@shareable", "@interfaceObject", "@provides", "@inaccessible"])';

const SDL = {
  books: `${LINK}
    scalar Any
    enum Genre { NOVEL POETRY ESSAY SECRET @inaccessible }
    interface Item @key(fields: "id") { id: ID! title: String }
    type Book implements Item @key(fields: "id") { id: ID! title: String genre: Genre pages: Int weight: Weight authors: [Person!] sequel: Book! related(first: Int = 3): [Item!]! notes: Any grid: [[Int!]] }
    type Film implements Item @key(fields: "id") { id: ID! title: String minutes: Float! director: Person }
    type Person @key(fields: "id country { code }") { id: ID! country: Country! }
    type Country @shareable { code: String! }
    type Weight @shareable { grams: Int! unit: String }
    union Thing = Book | Film | Person
    type Query { item(id: ID!): Item items(first: Int = 5): [Item] book(id: ID!): Book things: [Thing!]! shelf: [[Book]] required: Book! }
    type Mutation { rename(id: ID!, title: String!): Book }`,
  people: `${LINK}
    type Person @key(fields: "id country { code }") { id: ID! country: Country! name: String friends(first: Int = 2): [Person!] home: Home! boss: Person favourite: Book }
    type Country @shareable { code: String! label: String }
    type Home { city: String! rooms(min: Int): Int pets: [String!] }
    type Book @key(fields: "id") { id: ID! }
    type Query { people: [Person!] me: Person }
    type Mutation { greet(id: ID!): Person }`,
  stock: `${LINK}
    type Book @key(fields: "id") { id: ID! weight: Weight @external pages: Int @external inStock: Boolean! price(currency: String = "EUR"): Price postage: Int @requires(fields: "weight { grams } pages") }
    type Weight @shareable { grams: Int! unit: String }
    type Price { amount: Float! currency: String! old: Price }
    type Film @key(fields: "id") { id: ID! inStock: Boolean! }
    type Query { bargain: Book }`,
  reviews: `${LINK}
    type Item @interfaceObject @key(fields: "id") { id: ID! stars: Int reviews(first: Int = 2): [Review!]! }
    type Review { id: ID! text: String by: Person about: Item }
    type Person @key(fields: "id country { code }") { id: ID! country: Country! reviews: [Review] }
    type Country @shareable { code: String! }
    type Query { latest: [Review] top: Item }`,
} as const;

type Row = Readonly<Record<string, unknown>>;

/** Numbers that look random and are always the same. */
function hash(...of: readonly unknown[]): number {
  let value = 7;
  for (const character of of.join('/')) value = (value * 31 + character.charCodeAt(0)) % 1_000_003;
  return value;
}

/** Every tenth value or so is missing; every twentieth fails. */
function shaky<Value>(value: Value, ...of: readonly unknown[]): Value | null {
  const luck = hash(...of) % 40;
  if (luck < 2) throw new Error(`no luck with ${of.join(' ')}`);
  return luck < 6 ? null : value;
}

const idOf = (number: number) => (number % 3 === 2 ? `f${number % 9}` : `b${number % 9}`);
const itemOf = (id: string): Row => ({ id, __typename: id.startsWith('f') ? 'Film' : 'Book' });
const personOf = (number: number): Row => ({ id: `p${number % 6}`, country: { code: `C${number % 3}` }, __typename: 'Person' });
const many = <One>(count: number, one: (index: number) => One): One[] =>
  Array.from({ length: Math.max(0, Math.min(count, 8)) }, (_, index) => one(index));

const item = {
  title: ({ id }: Row) => shaky(`Title ${String(id)}`, 'title', id),
};
const books = {
  Query: {
    item: (_: unknown, { id }: Row) => itemOf(String(id)),
    items: (_: unknown, { first }: Row) => many(Number(first), index => shaky(itemOf(idOf(index)), 'items', index)),
    book: (_: unknown, { id }: Row) => ({ id }),
    things: () => [itemOf('b1'), itemOf('f2'), personOf(1), itemOf('b1'), personOf(2)],
    shelf: () => [[{ id: 'b1' }, { id: 'b2' }], null, [{ id: 'b1' }, null]],
    required: () => ({ id: 'b3' }),
  },
  Mutation: { rename: (_: unknown, { id, title }: Row) => ({ id, renamed: title }) },
  Item: { __resolveType: ({ __typename }: Row) => __typename, __resolveReference: ({ id }: Row) => itemOf(String(id)) },
  Thing: { __resolveType: ({ __typename }: Row) => __typename },
  Book: {
    ...item,
    __resolveReference: ({ id }: Row) => shaky({ id }, 'book', id),
    genre: ({ id }: Row) => ['NOVEL', 'POETRY', 'SECRET'][hash(id, 'genre') % 3],
    pages: ({ id }: Row) => hash(id) % 500,
    weight: ({ id }: Row) => shaky({ grams: hash(id, 'grams') % 900, unit: 'g' }, 'weight', id),
    authors: ({ id }: Row) =>
      shaky(
        many(2, index => personOf(hash(id, index))),
        'authors',
        id,
      ),
    sequel: ({ id }: Row) => shaky({ id: `b${hash(id, 'sequel') % 9}` }, 'sequel', id),
    related: ({ id }: Row, { first }: Row) => many(Number(first), index => itemOf(idOf(hash(id, index)))),
    notes: ({ id }: Row) => ({ free: [1, { __proto__: null, id }], text: 'x' }),
    grid: ({ id }: Row) => [[1, 2], null, [hash(id)]],
  },
  Film: { ...item, minutes: ({ id }: Row) => shaky(90.5, 'minutes', id), director: ({ id }: Row) => personOf(hash(id)) },
};
const people = {
  Query: { people: () => many(4, personOf), me: () => personOf(3) },
  Mutation: { greet: (_: unknown, { id }: Row) => ({ ...personOf(1), id }) },
  Person: {
    __resolveReference: (person: Row) => person,
    name: ({ id }: Row) => shaky(`Name ${String(id)}`, 'name', id),
    friends: ({ id }: Row, { first }: Row) => many(Number(first), index => personOf(hash(id, index, 'friend'))),
    home: ({ id }: Row) => ({ city: `City ${String(id)}` }),
    boss: ({ id }: Row) => shaky(personOf(hash(id, 'boss')), 'boss', id),
    favourite: ({ id }: Row) => ({ id: `b${hash(id, 'favourite') % 9}` }),
  },
  Country: { label: ({ code }: Row) => shaky(`Country ${String(code)}`, 'label', code) },
  Home: { rooms: ({ city }: Row, { min }: Row) => hash(city, min) % 7, pets: ({ city }: Row) => [`cat of ${String(city)}`] },
};
const price = ({ id }: Row, { currency }: Row) => ({ amount: hash(id, currency) / 100, currency, old: { amount: 1, currency } });
const stock = {
  Query: { bargain: () => ({ id: 'b4' }) },
  Book: {
    __resolveReference: (book: Row) => book,
    inStock: ({ id }: Row) => shaky(true, 'stock', id),
    price,
    postage: ({ weight, pages }: Row) => (weight ? Number((weight as Row)['grams']) + Number(pages) : null),
  },
  Film: { __resolveReference: (film: Row) => film, inStock: () => false },
};
const review = (id: string): Row => ({
  id,
  text: shaky(`Text ${id}`, 'text', id),
  by: personOf(hash(id)),
  about: { id: idOf(hash(id, 'about')) },
});
const reviewsOf = ({ id }: Row, { first = 2 }: Row = {}) => many(Number(first), index => ({ id: `r${hash(id, index) % 20}` }));
const reviews = {
  Query: { latest: () => many(3, index => shaky({ id: `r${index}` }, 'latest', index)), top: () => ({ id: 'b1' }) },
  Item: { __resolveReference: ({ id }: Row) => ({ id }), stars: ({ id }: Row) => shaky(hash(id) % 5, 'stars', id), reviews: reviewsOf },
  Review: {
    text: ({ id }: Row) => shaky(`Text ${String(id)}`, 'text', id),
    by: ({ id }: Row) => review(String(id))['by'],
    about: ({ id }: Row) => review(String(id))['about'],
  },
  Person: { __resolveReference: (person: Row) => person, reviews: reviewsOf },
};
const RESOLVERS = { books, people, stock, reviews } as const;

const schemas = new Map<string, GraphQLSchema>(
  Object.entries(SDL).map(([name, sdl]) => [
    name,
    buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: RESOLVERS[name as keyof typeof SDL] }),
  ]),
);

/** The composed supergraph. */
export const librarySdl: string = (() => {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(SDL).map(([name, sdl]) => ({ name, typeDefs: parse(sdl), url: `http://${name}` })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(error => error.message).join('\n'));
  return supergraphSdl;
})();

/** What a subgraph was asked, for tests that count. */
export interface Asked {
  readonly service: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface LibraryOptions {
  readonly asked?: Asked[];
  /** Changes what a subgraph answers, depending on nothing but the answer's values. */
  readonly spoil?: (value: unknown) => unknown;
  /** The composed supergraph, when it is not to stay the same. */
  readonly supergraphSdl?: SupergraphSdlHook;
  /** Subgraphs that give no answer. */
  readonly down?: readonly string[];
}

/** A real ApolloGateway over the library. */
export function libraryGateway({ asked, spoil, down = [], supergraphSdl }: LibraryOptions = {}): ApolloGateway {
  const sourceOf = (service: string): GraphQLDataSource => ({
    async process({ request: { query = '', variables = {}, operationName } }) {
      asked?.push({ service, query, variables });
      if (down.includes(service)) throw new Error(`${service} is down`);
      const schema = schemas.get(service) as GraphQLSchema;
      const answer = await graphql({ schema, source: query, variableValues: variables, operationName: operationName ?? null });
      return JSON.parse(JSON.stringify(answer), (_, value: unknown) => (spoil ? spoil(value) : value)) as GatewayGraphQLResponse;
    },
  });
  return new ApolloGateway({
    ...(supergraphSdl ? { supergraphSdl } : { supergraphSdl: librarySdl }),
    buildService: ({ name }) => sourceOf(name),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
}
