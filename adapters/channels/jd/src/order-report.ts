import type { Call, ChannelOrderState, Page, ReportedOrder } from '@onebasket/adapter-sdk';
import { keyOf } from './attribution-key.ts';
import { fromBeijingText, toBeijingText } from './beijing-time.ts';
import { callUnion } from './client.ts';
import { invalidResponse } from './errors.ts';
import { filledIn, idIn, instantIn, integerIn, recordsIn, type Wire } from './wire.ts';
import { priceIn, yuanIn } from './yuan.ts';

const METHOD = 'jd.union.open.order.row.query';
const HOUR_MS = 3_600_000;
/** By the time of the last change. */
const BY_UPDATE = 3;
const PAGE_SIZE = 200;
/** Of one hour; more is a server that turns no pages. */
const MOST_PAGES = 500;

/** Which hour, and which page of it. */
interface Place {
  readonly fromMs: number;
  readonly page: number;
}

/** The order rows of one hour after the other, oldest change first: JD tells at most an hour at once. A page may be empty; the last one is that of the present hour. */
export async function pull(
  query: { readonly since: string; readonly cursor?: string | undefined },
  call: Call,
): Promise<Page<ReportedOrder>> {
  const { fromMs, page } = query.cursor === undefined ? { fromMs: startOf(query.since), page: 1 } : readPlace(query.cursor);
  const nowMs = call.now().getTime();
  const endMs = Math.min(fromMs + HOUR_MS, Math.max(nowMs, fromMs + 1000));
  const { result } = await callUnion(call, METHOD, {
    orderReq: {
      pageIndex: page,
      pageSize: PAGE_SIZE,
      type: BY_UPDATE,
      startTime: toBeijingText(new Date(fromMs)),
      // The end is inclusive: the next hour's first second belongs to the next hour.
      endTime: toBeijingText(new Date(endMs - 1000)),
    },
  });
  const rows = recordsIn(result['data']);
  const items = rows.flatMap(row => toReportedOrder(row) ?? []).sort((a, b) => (a.updatedAt ?? '').localeCompare(b.updatedAt ?? ''));
  const hasMore = String(result['hasMore']) === 'true' && rows.length > 0 && page < MOST_PAGES;
  const next = hasMore ? { fromMs, page: page + 1 } : endMs < nowMs ? { fromMs: endMs, page: 1 } : undefined;
  return { items, ...(next ? { next: `${next.fromMs}.${next.page}` } : {}) };
}

/** `validCode` of rows whose purchase stands. All others are invalid for the commission, which says nothing about the purchase. */
const stateByCode: ReadonlyMap<number | undefined, ChannelOrderState> = new Map([
  [3, 'CANCELLED'],
  [15, 'PENDING'],
  [24, 'PENDING'],
  [16, 'PLACED'],
  [17, 'COMPLETED'],
]);
/** The order was split; its parts have rows of their own. */
const SPLIT = 2;
const PAID = 16;
const COMPLETED = 17;
const SENT = 20;

/** One row: one SKU of one order. `undefined` for a row without ids, and for an order that lives on in its parts. */
export function toReportedOrder(row: Wire): ReportedOrder | undefined {
  const orderId = idIn(row['orderId']);
  const skuId = idIn(row['skuId']) ?? filledIn(row['itemId']);
  const code = integerIn(row['validCode']);
  if (orderId === undefined || skuId === undefined || code === SPLIT) return undefined;
  const isDone = code === COMPLETED;
  const quantity = Math.max(1, integerIn(row['skuNum']) ?? 1);
  // The amount that counts for the commission: what was paid for this line without shipping; an estimate until the order is completed.
  const total = (isDone ? priceIn(row['actualCosPrice']) : undefined) ?? priceIn(row['estimateCosPrice']);
  const commission = isDone || code === PAID ? ((isDone ? yuanIn(row['actualFee']) : undefined) ?? yuanIn(row['estimateFee'])) : undefined;
  const key = keyOf(filledIn(row['ext1']), filledIn(row['subUnionId']));
  const attribution = idIn(row['positionId']);
  const orderedAt = timeIn(row['orderTime']);
  const updatedAt = timeIn(row['modifyTime']) ?? timeIn(row['finishTime']) ?? orderedAt;
  return {
    externalId: filledIn(row['id']) ?? `${orderId}-${skuId}`,
    number: orderId,
    ...(key === undefined ? {} : { key }),
    ...(attribution === undefined ? {} : { attribution }),
    state: stateOf(row, code, quantity),
    lines: [{ externalId: skuId, quantity, ...(total ? { total } : {}) }],
    ...(total ? { total } : {}),
    ...(commission ? { commission } : {}),
    ...(orderedAt === undefined ? {} : { orderedAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function stateOf(row: Wire, code: number | undefined, quantity: number): ChannelOrderState {
  const returned = integerIn(row['skuReturnNum']) ?? 0;
  if (returned > 0 && returned >= quantity) return 'REFUNDED';
  const state = stateByCode.get(code);
  if (state === 'PLACED' && integerIn(row['expressStatus']) === SENT) return 'SHIPPED';
  return state ?? (timeIn(row['finishTime']) === undefined ? 'PENDING' : 'COMPLETED');
}

/** A text in Beijing's time, or milliseconds. */
function timeIn(value: unknown): string | undefined {
  const ms = instantIn(value);
  const date = ms === undefined ? fromBeijingText(filledIn(value) ?? '') : new Date(ms);
  return date?.toISOString();
}

function startOf(since: string): number {
  const ms = Date.parse(since);
  if (Number.isNaN(ms)) throw invalidResponse('the report is asked for since no time');
  return Math.floor(ms / 1000) * 1000;
}

function readPlace(cursor: string): Place {
  const match = /^(\d{1,15})\.([1-9]\d{0,3})$/.exec(cursor);
  if (!match) throw invalidResponse('the cursor of the report is none of ours');
  return { fromMs: Number(match[1]), page: Number(match[2]) };
}
