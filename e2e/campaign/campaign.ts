import { setTimeout as sleep } from 'node:timers/promises';
import { ask, eventually } from '../support/graph.ts';
import { temporaryFolder, wooChannel } from '../support/workspace.ts';
import { Bank, BANK_SECRET } from './bank.ts';
import { Buyer, wishOf } from './buyer.ts';
import { CampaignShop } from './campaign-shop.ts';
import { checkBooks, isWithStaff, ordersTold, STAFF, type Finding, type OrderTold } from './check-books.ts';
import { Draws } from './draws.ts';
import { Fates } from './fates.ts';
import { goodsOf } from './goods.ts';
import { distributedHouse, embeddedHouse, type House } from './house.ts';

export interface CampaignOptions {
  readonly seed: number;
  readonly orders: number;
  /** How often the process (or one of the two workers) is killed. */
  readonly kills: number;
  /** Buyers at once. */
  readonly buyers: number;
  readonly shops: number;
  readonly isDistributed?: boolean;
  /** Told of how far it is. */
  readonly progress?: (text: string) => void;
}

export interface CampaignReport {
  readonly options: Omit<CampaignOptions, 'progress'>;
  readonly findings: readonly Finding[];
  /** How often the house said what, as the last word to a buyer. */
  readonly answers: Readonly<Record<string, number>>;
  readonly cancelAnswers: Readonly<Record<string, number>>;
  readonly orderStatuses: Readonly<Record<string, number>>;
  /** Orders that wait for a person, by number. */
  readonly withStaff: readonly string[];
  readonly befell: Readonly<Record<string, number>>;
  readonly channelOrders: { readonly made: number; readonly standing: number };
  readonly money: { readonly payments: number; readonly captured: number; readonly refunded: number };
  readonly kills: number;
  readonly seconds: number;
  /** From a buyer's first request to an answer that is not "pending": the slowest, in seconds. */
  readonly worstAnswers: readonly { readonly buyer: string; readonly seconds: number; readonly answer: string }[];
  /** From the end of all faults until everything was at rest. */
  readonly restAfterSeconds: number;
}

const BUYER_PATIENCE_MS = 120_000;
const REST_PATIENCE_MS = 75_000;

/** Runs the campaign and reads the books. Leaves nothing running. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const startedAt = performance.now();
  const progress = options.progress ?? (() => undefined);
  const folder = await temporaryFolder();
  const fates = new Fates(options.seed);
  const ids = Array.from({ length: options.shops }, (_, at) => `shop${at}`);
  const shops = ids.map((id, at) => new CampaignShop(id, goodsOf(at, ids.length), fates));
  const bank = new Bank(fates);
  let house: House | undefined;
  try {
    fates.isCalm = true;
    const bankUrl = await bank.listen();
    await Promise.all(shops.map(({ shop }) => shop.listen()));
    const config = houseConfig(shops, bankUrl);
    house = await (options.isDistributed ? distributedHouse(folder.path, config) : embeddedHouse(folder.path, config));
    const { url } = house;
    for (const one of [bank, ...shops]) one.hookUrl = () => url;
    const productIds = await productsOf(url, ids);
    fates.isCalm = false;

    const buyers = Array.from({ length: options.orders }, (_, n) => new Buyer(wishOf(options.seed, n, ids, productIds), url));
    const kills = await letThemShop(buyers, house, options, progress);
    fates.isCalm = true;
    const calmAt = performance.now();
    progress('no more faults: waiting for rest');
    for (const shop of shops) await shop.tellAll();
    const { orders, findings } = await rest(url, shops, bank, buyers);
    const restAfterSeconds = (performance.now() - calmAt) / 1000;
    return {
      options: {
        seed: options.seed,
        orders: options.orders,
        kills: options.kills,
        buyers: options.buyers,
        shops: options.shops,
        isDistributed: options.isDistributed === true,
      },
      findings,
      answers: counted(buyers.map(({ final }) => final?.__typename ?? 'none')),
      cancelAnswers: counted(buyers.flatMap(({ cancelAnswer }) => cancelAnswer ?? [])),
      orderStatuses: counted(orders.map(({ status }) => status)),
      withStaff: orders.filter(isWithStaff).map(({ number }) => number),
      befell: summed([bank.befell, ...shops.map(({ befell }) => befell)]),
      channelOrders: {
        made: shops.reduce((sum, { shop }) => sum + shop.orders.length, 0),
        standing: shops.reduce((sum, shop) => sum + shop.standing().length, 0),
      },
      money: {
        payments: bank.payments.length,
        captured: bank.payments.reduce((sum, { captured }) => sum + captured, 0) / 100,
        refunded: bank.payments.reduce((sum, { refunded }) => sum + refunded, 0) / 100,
      },
      kills,
      seconds: (performance.now() - startedAt) / 1000,
      worstAnswers: buyers
        .toSorted((a, b) => b.answeredAfterMs - a.answeredAfterMs)
        .slice(0, 5)
        .map(({ wish, answeredAfterMs, final }) => ({
          buyer: wish.email,
          seconds: answeredAfterMs / 1000,
          answer: final?.__typename ?? 'none',
        })),
      restAfterSeconds,
    };
  } finally {
    await house?.stop();
    await Promise.all([bank.close(), ...shops.map(shop => shop.close())]);
    await folder.remove();
  }
}

function houseConfig(shops: readonly CampaignShop[], bankUrl: string): object {
  const bank = (id: string, more: object = {}) => ({ id, adapter: 'bank', settings: { baseUrl: bankUrl, secret: BANK_SECRET, ...more } });
  return {
    displayCurrency: 'CNY',
    adapters: [{ package: new URL('./bank-adapter', import.meta.url).pathname, inProcess: true }],
    channels: shops.map(({ id, shop }) => wooChannel(id, shop.url, { requestsPerSecond: 1_000 })),
    payments: [bank('bank'), bank('till', { immediate: true })],
    products: { feedIntervalMs: 3_600_000 },
    // A request that is slow at a shop has come to its end well before its silence is believed.
    orders: { settleMs: 1_500, answerWithinMs: 8_000, review: { rules: false } },
    accounts: { seed: { staff: [STAFF] } },
  };
}

/** The product of each listing, once the house has taken in every shop. */
async function productsOf(url: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  interface Found {
    readonly search: { readonly nodes: readonly { readonly id: string; readonly listings: readonly { readonly id: string }[] }[] };
  }
  const { data } = await eventually(
    () => ask<Found>(url, '{ search(query: "kettle", first: 100) { nodes { id listings { id } } } }'),
    answer => {
      const nodes = answer.data?.search.nodes ?? [];
      return nodes.length > 0 && nodes.every(({ listings }) => listings.length === ids.length);
    },
    90,
  );
  return new Map(data.search.nodes.flatMap(({ id, listings }) => listings.map(listing => [listing.id, id] as const)));
}

