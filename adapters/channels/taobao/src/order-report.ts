import type { Call, Page, ReportedOrder } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { apiFor } from './apis.ts';
import { toBeijingText } from './beijing-time.ts';
import { readTop } from './client.ts';
import { toReportedOrder } from './report-mapper.ts';
import { settingsOf } from './settings.ts';
import { fieldsOf, isYes, rowsOf, textOf } from './wire.ts';

const PER_PAGE = 100;
const MOST_PAGES = 100;
const BY_CHANGE = 4;
const FORWARD = 1;

/** Where a walk through windows of time stands. */
interface Place {
  readonly fromMs: number;
  readonly page: number;
  /** `position_index` of the page before, given back as it came. */
  readonly position: string;
}

/**
 * The affiliate's order report by time of change, in windows as long as the platform allows, each page by page. A page may be empty and have a next one;
 * the walk ends at the present.
 */
export async function pull(
  { since, cursor }: { readonly since: string; readonly cursor?: string | undefined },
  call: Call,
): Promise<Page<ReportedOrder>> {
  const settings = settingsOf(call.connection);
  const place = cursor === undefined ? { fromMs: startOf(since), page: 1, position: '' } : readPlace(cursor);
  const nowMs = Math.floor(call.now().getTime() / 1000) * 1000;
  const toMs = Math.min(place.fromMs + settings.reportWindowMinutes * 60_000, nowMs);
  if (toMs <= place.fromMs) return { items: [] };
  const { body } = await readTop(
    apiFor('orderReport', call),
    {
      query_type: BY_CHANGE,
      start_time: toBeijingText(new Date(place.fromMs)),
      end_time: toBeijingText(new Date(toMs)),
      page_size: PER_PAGE,
      page_no: place.page,
      ...(place.page > 1 ? { position_index: place.position, jump_type: FORWARD } : {}),
      order_scene: settings.specialId === undefined ? (settings.relationId === undefined ? 1 : 2) : 3,
      site_id: settings.apiFamily === 'service-provider' ? settings.siteId : undefined,
    },
    call,
  );
  const data = fieldsOf(body.fields['data']);
  const items = rowsOf(data['results'], 'publisher_order_dto', '').flatMap(({ fields }) => toReportedOrder(fields) ?? []);
  const position = textOf(data['position_index']) ?? '';
  if (isYes(data['has_next']) && items.length > 0 && position !== place.position && place.page < MOST_PAGES) {
    return { items, next: writePlace({ fromMs: place.fromMs, page: place.page + 1, position }) };
  }
  return toMs < nowMs ? { items, next: writePlace({ fromMs: toMs, page: 1, position: '' }) } : { items };
}

function startOf(since: string): number {
  const ms = Date.parse(since);
  if (Number.isNaN(ms)) throw unreadable('since');
  return Math.floor(ms / 1000) * 1000;
}

function writePlace({ fromMs, page, position }: Place): string {
  return `${fromMs}.${page}.${position}`;
}

function readPlace(cursor: string): Place {
  const match = /^(\d{12,14})\.([1-9]\d{0,2})\.(.{0,500})$/s.exec(cursor);
  if (!match) throw unreadable('cursor');
  return { fromMs: Number(match[1]), page: Number(match[2]), position: match[3] ?? '' };
}

function unreadable(what: string): AdapterError {
  return new AdapterError('invalid-response', { outcome: 'not-done', message: `taobao: the order report’s ${what} is none of ours` });
}
