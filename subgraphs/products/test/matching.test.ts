import { describe, expect, it } from 'vitest';
import { Corpus, matchPair, readItem, type MatchInput } from '../src/matching/index.ts';
import { ProductGroups, type GroupedListing } from '../src/matching/product-groups.ts';

const FILLER = [
  'Oak Desk Lamp',
  'Steel Water Bottle',
  'Garden Hose Nozzle',
  'Wireless Mouse Pad',
  'Leather Wallet Brown',
  'Cotton Bath Towel',
  'Bluetooth Speaker Stand',
  'Ceramic Coffee Mug',
];

function judge(a: MatchInput, b: MatchInput) {
  const corpus = new Corpus();
  for (const title of FILLER) corpus.add(readItem({ title }));
  const [itemA, itemB] = [readItem(a), readItem(b)];
  corpus.add(itemA);
  corpus.add(itemB);
  const decision = matchPair(itemA, itemB, corpus);
  expect(matchPair(itemB, itemA, corpus).isSame).toBe(decision.isSame);
  return decision;
}

describe('pairs', () => {
  it.each<[string, MatchInput, MatchInput, string]>([
    ['a shared GTIN', { title: 'Pen', gtin14s: ['04006381333931'] }, { title: 'Kugelschreiber', gtin14s: ['04006381333931'] }, 'GTIN'],
    [
      'brand and model number, written differently',
      { title: 'Sony WH-1000XM4 Headphones', brand: 'Sony' },
      { title: 'Headphones WH1000XM4 wireless', brand: 'SONY' },
      'BRAND_AND_MODEL',
    ],
    [
      'two languages with a brand in both',
      { title: '索尼 WH-1000XM5 无线降噪耳机 黑色', brand: '索尼 (Sony)' },
      { title: 'Sony WH1000XM5 Wireless Headphones - Black', brand: 'Sony' },
      'BRAND_AND_MODEL',
    ],
    [
      'two languages without a model number',
      { title: '小米 Redmi Note 13 Pro 5G 手机 8GB+256GB 黑色', brand: '小米 Xiaomi' },
      { title: 'Xiaomi Redmi Note 13 Pro 5G smartphone 256GB black', brand: 'Xiaomi' },
      'MODEL',
    ],
    [
      'the same words in another order',
      { title: 'Logitech MX Master 3S Wireless Mouse Graphite' },
      { title: 'MX Master 3S Logitech mouse wireless, graphite' },
      'MODEL',
    ],
    [
      'a model field with a suffix for colour',
      { title: 'LG Electric Dryer White', brand: 'LG', model: 'DLE2516W' },
      { title: 'LG dryer electric', brand: 'LG', model: 'DLE2516WH' },
      'BRAND_AND_MODEL',
    ],
  ])('are one item by %s', (_, a, b, method) => {
    expect(judge(a, b)).toMatchObject({ isSame: true, method });
  });

  it.each<[string, MatchInput, MatchInput]>([
    ['colour', { title: 'Sony WH-1000XM4 black' }, { title: 'Sony WH-1000XM4 银色' }],
    ['amount of storage', { title: 'Phone ZX900 128GB' }, { title: 'Phone ZX900 256 GB' }],
    ['pack size', { title: 'Battery LR6AA' }, { title: 'Battery LR6AA 4-pack' }],
    ['pack size in Chinese', { title: '维达抽纸 V2239 3包装' }, { title: '维达抽纸 V2239 24包装' }],
    ['contents', { title: 'Shampoo Repair R500 250 ml' }, { title: 'Shampoo Repair R500 0.5 l' }],
    [
      'an option',
      { title: 'Runner 9000X', options: [{ name: 'Size', value: '42' }] },
      { title: 'Runner 9000X', options: [{ name: 'size', value: '43' }] },
    ],
    [
      'size under options of two languages',
      { title: '圆领T恤 Basic880', options: [{ name: '尺码', value: 'L' }] },
      { title: 'Basic880 T-Shirt', options: [{ name: 'Size', value: 'XL' }] },
    ],
    [
      'model number of the same series',
      { title: 'Panasonic cordless phone KX-TG9343T', brand: 'Panasonic' },
      { title: 'Panasonic cordless phone KX-TG9344T', brand: 'Panasonic' },
    ],
    ['edition', { title: 'iPhone 15 blue 128GB' }, { title: 'iPhone 15 Pro blue 128GB' }],
    ['year', { title: 'Norton Antivirus 2006 1 user' }, { title: 'Norton Antivirus 2007 1 user' }],
    ['what they are made for', { title: 'Leather case for Garmin Nuvi660' }, { title: 'Garmin Nuvi660' }],
    ['GTIN', { title: 'Pen blue', gtin14s: ['04006381333931'] }, { title: 'Pen blue', gtin14s: ['04006381333948'] }],
    ['use', { title: 'Canon EOS4000D' }, { title: 'Canon EOS4000D refurbished' }],
    [
      'pack size under one GTIN',
      { title: 'Cola 330 ml', gtin14s: ['04006381333931'] },
      { title: 'Cola 330 ml 24-pack', gtin14s: ['04006381333931'] },
    ],
  ])('are two items by %s', (_, a, b) => {
    expect(judge(a, b).isSame).toBe(false);
  });
});