/** Every buyer shops, so many at once; the house is killed when so many have begun, as the seed says. Resolves to how often it was killed. */
async function letThemShop(
  buyers: readonly Buyer[],
  house: House,
  options: CampaignOptions,
  progress: (text: string) => void,
): Promise<number> {
  const draws = new Draws(options.seed, 'kills');
  const killAt = Array.from({ length: options.kills }, () =>
    draws.between(Math.min(5, buyers.length), Math.max(5, buyers.length - 1)),
  ).toSorted((a, b) => a - b);
  let begun = 0;
  let kills = 0;
  let killing: Promise<void> = Promise.resolve();
  const kill = () => {
    const [delayMs, pauseMs] = [draws.between(0, 1_500), draws.between(0, 800)];
    killing = killing.then(async () => {
      await sleep(delayMs);
      await house.killAndRestart(pauseMs);
      kills++;
    });
  };
  await Promise.all(
    Array.from({ length: options.buyers }, async () => {
      for (let buyer = buyers[begun++]; buyer; buyer = buyers[begun++]) {
        while (killAt[0] !== undefined && killAt[0] <= begun) {
          killAt.shift();
          kill();
        }
        if (begun % 250 === 0) progress(`${begun} of ${buyers.length} buyers, ${kills} kills`);
        await buyer.shop(BUYER_PATIENCE_MS);
      }
    }),
  );
  await killing;
  return kills;
}

/** Reads the books until they agree, or until no more patience is due. */
async function rest(
  url: string,
  shops: readonly CampaignShop[],
  bank: Bank,
  buyers: readonly Buyer[],
): Promise<{ orders: readonly OrderTold[]; findings: readonly Finding[] }> {
  const end = Date.now() + REST_PATIENCE_MS;
  for (;;) {
    const orders = await ordersTold(url);
    const waiting = buyers.filter(({ final }) => final?.__typename === 'OrderPending');
    const isAtRest = checkBooks(orders, shops, bank, []).length === 0;
    if (!isAtRest && Date.now() < end) {
      await sleep(1_000);
      continue;
    }
    // Those who were told to wait ask again, and every tenth of the others: what they hear has to be what they heard.
    await inTurn([...new Set([...waiting, ...buyers.filter((_, at) => at % 10 === 0)])], 16, buyer => buyer.repeat(1_000));
    const findings = checkBooks(await ordersTold(url), shops, bank, buyers);
    if (findings.length === 0 || Date.now() >= end) return { orders, findings };
    await sleep(1_000);
  }
}

async function inTurn<T>(values: readonly T[], atOnce: number, work: (value: T) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let value = values[next++]; value !== undefined; value = values[next++]) await work(value);
    }),
  );
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  return byName([...Map.groupBy(names, name => name)].map(([name, of]) => [name, of.length]));
}

function summed(counts: readonly ReadonlyMap<string, number>[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const [name, count] of counts.flatMap(one => [...one])) sums.set(name, (sums.get(name) ?? 0) + count);
  return byName([...sums]);
}

function byName(counts: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.toSorted(([a], [b]) => a.localeCompare(b)));
}
