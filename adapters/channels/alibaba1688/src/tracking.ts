import type { Call, Capabilities, ParcelEvent, ParcelRef, Tracking } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { APIS, callApi } from './client.ts';
import { businessErrorIn, failureOf, isNotFound } from './errors.ts';
import { beijingTimeIn } from './time.ts';
import { recordsIn, textIn, type Wire } from './wire.ts';

/** 1688 traces parcels by order, so its numbers here are "1688-<order id>" or "1688-<order id>-<logistics id>". */
const NUMBER = /^1688-(\d{10,25})(?:-([A-Za-z0-9]{3,40}))?$/;

export const tracking: NonNullable<Capabilities['tracking']> = {
  recognises: trackingNumber => NUMBER.test(trackingNumber),
  names: ['1688', 'alibaba1688', '阿里巴巴1688'],
  track,
};

async function track({ trackingNumber }: ParcelRef, call: Call): Promise<Tracking | Refusal> {
  const [, orderId, logisticsId] = NUMBER.exec(trackingNumber) ?? [];
  if (orderId === undefined) return refuse('not-found', '1688 traces parcels by the number of their order');
  const { body } = await callApi(APIS.trace, { orderId, webSite: '1688', ...(logisticsId === undefined ? {} : { logisticsId }) }, call);
  const error = businessErrorIn(body);
  if (error) {
    if (isNotFound(error) || error.code === 'order.createtime.history') return refuse('not-found', '1688 has no trace of this parcel');
    throw failureOf(error, APIS.trace.name);
  }
  const traces = recordsIn(body['logisticsTrace']);
  const trace = logisticsId === undefined ? traces[0] : traces.find(it => textIn(it['logisticsId']) === logisticsId);
  const events = trace ? toParcelEvents(trace) : [];
  if (events.length === 0) return refuse('not-found', '1688 has no trace of this parcel');
  return { status: 'found', trackingNumber, events };
}

/** The steps of one parcel of `logisticsTrace`, in the order of time. They have no codes: only words that leave no doubt say more than "on its way". */
export function toParcelEvents(trace: Wire): readonly ParcelEvent[] {
  const steps = recordsIn(trace['logisticsSteps'])
    .flatMap(step => {
      const at = beijingTimeIn(step['acceptTime']);
      return at === undefined ? [] : [{ at, message: (textIn(step['remark']) ?? '').slice(0, 500) }];
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return steps.map(({ at, message }, index) => ({
    at,
    status: statusOf(message, index === steps.length - 1),
    changesStatus: true,
    code: '',
    message,
  }));
}

/** "Signed for" counts as the last word only: couriers write it ahead of time as well. */
function statusOf(message: string, isLast: boolean): ParcelEvent['status'] {
  if (isLast && /已签收|妥投|签收成功/.test(message) && !/未签收|拒签|拒收/.test(message)) return 'DELIVERED';
  if (/揽收|揽件/.test(message)) return 'PICKED_UP';
  return /派件扫描|派送中|正在派/.test(message) ? 'OUT_FOR_DELIVERY' : 'IN_TRANSIT';
}
