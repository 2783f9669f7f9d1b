import { afterAll, expect, it } from 'vitest';
import { removeFolders, run, until, type RunningGraph } from './support/graph.ts';
import { listing, Shop } from './support/shop.ts';

const ROWS =
  '{ search(query: "", first: 100) { nodes { title } complete channels { channel { id } status count error { code message } } } }';
interface Rows {
  search: {
    nodes: { title: string }[];
    complete: boolean;
    channels: { channel: { id: string }; status: string; count: number; error: { code: string; message: string } | null }[];
  };
}
const rows = async (graph: RunningGraph): Promise<Rows['search']> => (await graph.data<Rows>(ROWS)).search;
const items = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => listing(String(at), `${prefix} thing${prefix}${at}`));

afterAll(removeFolders);

it('goes on where it was after a failure in mid-walk, also after a restart, and holds up no other channel', async () => {
  const broken = new Shop('broken', items('b', 25), { pageSize: 10 });
  broken.failAtPage = 2;
  const first = await run([broken, new Shop('fine', items('f', 12), { pageSize: 5 })]);
  await until(async () => (await rows(first)).channels.some(row => row.status === 'FAILED'));
  const seen = await rows(first);
  expect(seen.channels).toMatchObject([
    { channel: { id: 'broken' }, status: 'FAILED', count: 20, error: { code: 'UNAVAILABLE' } },
    { channel: { id: 'fine' }, status: 'ANSWERED', count: 12 },
  ]);
  expect(seen.complete).toBe(false);
  await first.stop();

  broken.failAtPage = undefined;
  broken.calls.length = 0;
  const second = await run([broken], { folder: first.folder, settled: false });
  await until(async () => (await rows(second)).complete);
  expect((await rows(second)).channels[0]).toMatchObject({ status: 'ANSWERED', count: 25 });
  expect(broken.calls.length).toBeGreaterThan(0);
  await second.stop();
});

it('takes in changes, and takes out what is gone but keeps it for those who know its id', async () => {
  const shop = new Shop('s', [
    listing('1', 'Old name'),
    listing('2', 'Leaving', { parentId: 'p' }),
    listing('3', 'Leaving too', { parentId: 'p' }),
  ]);
  const graph = await run([shop]);
  shop.change(listing('1', 'New name'));
  shop.gone.push('p');
  await until(async () => (await rows(graph)).nodes.length === 1);
  expect((await rows(graph)).nodes).toEqual([{ title: 'New name' }]);
  expect(await graph.data('{ listing(id: "s:2") { title product { title } } }')).toEqual({
    listing: { title: 'Leaving', product: { title: 'Leaving' } },
  });
  await graph.stop();
});

it('keeps answering from the index while the channel is down, and says so', async () => {
  const shop = new Shop('s', items('s', 3));
  const graph = await run([shop]);
  shop.failAtPage = 3 / 100;
  await until(async () => (await rows(graph)).channels[0]?.error !== null);
  expect((await rows(graph)).channels[0]).toMatchObject({ status: 'CACHED', count: 3, error: { code: 'UNAVAILABLE' } });
  await graph.stop();
});

it('has everything back after a restart without asking a channel', async () => {
  const shop = new Shop('s', items('s', 30));
  const first = await run([shop]);
  const before = await rows(first);
  await first.stop();
  shop.failAtPage = 30 / 100;
  const second = await run([shop], { folder: first.folder });
  expect((await rows(second)).nodes).toEqual(before.nodes);
  await second.stop();
});

it('lets one of several processes read a feed, and the others follow what it stored', async () => {
  const config = { subgraphs: { secret: 's', urls: {} } };
  const shop = new Shop('s', items('s', 40), { pageSize: 10 });
  const first = await run([shop], { config });
  const second = await run([shop], { config, shares: first.storage });
  shop.change(listing('new', 'Freshly added vase'));
  shop.gone.push('3');
  for (const process of [first, second]) {
    const seen = async () => (await rows(process)).nodes.map(node => node.title);
    await until(async () => (await seen()).includes('Freshly added vase') && !(await seen()).includes('s things3'));
    expect(await seen()).toHaveLength(40);
  }
  await second.stop();
  await first.stop();
});
