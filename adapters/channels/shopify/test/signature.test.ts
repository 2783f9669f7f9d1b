import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isQuerySigned, isWebhookSigned, queryText, signQuery, signWebhook } from '../src/index.ts';

/** The worked example of Shopify's page on the authorization code grant; the secret there is "hush". */
const PUBLISHED = {
  code: '0907a61c0c8d55e99db179b68161bc00',
  hmac: '700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf',
  shop: 'some-shop.myshopify.com',
  state: '0.6784241404160823',
  timestamp: '1337178173',
};

test('the query of a redirect is signed as in the published example', () => {
  expect(queryText(PUBLISHED)).toBe(
    'code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.myshopify.com&state=0.6784241404160823&timestamp=1337178173',
  );
  expect(signQuery(PUBLISHED, 'hush')).toBe(PUBLISHED.hmac);
  expect(isQuerySigned(PUBLISHED, 'hush')).toBe(true);
});

test.each([
  ['another secret', PUBLISHED, 'hushed'],
  ['another code', { ...PUBLISHED, code: 'x' }, 'hush'],
  ['one parameter more', { ...PUBLISHED, extra: '1' }, 'hush'],
  ['no hmac', { code: PUBLISHED.code, shop: PUBLISHED.shop }, 'hush'],
])('a redirect with %s is not believed', (_, query, secret) => {
  expect(isQuerySigned(query, secret)).toBe(false);
});

test('values with signs in them are believed plain and encoded', () => {
  const query = { code: 'a', host: 'c2hvcA==', state: 'a/b+c=' };
  const hmacOf = (text: string) => createHmac('sha256', 'hush').update(text).digest('hex');
  expect(isQuerySigned({ ...query, hmac: hmacOf('code=a&host=c2hvcA==&state=a/b+c=') }, 'hush')).toBe(true);
  expect(isQuerySigned({ ...query, hmac: hmacOf('code=a&host=c2hvcA%3D%3D&state=a%2Fb%2Bc%3D') }, 'hush')).toBe(true);
});

test('a webhook is signed over its raw bytes, in Base64', () => {
  // Reckoned with `openssl dgst -sha256 -hmac hush -binary | base64`.
  const signature = 'qBvrsZF7RfB1iS6BX6IHqJTp5L911P7intnPeTPsH0I=';
  expect(signWebhook('{"id":820982911946154508}', 'hush')).toBe(signature);
  expect(isWebhookSigned('{"id":820982911946154508}', signature, ['newer', 'hush'])).toBe(true);
  expect(isWebhookSigned('{"id": 820982911946154508}', signature, ['hush'])).toBe(false);
  expect(isWebhookSigned('{"id":820982911946154508}', signature, [])).toBe(false);
});
