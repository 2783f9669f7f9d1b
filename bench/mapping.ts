// How many listings a second each adapter makes of its vendor's answers: one page of each stand-in is fetched once and then mapped again and again, without a
// network. Prints a table and JSON. Vendure has no stand-in and is left out.
import { makeCall, type Reply } from '@onebasket/adapter-testkit';
import type { Adapter, Call } from '@onebasket/adapter-sdk';
import { startWooCommerceTwin } from '@onebasket/twin-woocommerce';
import { loadShippedAdapters } from '../bin/src/adapters.ts';
import { vendorTwins, type RunningVendorTwin } from '../bin/src/twins/vendor-twins.ts';
import { round } from './support.ts';

const SECONDS = 2;
const KEYS = { consumerKey: 'ck_bench', consumerSecret: 'cs_bench' };

const woocommerce = {
  adapter: 'woocommerce',
  start: async (): Promise<RunningVendorTwin> => {
    const twin = await startWooCommerceTwin({ demo: 'lantern', ...KEYS });
    return { url: twin.url, settings: { baseUrl: twin.url, ...KEYS }, query: '', close: () => twin.close() };
  },
};

/** One page: of the feed where there is one, else of a search. */
async function page({ capabilities }: Adapter, query: string, call: Call): Promise<number> {
  if (capabilities.feed) return (await capabilities.feed.pull(undefined, call)).listings.length;
  return (await capabilities.search?.search({ text: query, first: 20 }, call))?.items.length ?? 0;
}

const shippedAdapters = await loadShippedAdapters();
const results: { adapter: string; listingsPerPage: number; perSecond: number }[] = [];
for (const vendor of [...vendorTwins, woocommerce]) {
  const { adapter: id } = vendor;
  const adapter = shippedAdapters.find(one => one.manifest.id === id);
  if (!adapter) throw new Error(`${id} does not ship`);
  const twin = await vendor.start({ port: 0 });
  const defaults = Object.fromEntries(
    Object.entries(adapter.manifest.settings.properties).flatMap(([name, schema]) =>
      Object.hasOwn(schema, 'default') ? [[name, (schema as { readonly default: unknown }).default]] : [],
    ),
  );
  const options = { settings: { ...defaults, ...twin.settings }, now: () => new Date() };
  const replies: Reply[] = [];
  const recording = makeCall(async ({ url, method, headers = {}, body }) => {
    const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: body as string }) });
    const reply = { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    replies.push(reply);
    return reply;
  }, options);
  const listingsPerPage = await page(adapter, twin.query, recording);
  await twin.close();

  const again = async () => {
    let at = 0;
    await page(
      adapter,
      twin.query,
      makeCall(() => replies[at++] ?? { status: 500 }, options),
    );
  };
  for (let warm = 0; warm < 20; warm++) await again();
  const end = performance.now() + SECONDS * 1000;
  const began = performance.now();
  let pages = 0;
  for (; performance.now() < end; pages++) await again();
  results.push({ adapter: id, listingsPerPage, perSecond: round((pages * listingsPerPage * 1000) / (performance.now() - began), 0) });
}
console.table(results);
console.log(JSON.stringify({ bench: 'mapping', results }));
