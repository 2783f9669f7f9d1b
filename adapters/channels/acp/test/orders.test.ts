import { AdapterError, formatAmount, isRefusal } from '@onebasket/core';
import { afterEach, describe, expect, test } from 'vitest';
import { GENERATIONS } from '../src/index.ts';
import { openStand, orders, type Stand } from './merchant.ts';

let stand: Stand | undefined;
afterEach(async () => {
  await stand?.twin.close();
});

async function open(...options: Parameters<typeof openStand>): Promise<Stand> {
  stand = await openStand(...options);
  return stand;
}

const find = (it: Stand) => orders.repeats.find({ key: 'order-key-1', note: it.note(), since: '2026-01-01T00:00:00Z' }, it.call());
const lastSession = ({ twin }: Stand) => [...twin.sessions.values()].at(-1);

describe.each(GENERATIONS.map(({ version }) => version))('a merchant of %s', version => {
  test('gets an order that costs what was quoted, paid with the token', async () => {
    const it = await open({ versions: [version] });
    const call = it.call();
    const request = await it.order(call, ['lamp_1', 'mug_blue']);
    const placed = await it.place(call, request);
    expect(placed).toMatchObject({ status: 'placed', number: 'A-1002', total: request.quote.total });
    expect(formatAmount(request.quote.total)).toBe('40.54');
    expect(call.sent.every(({ headers }) => headers?.['api-version'] === version || headers?.['api-version'] === undefined)).toBe(true);
    expect(request.quote.shipping).toMatchObject({ methodId: 'ship_standard', cost: { minor: 490n } });
    expect(await find(it)).toMatchObject({ externalId: (placed as { externalId: string }).externalId });
  });
});

