import { randomUUID } from 'node:crypto';
import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import type { Parcel, Parcels, RouteEvent } from './parcels.ts';
import { isDigest } from './signature.ts';

/** The account that may ask. */
export interface SfAccount {
  readonly partnerId: string;
  readonly checkword: string;
}

const MOST_NUMBERS = 10;
const REQUIRED = ['partnerID', 'requestID', 'serviceCode', 'timestamp', 'msgDigest', 'msgData'] as const;

type Business = { readonly errorCode: string; readonly errorMsg: string | null; readonly msgData: unknown };

/**
 * `POST /std/service`: the platform's answer around the service's own, which is JSON in a text. Always HTTP 200; what went wrong says
 * `apiResultCode`, then `errorCode`.
 */
export function answerService(request: TwinRequest, account: SfAccount, parcels: Parcels): TwinResponse {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const missing = REQUIRED.find(name => !form.get(name));
  if (missing !== undefined) return platform('A1001', `必传参数不可为空: ${missing}`);
  const field = (name: (typeof REQUIRED)[number]) => form.get(name) ?? '';
  if (field('partnerID') !== account.partnerId) return platform('A1004', '无对应服务权限');
  if (!isDigest(field('msgDigest'), field('msgData'), field('timestamp'), account.checkword)) return platform('A1006', '数字签名无效');
  if (field('serviceCode') !== 'EXP_RECE_SEARCH_ROUTES') return platform('A1004', '无对应服务权限');
  const { errorCode, errorMsg, msgData } = searchRoutes(field('msgData'), parcels);
  return platform('A1000', '', JSON.stringify({ success: errorCode === 'S0000', errorCode, errorMsg, msgData }));
}

function platform(apiResultCode: string, apiErrorMsg: string, apiResultData: string | null = null): TwinResponse {
  return json(200, { apiErrorMsg, apiResponseID: randomUUID().replaceAll('-', ''), apiResultCode, apiResultData });
}

function searchRoutes(text: string, parcels: Parcels): Business {
  const asked = parse(text);
  if (asked === undefined) return refused('S0001', '非法的JSON格式');
  const numbers = asked['trackingNumber'];
  if (!Array.isArray(numbers) || numbers.length === 0) return refused('S0002', '必填参数%s为空: trackingNumber');
  if (numbers.length > MOST_NUMBERS) return refused('8003', '查询单号超过最大限制');
  const phones = (typeof asked['checkPhoneNo'] === 'string' ? asked['checkPhoneNo'] : '').split(',').map(phone => phone.trim());
  const isByOrder = asked['trackingType'] === '2';
  const routeResps = numbers.map(number => {
    const parcel = isByOrder ? parcels.byOrderId(String(number)) : parcels.get(String(number));
    // A wrong phone looks like a parcel nobody knows.
    const isAllowed = parcel !== undefined && (parcel.phoneLast4 === '' || phones.includes(parcel.phoneLast4));
    return {
      mailNo: isByOrder && isAllowed ? parcel.number : String(number),
      routes: isAllowed ? parcels.eventsOf(parcel).map(routeView) : [],
    };
  });
  return { errorCode: 'S0000', errorMsg: null, msgData: { routeResps } };
}

function refused(errorCode: string, errorMsg: string): Business {
  return { errorCode, errorMsg, msgData: null };
}

function routeView({ at, address, step }: RouteEvent): object {
  return {
    acceptTime: beijingTime(at),
    acceptAddress: address,
    remark: step.remark,
    opCode: step.opCode,
    firstStatusCode: step.firstStatusCode,
    firstStatusName: step.firstStatusName,
    secondaryStatusCode: step.secondaryStatusCode,
    secondaryStatusName: step.secondaryStatusName,
  };
}

/** One event as it is pushed; the number is `mailno` here, in small letters. */
export function pushView(parcel: Parcel, event: RouteEvent): object {
  return {
    id: event.id,
    mailno: parcel.number,
    ...(parcel.orderId === '' ? {} : { orderid: parcel.orderId }),
    acceptTime: beijingTime(event.at),
    acceptAddress: event.address,
    remark: event.step.remark,
    opCode: event.step.opCode,
  };
}

function beijingTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
