import { makeCall as makeCallWith, type FakeCall, type Handler } from '@onebasket/adapter-testkit';

export type { Handler, Reply, Sent } from '@onebasket/adapter-testkit';

export const shopSettings = { baseUrl: 'https://shop.test', consumerKey: 'ck_dummy', consumerSecret: 'cs_dummy' };

/** A `Call` to a shop that is a function; `sent` is what went out. */
export function makeCall(handler: Handler, settings: Readonly<Record<string, unknown>> = {}): FakeCall {
  return makeCallWith(handler, { settings: { ...shopSettings, ...settings } });
}