test('what identifies a request goes along: token, key, request, time, signature', async () => {
  const it = await open({ signingSecret: 'shared' });
  const call = it.call({ signingSecret: 'shared', language: 'de-DE' });
  await it.place(call, await it.order(call));
  const complete = call.sent.find(({ path }) => path.endsWith('/complete'));
  expect(complete?.headers).toMatchObject({
    authorization: 'Bearer merchant-token',
    'api-version': '2026-04-17',
    'accept-language': 'de-DE',
    'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'request-id': expect.any(String),
    timestamp: expect.stringMatching(/Z$/),
    signature: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(JSON.parse(String(complete?.body))).toMatchObject({
    buyer: { full_name: 'Erika Muster', first_name: 'Erika', last_name: 'Muster' },
    payment_data: { handler_id: 'card_tokenized', instrument: { type: 'card', credential: { type: 'spt', token: 'spt_ok' } } },
  });
});

test('a merchant that wants ids of lines is told them after it refused those of goods', async () => {
  const it = await open({ itemIds: 'lines' });
  const request = await it.order(it.call());
  expect(request.quote.shipping?.methodId).toBe('ship_standard');
});

test('codes are sent along and their discount is in the quote', async () => {
  const it = await open();
  const { quote } = await it.order(it.call({ discountCodes: ['SAVE10'] }));
  expect(quote.lines[0]?.promotions).toMatchObject([{ id: 'SAVE10', kind: 'COUPON', saved: { minor: 199n } }]);
});

test('purchase orders bear the key of the order', async () => {
  const it = await open({ takesPurchaseOrders: true });
  const call = it.call({ paymentToken: undefined, purchaseOrderTerms: 'net_30' });
  expect(await it.place(call, await it.order(call))).toMatchObject({ status: 'placed' });
  const complete = call.sent.find(({ path }) => path.endsWith('/complete'));
  expect(JSON.parse(String(complete?.body))).toMatchObject({
    payment_data: { purchase_order_number: 'order-key-1', payment_terms: 'net_30' },
  });
});

describe('the buyer is handed over', () => {
  test('to the session’s page where we cannot pay, and the order is known once the buyer has finished', async () => {
    const it = await open();
    const call = it.call({ paymentToken: undefined });
    const handoff = await it.place(call, await it.order(call));
    expect(handoff).toMatchObject({ status: 'handoff', url: expect.stringContaining('/checkout/cs_'), externalId: lastSession(it)?.id });
    const ref = { externalId: lastSession(it)?.id ?? '', key: 'order-key-1', note: it.note() };
    expect([await find(it), await orders.get(ref, call)]).toEqual([undefined, undefined]);
    expect(await it.place(call, await it.order(call))).toEqual(expect.objectContaining({ status: 'handoff', externalId: ref.externalId }));
    it.twin.finish(ref.externalId);
    expect(await find(it)).toMatchObject({ status: 'placed', number: 'A-9000' });
    expect(await orders.get(ref, call)).toMatchObject({ state: 'PLACED', number: 'A-9000' });
  });

  test('when the card has to be authenticated', async () => {
    const it = await open();
    const call = it.call({ paymentToken: 'spt_3ds' });
    expect(await it.place(call, await it.order(call))).toMatchObject({ status: 'handoff', externalId: lastSession(it)?.id });
    expect(await find(it)).toBeUndefined();
    expect(lastSession(it)?.status).toBe('authentication_required');
  });

  test('where goods bear disclosures that the storefront does not show', async () => {
    const lamp = { id: 'lamp_1', title: 'Lamp', price: 1990, stock: 5, disclosure: 'Hot.' };
    const it = await open({ products: [lamp] });
    const call = it.call({ showsDisclosures: false });
    expect(await it.place(call, await it.order(call))).toMatchObject({ status: 'handoff' });
  });

  test('to the goods’ own pages where sessions have none', async () => {
    const it = await open({ continueUrls: false });
    const call = it.call({ paymentToken: undefined, feedUrl: '/feed/products.jsonl' });
    expect(await it.place(call, await it.order(call))).toEqual({ status: 'handoff', url: 'https://shop.example/p/lamp_1' });
    expect(lastSession(it)?.status).toBe('canceled');
  });
});

describe('a refusal leaves no open session', () => {
  test.each([
    ['payment-refused', { paymentToken: 'spt_declined' }, {}],
    ['payment-refused', { paymentToken: undefined }, { continueUrls: false }],
    ['payment-refused', { paymentToken: 'spt_3ds' }, { continueUrls: false }],
  ])('%s', async (reason, settings, options) => {
    const it = await open(options);
    const call = it.call(settings);
    expect(await it.place(call, await it.order(call))).toMatchObject({ status: 'refused', reason });
    expect(lastSession(it)?.status).toBe('canceled');
    expect(await find(it)).toBeUndefined();
  });

  test('another price is told with what it costs now', async () => {
    const it = await open();
    const call = it.call();
    const request = await it.order(call);
    it.twin.put({ id: 'lamp_1', title: 'Desk lamp 1', price: 2990, stock: 5 });
    expect(await it.place(call, request)).toMatchObject({ reason: 'price-changed', now: { minor: 3779n } });
  });

  test('the last piece that went between quote and payment', async () => {
    const it = await open();
    const call = it.call();
    const request = await it.order(call);
    it.twin.put({ id: 'lamp_1', title: 'Desk lamp 1', price: 1990, stock: 0 });
    expect(await it.place(call, request)).toMatchObject({ reason: 'out-of-stock', externalIds: ['lamp_1'] });
  });
});

describe('an answer to the completion that is lost', () => {
  test('is settled by asking for the session', async () => {
    const it = await open();
    const request = await it.order(it.call());
    expect(await it.place(it.call({}, '/complete'), request)).toMatchObject({ status: 'placed' });
  });

  test('of a session that is still open leaves the outcome unknown; `find` closes it, and the next try opens another', async () => {
    const it = await open();
    const request = await it.order(it.call());
    it.twin.faults.add({ kind: '500', path: '/complete$', times: 1 });
    const lost = await it.place(it.call(), request).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(AdapterError);
    expect(lost).toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    expect(await find(it)).toBeUndefined();
    expect(lastSession(it)?.status).toBe('canceled');
    expect(await it.place(it.call(), request)).toMatchObject({ status: 'placed' });
  });

  test('is completed with the same key and bytes when the next try takes the session up', async () => {
    const it = await open();
    const request = await it.order(it.call());
    it.twin.faults.add({ kind: '500', path: '/complete$', times: 1 });
    const [first, second] = [it.call(), it.call()];
    await it.place(first, request).catch(() => undefined);
    expect(await it.place(second, request)).toMatchObject({ status: 'placed' });
    const completions = [first, second].map(call => call.sent.find(({ path }) => path.endsWith('/complete')));
    expect(completions[1]?.body).toBe(completions[0]?.body);
    expect(completions[1]?.headers?.['idempotency-key']).toBe(completions[0]?.headers?.['idempotency-key']);
  });

  test('of a merchant that is still completing stays unknown', async () => {
    const it = await open();
    const request = await it.order(it.call());
    it.twin.faults.add({ kind: '500', path: '/complete$', times: 1 });
    await it.place(it.call(), request).catch(() => undefined);
    it.twin.change(lastSession(it)?.id ?? '', 'complete_in_progress');
    await expect(find(it)).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
  });
});

test('a placed order is followed through its session', async () => {
  const it = await open();
  const call = it.call();
  const placed = await it.place(call, await it.order(call));
  if (isRefusal(placed) || placed.status !== 'placed') throw new Error('not placed');
  it.twin.progress(lastSession(it)?.id ?? '', {
    status: 'shipped',
    fulfillments: [{ id: 'ful_1', type: 'shipping', status: 'shipped', carrier: 'DHL', tracking_number: '00340434161094042557' }],
  });
  expect(await orders.get({ externalId: placed.externalId, key: 'order-key-1', note: it.note() }, call)).toMatchObject({
    state: 'SHIPPED',
    total: placed.total,
    fulfilments: [{ state: 'SHIPPED', trackingNumber: '00340434161094042557', lines: [{ externalId: 'lamp_1', quantity: 1 }] }],
  });
});
