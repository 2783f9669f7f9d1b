import type { ChannelListing } from '@onebasket/adapter-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolders, run, type RunningGraph } from './support/graph.ts';
import { listing, Shop } from './support/shop.ts';

interface Found {
  search: {
    nodes: { id: string; title: string }[];
    edges: { cursor: string; score: number; node: { id: string; title: string } }[];
    facets: { name: string; values: { value: string; count: number }[] }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    channels: { channel: { id: string }; status: string; count: number; error: { code: string; message: string } | null }[];
    complete: boolean;
  };
}

const SEARCH = `query ($q: String!, $filter: SearchFilter, $sort: SearchSort, $first: Int, $after: String, $channels: [ID!], $deadlineMs: Int) {
  search(query: $q, filter: $filter, sort: $sort, first: $first, after: $after, channels: $channels, deadlineMs: $deadlineMs) {
    nodes { id title } edges { cursor score node { id title } } facets { name values { value count } }
    pageInfo { hasNextPage endCursor } channels { channel { id } status count error { code message } } complete
  }
}`;

afterAll(removeFolders);

describe('words', () => {
  let graph: RunningGraph;
  const titles = async (q: string): Promise<string[]> => (await graph.data<Found>(SEARCH, { q })).search.nodes.map(node => node.title);
  beforeAll(async () => {
    graph = await run([
      new Shop('a', [
        listing('1', '华为 Mate 60 智能手机 黑色'),
        listing('2', '透明手机壳 适用 iPhone 15', { parentId: 'x' }),
        listing('3', 'Sony WH-1000XM4 Wireless Headphones', { brand: 'Sony', model: 'WH-1000XM4' }),
        listing('4', 'Café Crème Espresso Machine'),
        listing('5', 'ｆｕｌｌｗｉｄｔｈ Keyboard 🎧'),
        listing('6', 'Kettle', { description: 'Goes well with any espresso machine' }),
      ]),
    ]);
  });
  afterAll(() => graph.stop());

  it('finds two-character Chinese words inside longer runs', async () => {
    expect((await titles('手机')).sort()).toEqual(['华为 Mate 60 智能手机 黑色', '透明手机壳 适用 iPhone 15'].sort());
  });
  it('finds a single Chinese character', async () => {
    expect(await titles('壳')).toEqual(['透明手机壳 适用 iPhone 15']);
  });
  it.each(['WH-1000XM4', 'wh1000xm4', 'wh 1000xm4', 'wh 1000 xm4', 'sony headphone'])('finds a model number written as %s', async q => {
    expect(await titles(q)).toEqual(['Sony WH-1000XM4 Wireless Headphones']);
  });
  it('does not care for accents, case and width', async () => {
    expect((await titles('CAFE creme'))[0]).toBe('Café Crème Espresso Machine');
    expect(await titles('fullwidth keyboards')).toEqual(['ｆｕｌｌｗｉｄｔｈ Keyboard 🎧']);
  });
  it('puts what an item is called before what its description mentions', async () => {
    expect(await titles('espresso machine')).toEqual(['Café Crème Espresso Machine', 'Kettle']);
  });
  it('takes the last word as a beginning when nothing has it whole', async () => {
    expect(await titles('sony wirel')).toEqual(['Sony WH-1000XM4 Wireless Headphones']);
  });
  it('answers anything but empty text with what meets most of it, scored below 1', async () => {
    const { search } = await graph.data<Found>(SEARCH, { q: 'sony wh1000xm4 purple' });
    expect(search.nodes.map(node => node.title)).toEqual(['Sony WH-1000XM4 Wireless Headphones']);
    expect(search.edges[0]?.score).toBeLessThan(1);
  });
  it('gives everything for an empty text', async () => {
    expect(await titles('  ')).toHaveLength(6);
  });
  it.each([
    '"',
    '" OR "',
    'NEAR(a, b)',
    'title:x',
    '*',
    '🎧',
    '; DROP TABLE listing',
    '\u0000',
    'a'.repeat(4000),
    '-x AND NOT',
    '｛｝',
    '\ud83d',
  ])('takes %j as a search', async q => {
    expect((await graph.ask(SEARCH, { q })).errors).toBeUndefined();
  });
  it('finds an emoji', async () => {
    expect(await titles('🎧')).toEqual(['ｆｕｌｌｗｉｄｔｈ Keyboard 🎧']);
  });
});

