import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_KEY, person, removeFolders, run, type Caller, type RunningAccounts } from './support/accounts.ts';

let accounts: RunningAccounts;
beforeAll(async () => {
  accounts = await run();
});
afterAll(async () => {
  await accounts.stop();
  await removeFolders();
});

const send = (to: string, text: string, key: string, caller: Caller = { isService: true }) =>
  accounts.ask(
    'mutation ($to: String!, $x: String!, $k: String!) { internalSendMessage(to: $to, text: $x, idempotencyKey: $k) }',
    { to, x: text, k: key },
    caller,
  );

describe('messages to people', () => {
  it('are sent once per key', async () => {
    await Promise.all([send('bob@example.com', 'Order placed', 'k1'), send('bob@example.com', 'Order placed', 'k1')]);
    expect(await send('bob@example.com', 'Order placed', 'k1')).toEqual({ data: { internalSendMessage: true } });
    await send('bob@example.com', 'Order cancelled', 'k2');
    expect((await accounts.outbox('bob@example.com')).map(({ text }) => text).sort()).toEqual(['Order cancelled', 'Order placed']);
  });

  it('are sent for our own services only', async () => {
    const { accessToken } = await person(accounts, 'eve@example.com').join();
    for (const caller of [{}, { token: accessToken }, { apiKey: CLIENT_KEY }]) {
      const { errors } = await send('victim@example.com', 'You won', 'k3', caller);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect(await accounts.outbox('victim@example.com')).toEqual([]);
  });
});

describe('the outbox', () => {
  const get = (query: string, remoteAddress: string, headers: Record<string, string> = {}) =>
    accounts.subgraph.routes?.[0]?.handle({
      path: '/outbox',
      query: new URLSearchParams(query),
      headers,
      body: new Uint8Array(),
      remoteAddress,
    });

  it('shows the newest first, by any spelling of the address', async () => {
    for (const text of ['one', 'two', 'three']) await send('Carl+Home@Example.com', text, text);
    for (const query of ['to=carl%2Bhome%40example.com', 'to=CARL+HOME@EXAMPLE.COM', 'to=Carl%20Home@example.com']) {
      const answer = await get(query, '127.0.0.1');
      expect(answer).toMatchObject({ status: 200, headers: { 'content-type': expect.stringContaining('application/json') } });
      const found = JSON.parse(answer?.body ?? '') as { to: string; text: string; at: string }[];
      expect(found.map(({ to, text }) => [to, text])).toEqual(['three', 'two', 'one'].map(text => ['Carl+Home@Example.com', text]));
    }
    await send('+86 138 0013 8000', 'to a phone', 'phone');
    expect((await accounts.outbox('+86 138 0013 8000')).map(({ text }) => text)).toEqual(['to a phone']);
  });

  it('opens to callers on this machine only', async () => {
    for (const address of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])
      expect(await get('to=x@example.com', address)).toMatchObject({ status: 200, body: '[]' });
    for (const address of ['10.0.0.1', '203.0.113.127', '::ffff:10.0.0.1', '::2', '2001:db8::1', '', 'unknown', 'localhost.example'])
      expect(await get('to=x@example.com', address)).toEqual({ status: 404 });
    for (const header of ['forwarded', 'x-forwarded-for'])
      expect(await get('to=x@example.com', '127.0.0.1', { [header]: '203.0.113.9' }), 'a proxy of this machine').toEqual({ status: 404 });
  });

  it('asks for an address', async () => {
    expect(await get('', '127.0.0.1')).toMatchObject({ status: 400 });
    expect(await get('to=', '127.0.0.1')).toMatchObject({ status: 400 });
    for (const odd of ['to=%00', 'to=%ED%A0%80', `to=${'a'.repeat(9000)}`, 'to=__proto__'])
      expect(await get(odd, '127.0.0.1')).toMatchObject({ status: 200, body: '[]' });
  });
});
