import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WooCommerceTwin } from '../src/index.ts';
import { exchangesOf, type Exchange } from './recordings.ts';
import { startRecordedShop } from './recorded-shop.ts';
import { oauthHeader, oauthParameters, withQuery, type Signing } from './sign.ts';

let twin: WooCommerceTwin;
beforeAll(async () => {
  twin = await startRecordedShop();
});
afterAll(() => twin.close());

/** How exchanges whose name says so were signed; all others with the right key, HMAC-SHA256 and a fresh nonce. */
const SIGNINGS: Readonly<Record<string, Signing>> = {
  'plain HTTP: OAuth HMAC-SHA1': { method: 'HMAC-SHA1' },
  'TLS: OAuth signed over the https address': { scheme: 'https' },
  'OAuth: unknown key': { key: 'ck_unknown' },
  'OAuth: wrong secret': { secret: 'cs_wrong' },
  'OAuth: sixteen minutes old': { ageSeconds: 16 * 60 },
  'OAuth: sixteen minutes ahead': { ageSeconds: -16 * 60 },
  'OAuth: a nonce, first time': { nonce: 'same' },
  'OAuth: the same nonce again, same time': { nonce: 'same' },
  'OAuth: the same nonce again, later time': { nonce: 'same', ageSeconds: -5 },
  'read key writes': { key: 'ck_read', secret: 'cs_read' },
  'write key reads': { key: 'ck_write', secret: 'cs_write' },
};

const CHANGED: Readonly<Record<string, (parameters: Record<string, string>) => Record<string, string>>> = {
  'OAuth: HMAC-MD5': parameters => ({ ...parameters, oauth_signature_method: 'HMAC-MD5' }),
  'OAuth: no nonce': parameters => Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== 'oauth_nonce')),
};

/** These were signed over other parameter names than were sent, to find out which ones the shop signs. */
const SIGNED_AS: Readonly<Record<string, (path: string) => string>> = {
  'OAuth: empty brackets sent, numbered ones signed': path => path.replace('%5B%5D', '%5B0%5D'),
};

test.each(exchangesOf('auth').map(exchange => [exchange.name, exchange] as const))('%s', async (_, exchange) => {
  const answer = await ask(exchange);
  expect(answer.status).toBe(exchange.response.status);
  expect(codeOf(await answer.json())).toBe(codeOf(exchange.response.body));
});

function ask({ name, request }: Exchange): Promise<Response> {
  const url = `${twin.url}${request.path}`;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(request.tls === true ? { 'x-forwarded-proto': 'https' } : {}),
  };
  const init = { method: request.method, ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }) };
  const secret = /wrong secret/.test(name) ? 'cs_wrong' : 'cs_dummy';
  const key = /unknown key/.test(name) ? 'ck_unknown' : 'ck_dummy';
  if (request.auth === 'none') return fetch(url, { ...init, headers: { ...headers, ...request.headers } });
  if (request.auth === 'basic') return fetch(url, { ...init, headers: { ...headers, authorization: `Basic ${btoa(`${key}:${secret}`)}` } });
  if (request.auth === 'query') return fetch(withQuery(url, { consumer_key: key, consumer_secret: secret }), { ...init, headers });
  const signed = `${twin.url}${(SIGNED_AS[name] ?? (path => path))(request.path)}`;
  const parameters = (CHANGED[name] ?? (all => all))(oauthParameters(request.method, signed, SIGNINGS[name]));
  if (/Authorization header/.test(name)) return fetch(url, { ...init, headers: { ...headers, authorization: oauthHeader(parameters) } });
  return fetch(withQuery(url, parameters), { ...init, headers });
}

function codeOf(body: unknown): unknown {
  return Array.isArray(body) ? 'list' : (body as { readonly code?: string }).code;
}
