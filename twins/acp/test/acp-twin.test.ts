import { afterEach, describe, expect, test } from 'vitest';
import { startAcpTwin, type AcpTwin, type AcpTwinOptions } from '../src/index.ts';

const BASKET = { line_items: [{ id: 'lamp_1', quantity: 1 }], currency: 'eur', capabilities: {} };
const ADDRESS = { name: 'A', line_one: 'B', city: 'C', state: '', country: 'DE', postal_code: '53111' };
const PAID = { payment_data: { handler_id: 'card_tokenized', instrument: { type: 'card', credential: { type: 'spt', token: 'spt_ok' } } } };

let twin: AcpTwin | undefined;
afterEach(async () => {
  await twin?.close();
});

async function start(options: AcpTwinOptions = {}): Promise<AcpTwin> {
  twin = await startAcpTwin(options);
  return twin;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly id?: string;
    readonly code?: string;
    readonly status?: string;
    readonly supported_versions?: readonly string[];
  };
}

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${twin?.url}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer twin-token', 'api-version': '2026-04-17', 'idempotency-key': crypto.randomUUID(), ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

test('lets in only who has the token, names a release that it speaks, and signs where that was agreed', async () => {
  await start({ versions: ['2026-01-30', '2026-04-17'] });
  expect((await post('/checkout_sessions', BASKET, { authorization: 'Bearer other' })).status).toBe(401);
  expect((await post('/checkout_sessions', BASKET, { 'api-version': '2025-09-29' })).body).toMatchObject({
    code: 'unsupported_api_version',
    supported_versions: ['2026-01-30', '2026-04-17'],
  });
  await twin?.close();
  await start({ signingSecret: 'shared' });
  expect((await post('/checkout_sessions', BASKET, { signature: 'guess' })).body.code).toBe('invalid_signature');
});

describe('an idempotency key', () => {
  test('is required', async () => {
    await start();
    expect((await post('/checkout_sessions', BASKET, { 'idempotency-key': '' })).body.code).toBe('idempotency_key_required');
  });

  test('is answered as before with the same body, and a conflict with another', async () => {
    await start();
    const key = { 'idempotency-key': 'key-1' };
    const [first, again] = [await post('/checkout_sessions', BASKET, key), await post('/checkout_sessions', BASKET, key)];
    expect([again.status, again.body.id, again.headers.get('idempotent-replayed')]).toEqual([201, first.body.id, 'true']);
    expect(await post('/checkout_sessions', { ...BASKET, currency: 'usd' }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_conflict' },
    });
  });
});

test('a session is ready once it has an address, becomes an order once, and cannot be cancelled afterwards', async () => {
  await start();
  const created = await post('/checkout_sessions', BASKET);
  expect(created.body.status).toBe('not_ready_for_payment');
  const path = `/checkout_sessions/${created.body.id}`;
  expect((await post(`${path}/complete`, PAID)).status).toBe(400);
  expect((await post(path, { fulfillment_details: { address: ADDRESS } })).body.status).toBe('ready_for_payment');
  expect((await post(`${path}/complete`, PAID)).body).toMatchObject({
    status: 'completed',
    order: { checkout_session_id: created.body.id },
  });
  expect((await post(`${path}/complete`, PAID)).status).toBe(409);
  expect((await post(`${path}/cancel`, {})).status).toBe(405);
});

test.each([
  ['no lines', { ...BASKET, line_items: [] }, 'missing'],
  ['no currency', { ...BASKET, currency: undefined }, 'missing'],
  ['an unknown item', { ...BASKET, line_items: [{ id: 'nothing' }] }, 'invalid'],
  ['half of an address', { ...BASKET, fulfillment_details: { address: { country: 'DE' } } }, 'missing'],
])('a session with %s is refused', async (_what, body, code) => {
  await start();
  expect(await post('/checkout_sessions', body)).toMatchObject({ status: 400, body: { code } });
});
