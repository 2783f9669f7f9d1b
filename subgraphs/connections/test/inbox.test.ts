import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeFolders, run, until, type RunningConnections } from './support/connections.ts';

const DAY_MS = 24 * 3_600_000;
const order = (deliveryId: string, externalId: string) => ({ kind: 'order-changed', deliveryId, externalId, key: 'k-1' });
const json = (...events: object[]) => JSON.stringify(events);

let connections: RunningConnections;
beforeEach(async () => {
  connections = await run();
});
afterEach(() => connections.stop());
afterAll(removeFolders);

describe("a vendor's webhook", () => {
  it('wakes the owner of what changed', async () => {
    const { owners } = connections;
    const tracking = { status: 'found', trackingNumber: 'SF1', events: [] };
    expect(
      await connections.post('/hooks/north', json(order('1', '77'), { kind: 'product-changed', deliveryId: '2', externalId: 'p' })),
    ).toMatchObject({ status: 200 });
    expect(await connections.post('/hooks/van/token', json({ kind: 'parcel-changed', deliveryId: '3', tracking }))).toMatchObject({
      status: 200,
      body: '{"ok":true}',
    });
    const paid = { kind: 'payment-changed', deliveryId: '4', externalId: 'pay_1', key: 'k-2' };
    expect(await connections.post('/hooks/north', json(paid))).toMatchObject({ status: 200 });
    await until(() => owners.told.length === 4);
    expect(owners.told).toEqual(
      expect.arrayContaining([
        ['orders', 'internalWakePayment', 'north', 'pay_1', 'k-2'],
        ['orders', 'internalWakeChannelOrder', 'north', '77', 'k-1'],
        ['products', 'internalRefreshListing', 'north', 'p'],
        ['shipments', 'internalObserveTracking', 'van', JSON.stringify(tracking)],
      ]),
    );
  });

  it('that comes twice is handed over once; other news under a number that was used before are news', async () => {
    const { owners } = connections;
    for (const externalId of ['1', '1', '2'])
      expect((await connections.post('/hooks/north', json(order('d', externalId)))).status).toBe(200);
    await until(() => owners.told.length >= 2);
    await connections.stop();
    connections = await run({ folder: connections.folder, owners });
    expect((await connections.post('/hooks/north', json(order('d', '1')))).status).toBe(200);
    await connections.post('/hooks/north', json(order('d', '3')));
    await until(() => owners.told.length >= 3);
    expect(owners.told.map(told => (told as string[])[3])).toEqual(expect.arrayContaining(['1', '2', '3']));
    expect(owners.told).toHaveLength(3);
  });

  it('is refused when it is forged, for whoever it says it comes from', async () => {
    const body = json(order('1', '77'));
    expect(await connections.post('/hooks/north', body, {})).toMatchObject({ status: 401 });
    expect(await connections.post('/hooks/north', `${body} `, { 'x-signature': 'f'.repeat(64) })).toMatchObject({ status: 401 });
    expect(await connections.post('/hooks/van/other', body)).toMatchObject({ status: 401, body: '{"ok":false}' });
    expect(await connections.post('/hooks/north', json({ kind: 'ignored', deliveryId: 'x', what: 'customer.created' }), {})).toMatchObject({
      status: 401,
    });
    expect(connections.owners.told).toEqual([]);
  });

  it('of nobody that is connected, or that sends none, finds nothing', async () => {
    for (const path of ['/hooks/', '/hooks/nobody', '/hooks/mute', '/hooks/%00', '/hooks/__proto__', '/hooks/north%2f..'])
      expect(await connections.post(path, '[]'), path).toMatchObject({ status: 404 });
    expect(await connections.get('/hooks/north')).toMatchObject({ status: 200 });
    expect(await connections.get('/hooks/nobody')).toMatchObject({ status: 404 });
  });

  it('that cannot be read is refused without a crash', async () => {
    for (const body of ['', '{', 'defect']) expect(await connections.post('/hooks/north', body), body).toMatchObject({ status: 400 });
    expect(await connections.post('/hooks/north', 'x'.repeat(1_048_577))).toMatchObject({ status: 413 });
  });

  it('that says hello unsigned is greeted, and means nothing', async () => {
    expect(await connections.post('/hooks/north', 'hello', {})).toMatchObject({ status: 200 });
    expect(connections.owners.told).toEqual([]);
  });

  it('is asked to come again while nobody can say whether it is genuine', async () => {
    expect(await connections.post('/hooks/north', json(order('1', '2')), { 'x-signature': 'down' })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    });
  });
});

describe('news whose owner is down', () => {
  it('are kept over a restart and handed over when it is back', async () => {
    const { folder, owners, time } = connections;
    owners.isDown = true;
    expect((await connections.post('/hooks/north', json(order('1', '77')))).status).toBe(200);
    await until(() => owners.refused === 1);
    await connections.stop();
    owners.isDown = false;
    time.pass(2_000);
    connections = await run({ folder, owners, time });
    await until(() => owners.told.length === 1);
    expect(owners.told).toEqual([['orders', 'internalWakeChannelOrder', 'north', '77', 'k-1']]);
  });

  it('are still tried after hours of silence', async () => {
    const { folder, owners, time } = connections;
    owners.isDown = true;
    await connections.post('/hooks/north', json(order('1', '77')));
    await until(() => owners.refused === 1);
    for (let hour = 1; hour <= 12; hour++) {
      await connections.stop();
      time.pass(DAY_MS / 24);
      connections = await run({ folder, owners, time });
      await until(() => owners.refused === hour + 1);
    }
    await connections.stop();
    owners.isDown = false;
    time.pass(60_000);
    connections = await run({ folder, owners, time });
    await until(() => owners.told.length === 1);
  });
});
