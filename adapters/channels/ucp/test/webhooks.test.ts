import { readFileSync } from 'node:fs';
import { makeCall, makeConnection } from '@onebasket/adapter-testkit';
import { startUcpTwin, VERSIONS, type UcpTwin } from '@onebasket/twin-ucp';
import { afterEach, describe, expect, it } from 'vitest';
import { webhooks } from '../src/webhooks.ts';

const URL_OF_OURS = 'https://onebasket.test/hooks/flowers';
let twin: UcpTwin;
afterEach(() => twin.close());

/** A call that reads the merchant's profile from the twin. */
function callTo(settings: object = {}) {
  const given = { baseUrl: twin.url, platformProfileUrl: 'https://onebasket.test/ucp', webhookUrl: URL_OF_OURS, ...settings };
  return makeCall(
    async ({ url }) => {
      const answer = await fetch(url);
      return { status: answer.status, body: await answer.text() };
    },
    { settings: given },
  );
}

describe.each(VERSIONS)('an event of a merchant of %s', version => {
  const received = () => ({ method: 'POST', path: '/hooks/flowers', ...twin.sampleWebhook(URL_OF_OURS) });

  it('is believed when it is signed with the key of its profile, and not after any change', async () => {
    twin = await startUcpTwin({ version });
    const request = received();
    expect(await webhooks.verify(request, callTo())).toBe(true);
    const body = Buffer.from(request.body.toString().replace('order-0', 'order-1'));
    expect(await webhooks.verify({ ...request, body }, callTo())).toBe(false);
    const { signature: _, 'request-signature': __, ...headers } = request.headers;
    expect(await webhooks.verify({ ...request, headers }, callTo())).toBe(false);
    expect(await webhooks.verify({ ...request, headers }, callTo({ acceptUnsignedWebhooks: true })), 'it has keys').toBe(false);
  });

  it('is believed for the host that was called when we know no public address', async () => {
    twin = await startUcpTwin({ version });
    const request = received();
    const headers = { ...request.headers, host: 'onebasket.test' };
    expect(await webhooks.verify({ ...request, headers }, callTo({ webhookUrl: undefined }))).toBe(true);
  });

  it('names the order, and the session that the buyer may have finished, always under the same ids', async () => {
    twin = await startUcpTwin({ version });
    const request = received();
    const events = webhooks.parse(request, makeConnection());
    expect(events).toMatchObject([
      { kind: 'order-changed', externalId: 'order-0' },
      { kind: 'order-changed', externalId: 'checkout-0' },
    ]);
    expect(new Set(events.map(({ deliveryId }) => deliveryId)).size).toBe(2);
    expect(webhooks.parse(request, makeConnection())).toEqual(events);
  });
});

describe('an event as the official samples sent it', () => {
  it('is read, and believed only where unsigned hints were asked for', async () => {
    twin = await startUcpTwin({});
    const file = new URL('../../../../twins/ucp/test/fixtures/python-2026-01-11/happy.json', import.meta.url);
    const { exchanges } = JSON.parse(readFileSync(file, 'utf8')) as {
      exchanges: readonly { webhook?: { headers: Record<string, string>; body: object } }[];
    };
    const sent = exchanges.flatMap(({ webhook }) => webhook ?? []);
    expect(sent.length).toBeGreaterThan(1);
    for (const { headers, body } of sent) {
      const request = { method: 'POST', path: '/webhooks/order', headers, body: Buffer.from(JSON.stringify(body)) };
      const [event] = webhooks.parse(request, makeConnection());
      expect(event).toMatchObject({ kind: 'order-changed', externalId: (body as { order: { id: string } }).order.id });
      const keyless = { ucp: { version: '2026-01-11', services: {} }, signing_keys: null };
      const settings = { baseUrl: 'https://shop.test', platformProfileUrl: 'https://us.test/ucp', endpoint: 'https://shop.test' };
      const call = (more: object) => makeCall(() => ({ body: keyless }), { settings: { ...settings, ...more } });
      expect(await webhooks.verify(request, call({}))).toBe(false);
      expect(await webhooks.verify(request, call({ acceptUnsignedWebhooks: true }))).toBe(true);
    }
  });

  it('a key that is newer than the profile we have is looked for once more', async () => {
    twin = await startUcpTwin({});
    let reads = 0;
    const call = makeCall(
      async ({ url }) => {
        const text = await (await fetch(url)).text();
        return { body: reads++ === 0 ? text.replaceAll('twin-2026', 'older') : text };
      },
      { settings: { baseUrl: twin.url, platformProfileUrl: 'https://us.test/ucp', webhookUrl: URL_OF_OURS } },
    );
    expect(await webhooks.verify({ method: 'POST', path: '/hooks/flowers', ...twin.sampleWebhook(URL_OF_OURS) }, call)).toBe(true);
    expect(reads).toBe(2);
  });
});

describe('our own profile', () => {
  const ask = (path: string, method = 'GET') =>
    webhooks.handshake?.(
      { method, path, headers: {}, body: new Uint8Array() },
      makeConnection({
        platformProfileUrl: 'https://us.test/hooks/shop/profile?version={version}',
        webhookUrl: 'https://us.test/hooks/shop',
      }),
    );

  it('is told to a merchant that asks for it, in the shape of its generation', () => {
    const answer = ask('/hooks/shop/profile?version=2026-01-11');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' } });
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ ucp: { version: '2026-01-11' } });
    expect(answer?.body).toContain('https://us.test/hooks/shop');
    expect(JSON.parse(ask('/hooks/shop/profile')?.body ?? '')).toMatchObject({ ucp: { version: '2026-08-25' } });
  });

  it('is not there for a generation that nobody knows; other questions are none of ours', () => {
    expect(ask('/hooks/shop/profile?version=2022-01-01')).toMatchObject({ status: 404 });
    expect(ask('/hooks/shop')).toBeUndefined();
    expect(ask('/hooks/shop/profile', 'POST')).toBeUndefined();
  });
});
