import type { Call, ParcelRef, Tracking } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type Refusal } from '@onebasket/core';
import { callSf, record } from './client.ts';
import { toParcelEvent } from './routes.ts';
import { text } from './text.ts';

const NOT_FOUND = new Set(['8018', '8024', '6150', '8017']);

/** Asks for the route of one parcel (EXP_RECE_SEARCH_ROUTES). SF tells it only to its own account or to whoever knows four digits of a phone. */
export async function track(parcel: ParcelRef, call: Call): Promise<Tracking | Refusal> {
  const answer = await callSf(
    'EXP_RECE_SEARCH_ROUTES',
    {
      language: '0',
      trackingType: '1',
      trackingNumber: [parcel.trackingNumber],
      methodType: '1',
      ...(parcel.phoneLast4 ? { checkPhoneNo: parcel.phoneLast4 } : {}),
    },
    call,
  );
  if (!answer.ok) {
    if (NOT_FOUND.has(answer.code)) return refuse('not-found', 'SF knows no such parcel');
    throw new AdapterError('invalid-response', {
      outcome: 'not-done',
      message: `SF EXP_RECE_SEARCH_ROUTES answered ${answer.code}: ${answer.message}`,
    });
  }
  const list = record(answer.data, 'EXP_RECE_SEARCH_ROUTES')['routeResps'];
  if (!Array.isArray(list))
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'SF EXP_RECE_SEARCH_ROUTES: routeResps is missing' });
  const mine = list
    .map(row => record(row, 'routeResps'))
    .find(row => text(row['mailNo'])?.toUpperCase() === parcel.trackingNumber.toUpperCase());
  const routes = mine?.['routes'];
  const events = Array.isArray(routes) ? routes.flatMap(route => toParcelEvent(record(route, 'routes')) ?? []) : [];
  // SF answers an unknown number, or wrong digits, with an empty route.
  if (events.length === 0) return refuse('not-found', 'SF shows no route for this number and these digits');
  return { status: 'found', trackingNumber: parcel.trackingNumber, events };
}
