import type { ParcelEvent } from '@onebasket/adapter-sdk';
import { meaningOf } from './route-codes.ts';
import { text } from './text.ts';

/** One entry of `routes` (query) or `WaybillRoute` (push); `undefined` for one without a readable time. Times are Beijing's. */
export function toParcelEvent(route: Readonly<Record<string, unknown>>): ParcelEvent | undefined {
  const time = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(text(route['acceptTime']) ?? '');
  const at = time ? `${time[1]}T${time[2]}+08:00` : '';
  if (Number.isNaN(Date.parse(at))) return undefined;
  const code = text(route['opCode']) ?? '';
  const message = text(route['remark']) ?? '';
  const meaning = meaningOf(code, text(route['secondaryStatusCode']), message);
  const location = text(route['acceptAddress']);
  return {
    at,
    status: meaning?.status ?? 'UNKNOWN',
    ...(meaning?.subStatus ? { subStatus: meaning.subStatus } : {}),
    changesStatus: meaning !== undefined,
    code,
    message: message.slice(0, 500),
    ...(location ? { location } : {}),
  };
}
