import { makeCall, makeConnection } from '@onebasket/adapter-testkit';
import { describe, expect, test } from 'vitest';
import { acp, canonicalJson, isEventSigned, signBody, signEvent } from '../src/index.ts';

const { webhooks } = acp.capabilities;
const SECRET = 'whsec_test';
const BODY = Buffer.from('{"type":"order_update","data":{"type":"order","id":"ord_1","checkout_session_id":"cs_1","status":"shipped"}}');
// printf '%s' "1764064800.$BODY" | openssl dgst -sha256 -hmac whsec_test
const HEADER = 't=1764064800,v1=542fb50e091527988c1cfc5014e541f1dff1b2d1488dcc948c68bf7ee255034b';
const NOW = new Date(1_764_064_800_000);

describe('a request’s signature', () => {
  test('is over sorted members without white space, and lists keep their order', () => {
    const body = { b: [{ z: 1, a: 'ä' }, 2], a: { d: true, c: 'x/y' } };
    expect(canonicalJson(body)).toBe('{"a":{"c":"x/y","d":true},"b":[{"a":"ä","z":1},2]}');
  });

  test('sorts as RFC 8785 does in its own example', () => {
    const body = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      1: 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'Control',
      '\u00f6': 'Latin',
    };
    expect(
      Object.values(
        JSON.parse(
          `[${canonicalJson(body)
            .slice(1, -1)
            .replace(/"[^"]*":/g, '')}]`,
        ),
      ),
    ).toEqual(['Carriage Return', 'One', 'Control', 'Latin', 'Euro Sign', 'Emoji', 'Hebrew Letter Dalet With Dagesh']);
  });

  test('is base64url of HMAC-SHA256', () => {
    // printf '%s' '{"a":1}' | openssl dgst -sha256 -hmac secret -binary | basenc --base64url
    expect(signBody('{"a":1}', 'secret')).toBe('qp4uNXX11wmLbKzNeQiIw21f22M0KnO62i1qUXR6hJQ');
  });
});

describe('an event’s signature', () => {
  const when = { now: NOW, toleranceSeconds: 300 };

  test('is hex of HMAC-SHA256 over time, point and raw body', () => {
    expect(signEvent(BODY, SECRET, 1_764_064_800)).toBe(HEADER);
    expect(isEventSigned(HEADER, BODY, SECRET, when)).toBe(true);
    expect(isEventSigned(HEADER.toUpperCase().replace('T=', 't=').replace('V1=', 'v1='), BODY, SECRET, when)).toBe(true);
  });

  test('is refused outside of the window, on both sides', () => {
    for (const seconds of [-301, 301]) {
      const now = new Date(NOW.getTime() + seconds * 1000);
      expect(isEventSigned(HEADER, BODY, SECRET, { now, toleranceSeconds: 300 })).toBe(false);
      expect(isEventSigned(HEADER, BODY, SECRET, { now, toleranceSeconds: 302 })).toBe(true);
    }
  });

  test.each([undefined, '', 'v1=00', 't=1764064800', HEADER.replace('t=1', 't=2'), HEADER.slice(0, -1), `${HEADER.slice(0, -1)}g`])(
    'is none in %s',
    header => {
      expect(isEventSigned(header, BODY, SECRET, when)).toBe(false);
    },
  );

  test('of two secrets is believed while one is changed', () => {
    expect(isEventSigned(`${HEADER.replace(/v1=.*/, `v1=${'0'.repeat(64)}`)},${HEADER.split(',')[1]}`, BODY, SECRET, when)).toBe(true);
  });
});

describe('an event', () => {
  const request = { method: 'POST', path: '/hooks/acp', headers: { 'merchant-signature': HEADER }, body: BODY };
  const verify = (settings: object) =>
    webhooks?.verify(
      request,
      makeCall(() => ({}), { settings: { baseUrl: 'https://m.test', ...settings }, now: () => NOW }),
    );

  test('is believed with the secret, and never without one', async () => {
    expect(await verify({ webhookSecret: SECRET })).toBe(true);
    expect(await verify({ webhookSecret: 'other' })).toBe(false);
    expect(await verify({})).toBe(false);
    expect(await verify({ webhookSecret: SECRET, webhookSignatureHeader: 'Acme-Signature' })).toBe(false);
  });

  test('names the order, and the session by which it is known that the buyer finished', () => {
    expect(webhooks?.parse(request, makeConnection())).toMatchObject([
      { kind: 'order-changed', externalId: 'ord_1' },
      { kind: 'order-changed', externalId: 'cs_1' },
    ]);
    const old = Buffer.from('{"type":"order_create","data":{"type":"order","checkout_session_id":"cs_2","status":"created","refunds":[]}}');
    expect(webhooks?.parse({ ...request, body: old }, makeConnection())).toMatchObject([{ externalId: 'cs_2' }]);
  });

  test('is answered in the protocol’s words', () => {
    expect(webhooks?.acknowledge?.(true)).toMatchObject({ status: 200, body: '{"received":true}' });
    expect(webhooks?.acknowledge?.(false).status).toBe(401);
  });
});
