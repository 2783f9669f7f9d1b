import type { ReportedOrder } from '@onebasket/adapter-sdk';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import { checksOf, needed } from '../check.ts';
import { expectNoneTwice, MAX_PAGES } from './reads.ts';
import { expectSound } from './sound.ts';

/** Vendors that tell time in whole seconds cut the rest off. */
const SECOND_MS = 1000;

export const orderReportChecks = checksOf('orderReport', 'order-report', {
  'pages-end-each-once': [
    'a walk through the report ends, brings every order once, the oldest change first',
    async bench => {
      const orders = await walkReport(bench, sinceOf(bench));
      expect(orders.length, 'orders since sample.reportSince; the sample needs two at least').toBeGreaterThanOrEqual(2);
      expectNoneTwice(
        orders.map(({ externalId }) => externalId),
        'the order report',
      );
      const instants = orders.flatMap(order => instantOf(order) ?? []);
      expect(instants, 'the instants of the report, in its order').toEqual([...instants].sort((a, b) => a - b));
    },
  ],
  'since-is-honoured': [
    'the report brings what changed from `since` on: all of it, and nothing older',
    async bench => {
      const all = await walkReport(bench, sinceOf(bench));
      const instants = [...new Set(all.flatMap(order => instantOf(order) ?? []))].sort((a, b) => a - b);
      const since = instants[Math.ceil(instants.length / 2)];
      if (since === undefined) throw new Error('the orders of the report have fewer than two different instants to tell them apart by');
      const later = await walkReport(bench, new Date(since).toISOString());
      const older = later.filter(order => (instantOf(order) ?? since) < since - SECOND_MS);
      expect(idsOf(older), `older than since ${new Date(since).toISOString()}`).toEqual([]);
      const missing = all.filter(order => (instantOf(order) ?? -Infinity) >= since && !idsOf(later).includes(order.externalId));
      expect(idsOf(missing), `missing, although not older than since ${new Date(since).toISOString()}`).toEqual([]);
    },
  ],
  'knows-what-it-reports': [
    'reported orders have an id, a state of the contract and sound amounts; where the vendor carries our key it comes back',
    async bench => {
      const orders = await walkReport(bench, sinceOf(bench));
      expectSound(orders, 'report');
      for (const [at, { externalId, key, attribution }] of orders.entries()) {
        expect(externalId, `report[${at}].externalId is empty`).not.toBe('');
        expect([key, attribution], `report[${at}]: a key that is empty is left out`).not.toContain('');
      }
      const { reportedKey } = bench.sample;
      if (reportedKey !== undefined) {
        const keys = orders.flatMap(({ key, attribution }) => [key, attribution]);
        expect(keys, 'keys and marks in the report, against sample.reportedKey').toContain(reportedKey);
      }
    },
  ],
});

/** The whole report, each page with a connection that knows only the cursor. */
export async function walkReport(bench: Bench, since: string): Promise<readonly ReportedOrder[]> {
  const orders: ReportedOrder[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const from = cursor;
    const page = await use(bench.connect(), 'orderReport', (it, call) => it.pull({ since, cursor: from }, call));
    orders.push(...page.items);
    if (page.next === undefined) return orders;
    expect(page.next, 'the cursor of the next page is the one that was asked for').not.toBe(from);
    cursor = page.next;
  }
  throw new Error(`the report did not end within ${MAX_PAGES} pages`);
}

export function sinceOf({ sample }: Bench): string {
  return needed(sample.reportSince, 'reportSince');
}

function instantOf({ updatedAt, paidAt, orderedAt }: ReportedOrder): number | undefined {
  const text = updatedAt ?? paidAt ?? orderedAt;
  return text === undefined ? undefined : Date.parse(text);
}

function idsOf(orders: readonly ReportedOrder[]): readonly string[] {
  return orders.map(({ externalId }) => externalId);
}
