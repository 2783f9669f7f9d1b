import { currency, fromMoneyJson, sum, type MoneyJson } from '@onebasket/core';
import type { GraphClient, Keys, ReviewRule } from '@onebasket/runtime';
import { amount } from '../order/amounts.ts';
import type { LineDoc, OrderDoc, PartDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { creditInputs, creditOf } from './credit.ts';
import type { LineFacts, OrderFacts, RecentOrder, Sharing } from './facts.ts';
import { marksOf } from './marks.ts';

export interface GatherTools {
  readonly store: OrderStore;
  readonly graph: GraphClient;
  readonly keys: Keys;
}

/** How many past orders are looked at for each mark. */
const LOOK_BACK = 100;
const USUAL_DAYS = 90;
const MINUTE_MS = 60_000;

/** Everything that the rules may look at, for an order that is stored. What another part of the house cannot tell stays unknown. */
export async function gatherFacts(
  { store, graph, keys }: GatherTools,
  rules: readonly ReviewRule[],
  doc: OrderDoc,
  signal: AbortSignal,
): Promise<OrderFacts> {
  const pending = doc.parts.filter(part => part.status === 'PENDING');
  const lines = pending.flatMap(part => part.lines.map(line => ({ part, line })));
  const ids = [...new Set(lines.map(({ line }) => line.listingId))];
  const needsGoods = rules.some(
    ({ goods, except }) => (goods?.categories ?? goods?.brands ?? except?.categories ?? except?.brands) !== undefined,
  );
  const needsUsual = rules.some(({ price }) => price?.belowUsualPercent !== undefined);
  const [goods, usual, recent, past] = await Promise.all([
    needsGoods ? goodsOf(graph, ids, signal) : Promise.resolve(new Map()),
    needsUsual ? usualPrices(graph, ids, signal) : Promise.resolve(new Map()),
    recentOrders(store, keys, rules, doc),
    pastOrders(store, keys, doc),
  ]);
  return {
    placedAt: doc.placedAt,
    total: sum(
      pending.map(part => amount(doc, part.total)),
      currency(doc.currency),
    ),
    lines: lines.map(({ part, line }) => lineFacts(doc, part, line, goods, usual)),
    contact: doc.contact,
    address: doc.address,
    isGuest: doc.ownerKey === 'guest',
    earlierOrders: past.filter(one => one.verdict === 'placed').length,
    recent,
    credit: creditOf(creditInputs(past, new Date(doc.placedAt))),
  };
}

function lineFacts(
  doc: OrderDoc,
  part: PartDoc,
  line: LineDoc,
  goods: ReadonlyMap<string, LineFacts['goods']>,
  usual: ReadonlyMap<string, NonNullable<LineFacts['usualPrice']>>,
): LineFacts {
  const usualPrice = usual.get(line.listingId);
  return {
    listingId: line.listingId,
    channelId: part.channelId,
    title: line.title,
    quantity: line.quantity,
    unitPrice: amount(doc, line.unitPrice),
    listPrice: amount(doc, line.listPrice),
    // What the index has never heard of may be anything.
    goods: goods.get(line.listingId) ?? 'unknown',
    ...(usualPrice === undefined ? {} : { usualPrice }),
  };
}

interface GoodsRow {
  readonly id: string;
  readonly brand: string | null;
  readonly product: {
    readonly brand: string | null;
    readonly category: { readonly id: string; readonly path: readonly string[] } | null;
  } | null;
}

const ASK_MS = 3_000;

async function goodsOf(graph: GraphClient, ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, LineFacts['goods']>> {
  const query = 'query ($ids: [ID!]!) { internalListings(ids: $ids) { id brand product { brand category { id path } } } }';
  try {
    const { internalListings } = await graph.query<{ internalListings: readonly (GoodsRow | null)[] }>(
      'products',
      query,
      { ids },
      { signal, timeoutMs: ASK_MS },
    );
    return new Map(
      internalListings.flatMap(row => {
        if (!row) return [];
        const brand = row.brand ?? row.product?.brand ?? undefined;
        const category = row.product?.category;
        return [[row.id, { categories: category ? [category.id, ...category.path] : [], ...(brand ? { brand } : {}) }]];
      }),
    );
  } catch {
    return new Map();
  }
}

async function usualPrices(
  graph: GraphClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, NonNullable<LineFacts['usualPrice']>>> {
  const query = 'query ($ids: [ID!]!, $days: Int!) { internalUsualPrices(listingIds: $ids, days: $days) { amount currency } }';
  try {
    const { internalUsualPrices } = await graph.query<{ internalUsualPrices: readonly (MoneyJson | null)[] }>(
      'prices',
      query,
      { ids, days: USUAL_DAYS },
      { signal, timeoutMs: ASK_MS },
    );
    return new Map(
      ids.flatMap((id, at) => {
        const seen = internalUsualPrices[at];
        return seen ? [[id, fromMoneyJson(seen)] as const] : [];
      }),
    );
  } catch {
    return new Map(ids.map(id => [id, 'unknown']));
  }
}

/** Orders placed before this one that share something with it. Orders of one instant are told apart by their ids, so that of many at once only the later ones count the others. */
async function recentOrders(
  store: OrderStore,
  keys: Keys,
  rules: readonly ReviewRule[],
  doc: OrderDoc,
): Promise<Readonly<Record<Sharing, readonly RecentOrder[]>>> {
  const marks = marksOf(keys, doc);
  const find = async (sharing: Sharing): Promise<readonly RecentOrder[]> => {
    const minutes = rules.flatMap(({ velocity }) => (velocity?.per === sharing ? [velocity.withinMinutes] : []));
    if (minutes.length === 0) return [];
    const from = new Date(Date.parse(doc.placedAt) - Math.max(...minutes) * MINUTE_MS).toISOString();
    const pages = await Promise.all(
      marks[sharing].map(mark =>
        store.collection.find({
          index: 'mark',
          prefix: [mark],
          from: [from],
          below: [doc.placedAt, doc._id],
          order: 'desc',
          limit: LOOK_BACK,
        }),
      ),
    );
    const found = new Map(pages.flatMap(page => page.docs.map(one => [one._id, { orderId: one._id, at: one.placedAt }] as const)));
    return [...found.values()];
  };
  const [contact, address, payment] = await Promise.all([find('contact'), find('address'), find('payment')]);
  return { contact, address, payment };
}

/** Earlier orders of the same account or, for guests, of the same contact. */
async function pastOrders(store: OrderStore, keys: Keys, doc: OrderDoc): Promise<readonly OrderDoc[]> {
  const below = [doc.placedAt, doc._id];
  const ranges =
    doc.ownerKey === 'guest'
      ? marksOf(keys, doc).contact.map(mark => ({ index: 'mark' as const, prefix: [mark] }))
      : [{ index: 'owner' as const, prefix: [doc.ownerKey] }];
  const pages = await Promise.all(ranges.map(range => store.collection.find({ ...range, below, order: 'desc', limit: LOOK_BACK })));
  return [...new Map(pages.flatMap(page => page.docs.map(one => [one._id, one] as const))).values()];
}
