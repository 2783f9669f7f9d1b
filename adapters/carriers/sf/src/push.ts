import { createHash, timingSafeEqual } from 'node:crypto';
import { parseLosslessJson, type RawRequest, type VendorEvent, type Webhooks } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { record } from './client.ts';
import type { SfSettings } from './manifest.ts';
import { toParcelEvent } from './routes.ts';
import { text } from './text.ts';

const digest = (value: string) => createHash('sha256').update(value).digest();

/** Route pushes. They carry no dependable signature: the address must end in the configured token, and what they say is confirmed by a query. */
export const push: Webhooks = {
  async verify(request, call) {
    const { pushToken } = call.connection.settings as unknown as SfSettings;
    const given = request.path.split('/').filter(Boolean).at(-1) ?? '';
    return pushToken !== undefined && timingSafeEqual(digest(given), digest(pushToken));
  },
  parse,
  acknowledge: accepted => ({
    status: accepted ? 200 : 401,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(accepted ? { return_code: '0000', return_msg: '成功' } : { return_code: '1000', return_msg: '系统异常' }),
  }),
};

function parse(request: RawRequest): readonly VendorEvent[] {
  let body: unknown;
  try {
    // Ids of pushes are numbers beyond 2^53 at times.
    body = parseLosslessJson(Buffer.from(request.body).toString('utf8'));
  } catch (error) {
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'the SF push is not JSON', cause: error });
  }
  const routes = record(record(body, 'push')['Body'], 'push Body')['WaybillRoute'];
  if (!Array.isArray(routes))
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'the SF push has no WaybillRoute' });
  return routes.flatMap((row, at): VendorEvent[] => {
    const route = record(row, 'WaybillRoute');
    const trackingNumber = text(route['mailno']) ?? text(route['mailNo']);
    const event = toParcelEvent(route);
    if (!trackingNumber || !event)
      return [
        { kind: 'ignored', deliveryId: digest(`${JSON.stringify(row)}${at}`).toString('hex'), what: 'a route without number or time' },
      ];
    const deliveryId = text(route['id']) ?? digest(JSON.stringify([trackingNumber, event])).toString('hex');
    return [
      {
        kind: 'parcel-changed',
        deliveryId: `${trackingNumber}:${deliveryId}`,
        tracking: { status: 'found', trackingNumber, events: [event] },
      },
    ];
  });
}
