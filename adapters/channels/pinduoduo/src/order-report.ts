import type { Call, Page, ReportedOrder } from '@onebasket/adapter-sdk';
import { readPdd } from './client.ts';
import { toReportedOrder } from './report-mapper.ts';
import { settingsOf } from './settings.ts';
import { countIn, entriesIn, type Wire } from './wire.ts';

const TYPE = 'pdd.ddk.order.list.increment.get';
const PAGE_SIZE = 50;
/** The platform's widest window, and how far back it looks. */
const DAY_SECONDS = 24 * 3600;
const MOST_DAYS = 90;
/** A window with more pages than this is cut in half, so that one pull stays short. */
const MOST_PAGES = 10;

/** What changed from `from` on up to `end`, in Unix seconds. */
interface Span {
  readonly from: number;
  readonly end: number;
}

/**
 * One window of the increment report, read whole and given oldest change first. Its pages are walked from the last to the first, as the platform demands: an
 * order that changes meanwhile leaves the window, and those behind it move to pages that are still to come. An order may come twice, never not at all.
 */
export async function pull(
  { since, cursor }: { readonly since: string; readonly cursor?: string | undefined },
  call: Call,
): Promise<Page<ReportedOrder>> {
  const { from, end } = readSpan(cursor) ?? startOf(since, call.now());
  let to = Math.min(from + DAY_SECONDS, end);
  let first = await readPage(from, to, 1, call);
  while (first.pages > MOST_PAGES && to - from > 1) {
    to = from + Math.floor((to - from) / 2);
    first = await readPage(from, to, 1, call);
  }
  const rows: Wire[] = [];
  for (let page = first.pages; page > 1; page--) rows.push(...(await readPage(from, to, page, call)).rows);
  // Read again when there were others: what moved up while they were read is on it now.
  rows.push(...(first.pages > 1 ? await readPage(from, to, 1, call) : first).rows);
  return { items: toReport(rows, settingsOf(call).uid), ...(to < end ? { next: `${to}-${end}` } : {}) };
}

async function readPage(from: number, to: number, page: number, call: Call): Promise<{ rows: readonly Wire[]; pages: number }> {
  const { data } = await readPdd(
    TYPE,
    { start_update_time: from, end_update_time: to, page, page_size: PAGE_SIZE, query_order_type: 1 },
    call,
  );
  const rows = entriesIn(data['order_list']).map(({ it }) => it);
  return { rows, pages: Math.ceil((countIn(data['total_count']) ?? rows.length) / PAGE_SIZE) };
}

/** Each order once, as its latest row tells it. */
function toReport(rows: readonly Wire[], uid: string): readonly ReportedOrder[] {
  const latest = new Map<string, ReportedOrder>();
  for (const row of rows) {
    const order = toReportedOrder(row, uid);
    const known = order && latest.get(order.externalId);
    if (order && (!known || changedAt(known) <= changedAt(order))) latest.set(order.externalId, order);
  }
  return [...latest.values()].sort((a, b) => changedAt(a) - changedAt(b));
}

function changedAt({ updatedAt }: ReportedOrder): number {
  return updatedAt === undefined ? 0 : Date.parse(updatedAt);
}

function startOf(since: string, now: Date): Span {
  const end = Math.floor(now.getTime() / 1000);
  const wanted = Math.floor(Date.parse(since) / 1000);
  const earliest = end - MOST_DAYS * DAY_SECONDS;
  return { from: Math.min(Math.max(Number.isNaN(wanted) ? earliest : wanted, earliest), end), end };
}

function readSpan(cursor: string | undefined): Span | undefined {
  const match = /^(\d{1,12})-(\d{1,12})$/.exec(cursor ?? '');
  return match ? { from: Number(match[1]), end: Number(match[2]) } : undefined;
}
