import { makeCall, makeConnection } from '@onebasket/adapter-testkit';
import { describe, expect, test } from 'vitest';
import { challengeResponse, ebay, isSignedBy, readSignature } from '../src/index.ts';

// Published with eBay's own SDK: github eBay/event-notification-nodejs-sdk, test/test.json.
const SIGNATURE =
  'eyJhbGciOiJlY2RzYSIsImtpZCI6Ijk5MzYyNjFhLTdkN2ItNDYyMS1hMGYxLTk2Y2NiNDI4YWY0OSIsInNpZ25hdHVyZSI6Ik1FWUNJUUNmeGZJV3V4bVdjSUJRSjljNS9YN2lHREpxczJSQ0dzQkVhQWppbnlycmZBSWhBSVY2d0djVGlCdVY1S0pVaWYyaG9reXJMK1E5c3NIa2FkK214Mm5FRTI1dyIsImRpZ2VzdCI6IlNIQTEifQ==';
const OTHER_SIGNATURE =
  'eyJhbGciOiJlY2RzYSIsImtpZCI6Ijk5MzYyNjFhLTdkN2ItNDYyMS1hMGYxLTk2Y2NiNDI4YWY0OSIsInNpZ25hdHVyZSI6Ik1FVUNJUUNHY1NubUFrVGZyK1paMlZnMGJXRW9zOGEvdGVCcWk3UGU2OCtoR21MTUNRSWdlRnZrcnRvKzhkczhSVndJM0dnbjFtTUdDck5NRVpKM1NSbE8yZngveHFJPSIsImRpZ2VzdCI6IlNIQTEifQ==';
const BODY = Buffer.from(
  JSON.stringify({
    metadata: { topic: 'MARKETPLACE_ACCOUNT_DELETION', schemaVersion: '1.0', deprecated: false },
    notification: {
      notificationId: '49feeaeb-4982-42d9-a377-9645b8479411_33f7e043-fed8-442b-9d44-791923bd9a6d',
      eventDate: '2021-03-19T20:43:59.462Z',
      publishDate: '2021-03-19T20:43:59.679Z',
      publishAttemptCount: 1,
      data: { username: 'test_user', userId: 'ma8vp1jySJC', eiasToken: 'nY+sHZ2PrBmdj6wVnY+sEZ2PrA2dj6wJnY+gAZGEpwmdj6x9nY+seQ==' },
    },
  }),
);
const KEY = {
  key: '-----BEGIN PUBLIC KEY-----MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZhhxXKtR+TOvtDbgTPCkSof02qgBB7IsYOyf76ilExJ/upAa/vKIKheOoCyOpcLmi4t0b4uepb7LLjmMr90FUg==-----END PUBLIC KEY-----',
  algorithm: 'ECDSA',
  digest: 'SHA1',
};
const KEY_ID = '9936261a-7d7b-4621-a0f1-96ccb428af49';
const SETTINGS = {
  baseUrl: 'https://api.ebay.test',
  clientId: 'app',
  clientSecret: 'cert',
  verificationToken: '71745723-d031-455c-bfa5-f90d11b4f20a',
  notificationEndpoint: 'https://www.testendpoint.com/webhook',
};
const { webhooks } = ebay.capabilities;

function notify(signature: string | undefined, body = BODY) {
  const headers = signature === undefined ? {} : { 'x-ebay-signature': signature };
  return { method: 'POST', path: '/hooks/ebay', headers, body };
}

function callOf(key: object = KEY) {
  return makeCall(({ path }) => (path.endsWith('/token') ? { body: { access_token: 't', expires_in: 7200 } } : { body: key }), {
    settings: SETTINGS,
  });
}

describe('the signature of a notification', () => {
  test('is the one that eBay publishes with its SDK', () => {
    const signature = readSignature(SIGNATURE);
    expect(signature?.keyId).toBe(KEY_ID);
    expect(isSignedBy(KEY, signature?.signature ?? new Uint8Array(), BODY)).toBe(true);
    expect(isSignedBy(KEY, readSignature(OTHER_SIGNATURE)?.signature ?? new Uint8Array(), BODY)).toBe(false);
  });

  test('is checked with the key that it names, which is asked for once', async () => {
    const call = callOf();
    expect(await webhooks?.verify(notify(SIGNATURE), call)).toBe(true);
    expect(await webhooks?.verify(notify(SIGNATURE), call)).toBe(true);
    expect(call.sent.map(({ path }) => path)).toEqual(['/identity/v1/oauth2/token', `/commerce/notification/v1/public_key/${KEY_ID}`]);
  });

  test.each([undefined, '', 'Zm9yZ2Vk', Buffer.from('{"kid":"../x","signature":"AA=="}').toString('base64'), OTHER_SIGNATURE])(
    'is not believed when it is %s',
    async signature => {
      expect(await webhooks?.verify(notify(signature), callOf())).toBe(false);
    },
  );

  test('is not believed over a body with a byte more, or with a key that is none', async () => {
    expect(await webhooks?.verify(notify(SIGNATURE, Buffer.concat([BODY, Buffer.from(' ')])), callOf())).toBe(false);
    expect(await webhooks?.verify(notify(SIGNATURE), callOf({ ...KEY, key: 'no key' }))).toBe(false);
    expect(await webhooks?.verify(notify(SIGNATURE), callOf({ ...KEY, digest: 'MD5' }))).toBe(false);
  });

  test('by a key that eBay does not know is not believed', async () => {
    const call = makeCall(
      ({ path }) =>
        path.endsWith('/token')
          ? { body: { access_token: 't', expires_in: 7200 } }
          : { status: 404, body: { errors: [{ errorId: 195003, domain: 'API_NOTIFICATION', category: 'REQUEST' }] } },
      { settings: SETTINGS },
    );
    expect(await webhooks?.verify(notify(SIGNATURE), call)).toBe(false);
  });
});

test('the challenge is answered with SHA-256 over code, token and endpoint', () => {
  // sha256sum of the three texts, one after the other.
  const expected = '6177db008ab69523b79523547a123c32e3fc2292d5d30c2402fae21b9101d0ca';
  expect(challengeResponse('71745723-d031-455c-bfa5-f90d11b4f20a', SETTINGS.verificationToken, SETTINGS.notificationEndpoint)).toBe(
    expected,
  );
  const question = {
    method: 'GET',
    path: '/hooks/ebay?challenge_code=71745723-d031-455c-bfa5-f90d11b4f20a',
    headers: {},
    body: new Uint8Array(),
  };
  expect(webhooks?.handshake?.(question, makeConnection(SETTINGS))).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ challengeResponse: expected }),
  });
  expect(webhooks?.handshake?.(question, makeConnection({ ...SETTINGS, verificationToken: undefined }))).toBeUndefined();
});

test('an account deletion changes nothing of ours, a revised item is read again', () => {
  expect(webhooks?.parse(notify(SIGNATURE), makeConnection(SETTINGS))).toEqual([
    { kind: 'ignored', deliveryId: expect.stringContaining('49feeaeb'), what: 'MARKETPLACE_ACCOUNT_DELETION' },
  ]);
  const body = Buffer.from('{"metadata":{"topic":"ITEM_AVAILABILITY"},"notification":{"notificationId":"n-1","data":{"itemId":"v1|1|0"}}}');
  expect(webhooks?.parse(notify(undefined, body), makeConnection(SETTINGS))).toEqual([
    { kind: 'product-changed', deliveryId: 'n-1', externalId: 'v1|1|0' },
  ]);
});