describe('filters and sorts', () => {
  const items: ChannelListing[] = Array.from({ length: 230 }, (_, at) =>
    listing(String(at), `Lamp number${at} ${at % 2 ? 'oak' : 'steel'}`, {
      ...(at % 7 === 0 ? {} : { amount: 500 + ((at * 37) % 200) * 10 }),
      brand: ['Lumo', 'Hallwyl 海沃', 'Ōken'][at % 3] as string,
      categoryPath: at % 5 === 0 ? ['Home', 'Lamps', 'Desk'] : ['Home', 'Lamps'],
      availability: (['IN_STOCK', 'OUT_OF_STOCK', 'LOW_STOCK'] as const)[at % 3] as 'IN_STOCK',
      attributes: [
        { name: 'Height', value: String(10 + (at % 40)), unit: 'cm' },
        { name: 'Socket', value: at % 2 ? 'E27' : 'E14' },
      ],
      salesVolume: (at * 13) % 50,
      rating: { average: (at % 5) + 0.5, count: 1 + (at % 9) },
      createdAt: new Date(1.7e12 + ((at * 17) % 230) * 1000).toISOString(),
    }),
  );
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await run([new Shop('lamps', items)]);
  });
  afterAll(() => graph.stop());

  async function walk(variables: Record<string, unknown>): Promise<string[]> {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { search }: Found = await graph.data<Found>(SEARCH, { q: 'lamp', first: 17, ...variables, after });
      found.push(...search.nodes.map(node => node.title));
      expect(search.pageInfo.endCursor).toBe(search.edges.at(-1)?.cursor ?? null);
      after = search.pageInfo.hasNextPage ? search.pageInfo.endCursor : null;
    } while (after !== null);
    return found;
  }
  const price = (item: ChannelListing): number | undefined => (item.price ? Number(item.price.minor) / 100 : undefined);
  const cases: [string, Record<string, unknown>, (item: ChannelListing) => boolean][] = [
    [
      'a price range',
      { minPrice: '7.50', maxPrice: '15.10', currency: 'USD' },
      item => (price(item) ?? -1) >= 7.5 && (price(item) ?? 99) <= 15.1,
    ],
    ['a brand by one of its names', { brands: ['海沃'] }, item => item.brand === 'Hallwyl 海沃'],
    ['brands without accents', { brands: ['oken', 'LUMO'] }, item => item.brand !== 'Hallwyl 海沃'],
    ['a category and all below it', { category: 'home/lamps' }, () => true],
    ['a category', { category: 'home/lamps/desk' }, item => item.categoryPath.length === 3],
    ['availability', { availability: ['LOW_STOCK', 'IN_STOCK'] }, item => item.availability !== 'OUT_OF_STOCK'],
    [
      'an attribute in another unit',
      { attributes: [{ name: 'height', min: '0.2', max: '0.25', unit: 'm' }] },
      item => Number(item.attributes[0]?.value) >= 20 && Number(item.attributes[0]?.value) <= 25,
    ],
    ['an attribute without a unit', { attributes: [{ name: 'Height', min: '45' }] }, item => Number(item.attributes[0]?.value) >= 45],
    ['equal attributes', { attributes: [{ name: 'socket', equals: ['e27'] }] }, item => item.attributes[1]?.value === 'E27'],
    ['a currency nobody sells in', { minPrice: '1', currency: 'EUR' }, () => false],
    [
      'several at once',
      { maxPrice: '20', brands: ['lumo'], availability: ['IN_STOCK'], attributes: [{ name: 'Height', max: '30' }] },
      item =>
        price(item) !== undefined &&
        (price(item) as number) <= 20 &&
        item.brand === 'Lumo' &&
        item.availability === 'IN_STOCK' &&
        Number(item.attributes[0]?.value) <= 30,
    ],
  ];
  it.each(cases)('filters by %s as brute force does', async (_, filter, holds) => {
    expect((await walk({ filter })).sort()).toEqual(
      items
        .filter(holds)
        .map(item => item.title)
        .sort(),
    );
  });

  it.each([
    ['PRICE_ASC', (a: ChannelListing, b: ChannelListing) => Number((a.price?.minor ?? 10n ** 9n) - (b.price?.minor ?? 10n ** 9n))],
    ['PRICE_DESC', (a: ChannelListing, b: ChannelListing) => Number((b.price?.minor ?? -1n) - (a.price?.minor ?? -1n))],
    ['SALES_DESC', (a: ChannelListing, b: ChannelListing) => (b.salesVolume ?? 0) - (a.salesVolume ?? 0)],
    [
      'RATING_DESC',
      (a: ChannelListing, b: ChannelListing) =>
        (b.rating?.average ?? 0) - (a.rating?.average ?? 0) || (b.rating?.count ?? 0) - (a.rating?.count ?? 0),
    ],
    ['NEWEST', (a: ChannelListing, b: ChannelListing) => ((b.createdAt ?? '') < (a.createdAt ?? '') ? -1 : 1)],
  ] as const)('sorts by %s over all pages, unknown last, each product once', async (sort, compare) => {
    const found = await walk({ sort });
    expect(new Set(found).size).toBe(items.length);
    const ordered = found.map(title => items.find(item => item.title === title) as ChannelListing);
    for (let at = 1; at < ordered.length; at++)
      expect(compare(ordered[at - 1] as ChannelListing, ordered[at] as ChannelListing)).toBeLessThanOrEqual(0);
  });

  it('counts facets over the whole answer', async () => {
    const { search } = await graph.data<Found>(SEARCH, { q: 'lamp', first: 1 });
    const facet = (name: string) =>
      Object.fromEntries(search.facets.find(each => each.name === name)?.values.map(({ value, count }) => [value, count]) ?? []);
    expect(facet('channel')).toEqual({ lamps: 230 });
    expect(facet('category')).toEqual({ 'home/lamps': 184, 'home/lamps/desk': 46 });
    expect(facet('brand')['Lumo']).toBe(77);
  });

  it.each([
    [{ first: 0 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ after: 'nonsense' }, 'cursor'],
    [{ channels: ['lamps', 'nowhere'] }, 'nowhere'],
    [{ deadlineMs: -1 }, 'deadlineMs'],
    [{ filter: { minPrice: '-1' } }, 'minPrice'],
  ])('refuses %j by name', async (variables, named) => {
    const { errors } = await graph.ask(SEARCH, { q: 'lamp', ...variables });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(named);
  });
  it('refuses a cursor of another search', async () => {
    const { search } = await graph.data<Found>(SEARCH, { q: 'lamp', first: 1 });
    const { errors } = await graph.ask(SEARCH, { q: 'oak', first: 1, after: search.pageInfo.endCursor });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

describe('prices in several currencies', () => {
  it('compares them by the configured rates', async () => {
    const graph = await run(
      [
        new Shop('us', [listing('1', 'Pen blue ink', { amount: 1000 })]),
        new Shop('cn', [listing('2', 'Pencil soft', { amount: 5000, in: 'CNY' })]),
      ],
      {
        config: { displayCurrency: 'CNY', rates: { base: 'USD', date: '2026-11-01', values: { CNY: '7.00', USD: '1' } } },
      },
    );
    const order = async (variables: object) =>
      (await graph.data<Found>(SEARCH, { q: '', ...variables })).search.nodes.map(node => node.title);
    expect(await order({ sort: 'PRICE_ASC' })).toEqual(['Pencil soft', 'Pen blue ink']);
    expect(await order({ filter: { maxPrice: '8', currency: 'USD' } })).toEqual(['Pencil soft']);
    await graph.stop();
  });
});

describe('channel rows', () => {
  it('asks channels without a feed live, merges what is in time and names what is late', async () => {
    const [quick, slow] = [
      new Shop('quick', [listing('1', 'Red teapot')], { abilities: ['search'] }),
      new Shop('slow', [listing('9', 'Blue teapot')], { abilities: ['search'] }),
    ];
    slow.searchDelayMs = 400;
    const graph = await run([quick, slow, new Shop('feed', [listing('1', 'Green teapot')])]);
    const { search } = await graph.data<Found>(SEARCH, { q: 'teapot', deadlineMs: 100 });
    expect(search.nodes.map(node => node.title).sort()).toEqual(['Green teapot', 'Red teapot']);
    expect(search.channels.map(({ channel, status, count }) => [channel.id, status, count])).toEqual([
      ['quick', 'ANSWERED', 1],
      ['slow', 'TIMED_OUT', 0],
      ['feed', 'ANSWERED', 1],
    ]);
    expect(search.complete).toBe(false);
    const later = await graph.data<Found>(SEARCH, { q: 'teapot', deadlineMs: 5000 });
    expect(later.search.nodes).toHaveLength(3);
    expect(later.search.complete).toBe(true);
    expect(slow.calls).toEqual(['search']);
    await graph.stop();
  });
  it('skips a paused channel and leaves its listings out', async () => {
    const shop = new Shop('rest', [listing('1', 'Broom')]);
    const graph = await run([shop, new Shop('open', [listing('1', 'Wide broom with handle')])]);
    shop.pause();
    const { search } = await graph.data<Found>(SEARCH, { q: 'broom' });
    expect(search.nodes.map(node => node.title)).toEqual(['Wide broom with handle']);
    expect(search.channels[0]).toMatchObject({ status: 'SKIPPED', count: 0 });
    await graph.stop();
  });
});
