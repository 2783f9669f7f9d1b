import type { HttpRequest } from '@onebasket/adapter-sdk';
import { describe, expect, it } from 'vitest';
import { send } from '../src/graphql.ts';
import { openSession } from '../src/session.ts';
import { directCall, httpResponse } from './direct-call.ts';

const settings = { baseUrl: 'http://shop.test/base/', channelToken: 'de', currency: 'EUR', languageCode: 'de' };

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const sent: HttpRequest[] = [];
  const http = {
    async request(request: HttpRequest) {
      sent.push(request);
      return httpResponse(status, headers, typeof body === 'string' ? body : JSON.stringify(body));
    },
  };
  return { call: directCall({ settings, http }), sent };
}

const write = { api: 'shop', label: 'pay', document: 'mutation { x }', effect: 'write' } as const;
const read = { ...write, effect: 'read' } as const;
const failing = (code?: string) => ({ errors: [{ message: 'secret words', path: ['x'], extensions: { code } }], data: null });

describe('an answer of the shop', () => {
  it.each([
    ['a 500', 500, '', 'unavailable', 'unknown'],
    ['an HTML page', 200, '<html>', 'invalid-response', 'unknown'],
    ['half a body', 200, '{"data":{"x"', 'invalid-response', 'unknown'],
    ['nothing', 200, '', 'invalid-response', 'unknown'],
    ['no data', 200, { data: null }, 'invalid-response', 'unknown'],
    ['a list', 200, [], 'invalid-response', 'unknown'],
    ['an inner failure', 200, failing('INTERNAL_SERVER_ERROR'), 'unavailable', 'unknown'],
    ['an error without code', 200, failing(), 'unavailable', 'unknown'],
    ['bad input to a payment', 200, failing('USER_INPUT_ERROR'), 'invalid-response', 'unknown'],
    ['forbidden', 200, failing('FORBIDDEN'), 'unauthorized', 'not-done'],
    ['a schema that differs', 400, failing('GRAPHQL_VALIDATION_FAILED'), 'misconfigured', 'not-done'],
    ['no such page', 404, 'not found', 'misconfigured', 'not-done'],
    ['too many requests', 429, '', 'rate-limited', 'not-done'],
    ['401', 401, '', 'unauthorized', 'not-done'],
  ])('that is %s becomes a failure that says whether a write may have happened', async (_, status, body, code, outcome) => {
    const { call } = answering(status, body);
    await expect(send(call, write)).rejects.toMatchObject({ code, outcome });
    await expect(send(call, read)).rejects.toMatchObject({ code, outcome: 'not-done' });
    await expect(send(call, write)).rejects.not.toThrow(/secret words/);
  });

  it('is asked for in the configured channel, currency and language', async () => {
    const { call, sent } = answering(200, { data: { x: 1 } });
    expect((await send(call, read)).data).toEqual({ x: 1 });
    expect(sent[0]?.url).toBe('http://shop.test/base/shop-api?languageCode=de&currencyCode=EUR');
    expect(sent[0]?.headers?.['vendure-token']).toBe('de');
  });
});

describe('a session', () => {
  it('keeps the token that is sent once, and cookies whose expiry dates have commas', async () => {
    const cookie =
      'session=eyJ0==; path=/; expires=Thu, 25 Nov 2027 12:23:06 GMT; httponly, session.sig=0WZ_; path=/; expires=Thu, 25 Nov 2027 12:23:06 GMT';
    const { call, sent } = answering(200, { data: { x: 1 } }, { 'set-cookie': cookie, 'vendure-auth-token': 'tok' });
    const session = openSession(call, 'shop');
    await session.send(read);
    await session.send(read);
    expect(sent[0]?.headers).not.toHaveProperty('authorization');
    expect(sent[0]?.headers).not.toHaveProperty('cookie');
    expect(sent[1]?.headers).toMatchObject({ authorization: 'Bearer tok', cookie: 'session=eyJ0==; session.sig=0WZ_' });
  });

  it('is another one for another basket', async () => {
    const { call, sent } = answering(200, { data: { x: 1 } }, { 'vendure-auth-token': 'tok' });
    await openSession(call, 'shop').send(read);
    await openSession(call, 'shop').send(read);
    expect(sent[1]?.headers).not.toHaveProperty('authorization');
  });
});
