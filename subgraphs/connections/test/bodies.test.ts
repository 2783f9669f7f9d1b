import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeFolders, run, sign, type RunningConnections } from './support/connections.ts';

const order = (deliveryId: string, externalId: string) => ({ kind: 'order-changed', deliveryId, externalId });
const json = (...events: object[]) => JSON.stringify(events);

let connections: RunningConnections;
beforeEach(async () => {
  connections = await run();
});
afterEach(() => connections.stop());
afterAll(removeFolders);

const told = () => connections.owners.told as readonly (readonly unknown[])[];

describe('the body of a webhook', () => {
  it('is verified as it came, byte for byte', async () => {
    const body = json(order('d1', 'blanks')).replace('{', '{ \r\n\t');
    expect((await connections.post('/hooks/north', body, { 'x-signature': sign(JSON.stringify(JSON.parse(body))) })).status).toBe(401);
    expect((await connections.post('/hooks/north/below', body)).status).toBe(200);
    await expect.poll(() => told().map(call => call[3])).toEqual(['blanks']);
  });

  it('may bring many pieces of news, up to 1 MiB', async () => {
    const many = Array.from({ length: 60 }, (_, at) => order(`d${at}`, `${at}${'x'.repeat(10_000)}`));
    expect((await connections.post('/hooks/north', json(...many))).status).toBe(200);
    await expect.poll(() => told().length).toBe(60);
    expect((await connections.post('/hooks/north', json(...many, ...many))).status).toBe(413);
  });

  it('that comes several times at once is handed over once', async () => {
    const body = json(order('d1', 'once'));
    const answers = await Promise.all([1, 2, 3, 4].map(() => connections.post('/hooks/north', body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await connections.post('/hooks/north', json(order('d2', 'after')));
    await expect.poll(() => told().some(call => call[3] === 'after')).toBe(true);
    expect(told()).toHaveLength(2);
  });

  it('may number its deliveries as it likes', async () => {
    const long = 'x'.repeat(600);
    for (const [at, id] of ['', '\u0000', '\ud800', `${long}1`, `${long}2`, '__proto__'].entries())
      expect((await connections.post('/hooks/north', json(order(id, `order ${at}`)))).status).toBe(200);
    await expect.poll(() => new Set(told().map(call => call[3])).size).toBe(6);
  });

  it('with nothing in it for us is acknowledged in the words of the carrier', async () => {
    const nothing = json({ kind: 'ignored', deliveryId: 'p1', what: 'a code of no meaning' });
    expect(await connections.post('/hooks/van/token', nothing)).toMatchObject({ status: 200, body: '{"ok":true}' });
    expect(await connections.post('/hooks/van/forged', nothing)).toMatchObject({ status: 401, body: '{"ok":false}' });
    expect(told()).toEqual([]);
  });
});
