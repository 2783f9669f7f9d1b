import { fromMoneyJson, toMoneyJson, type Clock, type Money } from '@onebasket/core';
import type { Registry } from '@onebasket/adapter-registry';
import type { Log } from '@onebasket/runtime';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** One listing's observed prices of one month: an entry for the first look of each day and for every change. */
export interface HistoryDoc extends Doc {
  readonly currency: string;
  /** Seconds since the start of the month, and the amount. */
  readonly points: readonly (readonly [number, string])[];
}

export const history: CollectionSpec<HistoryDoc, never> = {
  name: 'history',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    currency: Type.String(),
    points: Type.Array(Type.Tuple([Type.Integer({ minimum: 0 }), Type.String()])),
  }),
  lift: [],
  indexes: {},
  derived: true,
};

export interface PricePoint {
  readonly at: Date;
  readonly channelId: string;
  readonly money: Money;
}

const DAY_S = 86_400;
const monthOf = (date: Date) => date.toISOString().slice(0, 7);

/** Remembers what was really seen, never more than once a day unless it changed. */
export class PriceHistory {
  readonly #collection: Collection<HistoryDoc, never>;
  readonly #clock: Clock;
  readonly #log: Log;
  /** The last point of each listing that this process has written, so that most looks cost nothing. */
  readonly #last = new Map<string, { day: number; amount: string; month: string }>();

  constructor(collection: Collection<HistoryDoc, never>, clock: Clock, log: Log) {
    this.#collection = collection;
    this.#clock = clock;
    this.#log = log;
  }

  /** Notes a price of one piece. In the background: a failure is logged and forgotten. */
  note(listingId: string, price: Money, at: Date): void {
    const month = monthOf(at);
    const seconds = Math.floor((at.getTime() - Date.parse(`${month}-01T00:00:00Z`)) / 1000);
    const { amount, currency } = toMoneyJson(price);
    const day = Math.floor(seconds / DAY_S);
    const last = this.#last.get(listingId);
    if (last && last.month === month && last.day === day && last.amount === amount) return;
    this.#last.set(listingId, { day, amount, month });
    this.#append(`${listingId}|${month}`, seconds, amount, currency).catch((error: unknown) =>
      this.#log.warn('a price was not remembered', { listingId, error: String(error) }),
    );
  }

  async #append(id: string, seconds: number, amount: string, currency: string): Promise<void> {
    const point = [seconds, amount] as const;
    const isNews = (doc: HistoryDoc) => {
      const before = doc.points.at(-1);
      return !before || before[1] !== amount || Math.floor(before[0] / DAY_S) !== Math.floor(seconds / DAY_S);
    };
    const changed = await this.#collection.change(id, doc =>
      doc.currency === currency && isNews(doc) ? { ...doc, points: [...doc.points, point] } : undefined,
    );
    if (!changed) await this.#collection.insert({ _id: id, v: 1, shape: 1, currency, points: [point] });
  }

  /** What was seen of these listings in the last `days`, oldest first. */
  async read(listingIds: readonly string[], days: number): Promise<readonly PricePoint[]> {
    const now = this.#clock.now();
    const from = new Date(now.getTime() - days * DAY_S * 1000);
    const months: string[] = [];
    for (
      let at = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1));
      at <= now;
      at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
    )
      months.push(monthOf(at));
    const ids = listingIds.flatMap(listingId => months.map(month => `${listingId}|${month}`));
    const docs = await this.#collection.getMany(ids);
    return docs
      .flatMap(doc => {
        if (!doc) return [];
        const [listingId = '', month = ''] = doc._id.split('|');
        const start = Date.parse(`${month}-01T00:00:00Z`);
        return doc.points.map(([seconds, amount]) => ({
          at: new Date(start + seconds * 1000),
          channelId: listingId.slice(0, listingId.indexOf(':')),
          money: fromMoneyJson({ amount, currency: doc.currency }),
        }));
      })
      .filter(point => point.at >= from)
      .sort((a, b) => a.at.getTime() - b.at.getTime());
  }
}

/** The middle of what was seen, in the currency of the newest point; `undefined` when nothing was. One day's mistake does not move it. */
export function usualPrice(points: readonly PricePoint[]): Money | undefined {
  const code = points.at(-1)?.money.currency;
  const seen = points.filter(({ money }) => money.currency === code).map(({ money }) => money);
  return seen.sort((a, b) => (a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0))[Math.floor(seen.length / 2)];
}

/** The graph's `PriceHistory`. Lowest is told per currency of the newest point, as prices of two currencies have no order. */
export function historyValue(points: readonly PricePoint[], registry: Registry, now: Date): Record<string, unknown> {
  const value = (point: PricePoint | undefined) =>
    point && { at: point.at.toISOString(), channel: registry.channel(point.channelId)?.describe(), landedPrice: toMoneyJson(point.money) };
  const shown = points.filter(point => registry.channel(point.channelId));
  const code = shown.at(-1)?.money.currency;
  const lowest = (from: Date) =>
    shown
      .filter(point => point.money.currency === code && point.at >= from)
      .reduce<PricePoint | undefined>((best, point) => (!best || point.money.minor < best.money.minor ? point : best), undefined);
  return {
    points: shown.map(value),
    lowest: value(lowest(new Date(0))) ?? null,
    lowest30Days: value(lowest(new Date(now.getTime() - 30 * DAY_S * 1000))) ?? null,
    coverageDays: new Set(shown.map(point => point.at.toISOString().slice(0, 10))).size,
  };
}