describe('groups', () => {
  const groups = (): ProductGroups => new ProductGroups({ matching: true });
  const at = (id: string, title: string, more: Partial<GroupedListing> = {}): GroupedListing => ({
    id,
    channelId: id.split(':')[0] as string,
    title,
    ...more,
  });

  it('never puts two variants of one parent together', () => {
    const all = groups();
    all.place(at('a:1', 'Runner ABC123', { parentId: 'p', gtin14s: ['04006381333931'] }));
    const { placements } = all.place(at('a:2', 'Runner ABC123', { parentId: 'p', gtin14s: ['04006381333931'] }));
    expect(placements.get('a:2')?.match.method).toBe('SINGLE');
  });
  it('joins a listing to the product that nothing there speaks against', () => {
    const all = groups();
    const black = all.place(at('a:1', 'Camera QX500 black')).placements.get('a:1')?.productId;
    all.place(at('a:2', 'Camera QX500 white'));
    expect(all.place(at('b:1', 'QX500 black camera')).placements.get('b:1')?.productId).toBe(black);
    expect(all.placementOf('a:1')?.match.method).toBe('MODEL');
  });
  it('brings two products together when one listing proves them the same, and remembers the id that went', () => {
    const all = groups();
    const first = all.place(at('a:1', 'Blue pen', { gtin14s: ['04006381333931'] })).placements.get('a:1')?.productId as string;
    const second = all.place(at('b:1', 'Kugelschreiber Modell QRS77')).placements.get('b:1')?.productId as string;
    expect(first).not.toBe(second);
    all.place(at('b:1', 'Kugelschreiber Modell QRS77', { gtin14s: ['04006381333931'] }));
    expect(all.placementOf('b:1')?.productId).toBe(first);
    expect(all.standing(second)).toBe(first);
  });
  it('gives a listing that changed away an id of its own and leaves the product where it was', () => {
    const all = groups();
    const product = all.place(at('a:1', 'Camera QX500 black')).placements.get('a:1')?.productId;
    all.place(at('b:1', 'Camera QX500 black'));
    all.place(at('a:1', 'Garden chair'));
    expect(all.placementOf('b:1')?.productId).toBe(product);
    expect(all.placementOf('a:1')?.productId).not.toBe(product);
  });
  it('keeps an id while its only listing changes', () => {
    const all = groups();
    const before = all.place(at('a:1', 'Chair')).placements.get('a:1')?.productId;
    expect(all.place(at('a:1', 'Garden chair of teak')).placements.get('a:1')?.productId).toBe(before);
  });
  it('reaches the same groups in whatever order listings arrive', () => {
    const arriving = [
      at('a:1', 'Camera QX500 black', { brand: 'Acme' }),
      at('b:1', 'Acme QX500 camera, black', { brand: 'Acme' }),
      at('c:1', 'Camera Acme QX-500 (black)', { brand: 'Acme' }),
      at('b:2', 'Camera QX500 silver', { brand: 'Acme' }),
    ];
    const shapes = [arriving, arriving.toReversed(), [arriving[2], arriving[0], arriving[3], arriving[1]] as GroupedListing[]].map(
      order => {
        const all = groups();
        for (const each of order) all.place(each);
        const products = [...new Set(arriving.map(({ id }) => all.placementOf(id)?.productId as string))];
        return products.map(id => all.listingsOf(id).sort().join()).sort();
      },
    );
    expect(new Set(shapes.map(shape => shape.join(' | ')))).toEqual(new Set(['a:1,b:1,c:1 | b:2']));
  });
});
