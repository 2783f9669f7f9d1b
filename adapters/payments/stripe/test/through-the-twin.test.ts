import { createRegistry } from '@onebasket/adapter-registry';
import type { Call, Payments } from '@onebasket/adapter-sdk';
import { currency, money } from '@onebasket/core';
import { startStripeTwin, type StripeTwin } from '@onebasket/twin-stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stripe } from '../src/index.ts';

const EUR = currency('EUR');
const DAY_MS = 24 * 3_600_000;
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const attempt = (key: string) => ({ key, remember: () => Promise.resolve() });
const request = (token?: string) => ({ orderNumber: '4F7K', amount: money(1230, EUR), ...(token ? { token } : {}) });

let twin: StripeTwin;
let registry: ReturnType<typeof createRegistry>;
let aheadMs = 0;
const use = <R>(work: (it: Payments, call: Call) => Promise<R>): Promise<R> => {
  const connection = registry.payment('stripe');
  if (!connection) throw new Error('there is no such account');
  return connection.run('payments', work);
};
const authorize = (key: string, token?: string) => use((it, call) => it.authorize(request(token), attempt(key), call));
const capture = (id: string, minor: number, key = 'k-capture') => use((it, call) => it.capture(id, money(minor, EUR), attempt(key), call));
const cancel = (id: string, key = 'k-void') => use((it, call) => it.void(id, attempt(key), call));
const refund = (id: string, minor: number, key: string) => use((it, call) => it.refund(id, money(minor, EUR), attempt(key), call));
const get = (id: string, step: 'authorize' | 'capture' | 'void' | 'refund', key: string, token?: string) =>
  use((it, call) => it.get?.({ id, step, key, token }, call) ?? Promise.resolve(undefined));
const writes = () => twin.requests.list({ method: 'POST' }).map(({ path, status }) => `${path.replace(/pi_\w+/, 'ID')} ${status}`);
const idOf = (answer: object) => (answer as { readonly id: string }).id;

beforeEach(async () => {
  aheadMs = 0;
  twin = await startStripeTwin({ secretKey: 'sk_test_1', now: () => new Date(Date.now() + aheadMs) });
  registry = createRegistry({
    connections: [
      {
        kind: 'payment',
        config: {
          id: 'stripe',
          adapter: 'stripe',
          settings: { baseUrl: twin.url, secretKey: 'sk_test_1', returnUrl: 'https://us.example/{order}' },
        },
      },
    ],
    adapters: [stripe],
    offerUnlicensed: true,
    log: quiet,
  });
});
afterEach(async () => {
  await registry.close();
  await twin.close();
});

describe('a card', () => {
  it('is authorised, captured up to what was placed, and given back in parts', async () => {
    const paid = await authorize('k', 'pm_card_visa');
    expect(paid).toMatchObject({ status: 'authorized', amount: { minor: 1230n } });
    const id = idOf(paid);
    expect(await capture(id, 1000)).toEqual({ status: 'captured', id, amount: money(1000, EUR) });
    expect(await refund(id, 300, 'k-refund-a')).toMatchObject({ status: 'refunded', amount: { minor: 300n } });
    expect(await refund(id, 700, 'k-refund-b')).toMatchObject({ status: 'refunded', amount: { minor: 700n } });
    expect(await refund(id, 1, 'k-refund-c')).toMatchObject({ status: 'refused', reason: 'closed' });
    expect(twin.intents.get(id)).toMatchObject({ received: 1000, refunded: 1000 });
  });

  it('that the bank declines is refused by its code, and nothing is left that could be paid', async () => {
    const no = await authorize('k', 'pm_card_visa_chargeDeclinedInsufficientFunds');
    expect(no).toMatchObject({ status: 'refused', reason: 'payment-refused', message: expect.stringContaining('insufficient_funds') });
    expect([...twin.intents.values()].map(({ status }) => status)).toEqual(['canceled']);
  });

  it('that is not known is refused', async () => {
    expect(await authorize('k', 'pm_of_nobody')).toMatchObject({ status: 'refused', reason: 'payment-refused' });
  });

  it('whose bank wants to see the buyer waits for them; what the bank says counts', async () => {
    const action = await authorize('k', 'pm_card_threeDSecure2Required');
    expect(action).toMatchObject({
      status: 'action-required',
      redirectUrl: expect.stringContaining('/3ds/'),
      clientSecret: expect.any(String),
    });
    const id = idOf(action);
    expect(await get(id, 'authorize', 'k')).toMatchObject({ status: 'action-required' });
    twin.act(id);
    expect(await get(id, 'authorize', 'k')).toMatchObject({ status: 'authorized', amount: { minor: 1230n } });
  });

  it('that fails the challenge may be followed by another one, for the same payment', async () => {
    const id = idOf(await authorize('k', 'pm_card_threeDSecure2Required'));
    twin.act(id, 'fails');
    expect(await get(id, 'authorize', 'k')).toMatchObject({ status: 'action-required', id });
    expect(await get(id, 'authorize', 'k', 'pm_card_visa')).toBeUndefined();
    expect(await authorize('k', 'pm_card_visa')).toMatchObject({ status: 'authorized', id });
    expect(twin.intents.size).toBe(1);
  });
});

describe('without a token', () => {
  it("the buyer's page goes on with the client secret", async () => {
    const action = await authorize('k');
    const id = idOf(action);
    expect(action).toEqual({ status: 'action-required', id, clientSecret: `${id}_secret_twin` });
    twin.act(id);
    // The stored answer to the key is from before: what is there now counts.
    expect(await authorize('k')).toMatchObject({ status: 'authorized', id });
    expect(twin.intents.size).toBe(1);
  });

  it('an unpaid payment is closed by void, and cannot be paid any more', async () => {
    const id = idOf(await authorize('k'));
    expect(await cancel(id)).toMatchObject({ status: 'voided', id });
    expect(await authorize('k')).toMatchObject({ status: 'voided', id });
  });
});

describe('a step whose outcome is not known', () => {
  it('is asked for by its key: the payment, the capture, the release, each refund', async () => {
    const id = idOf(await authorize('4F7K-authorize', 'pm_card_visa'));
    expect(await use((it, call) => it.find('4F7K-authorize', call))).toMatchObject({ status: 'authorized', id });
    expect(await use((it, call) => it.find('4F7K-author', call))).toBeUndefined();
    expect(await use((it, call) => it.find("'] OR status:'x", call))).toBeUndefined();
    expect(await get(id, 'capture', 'c')).toBeUndefined();
    await capture(id, 1230, 'c');
    expect(await get(id, 'capture', 'c')).toMatchObject({ status: 'captured', amount: { minor: 1230n } });
    expect(await get(id, 'void', 'v')).toBeUndefined();
    await refund(id, 200, 'r1');
    expect(await get(id, 'refund', 'r1')).toMatchObject({ status: 'refunded', amount: { minor: 200n } });
    expect(await get(id, 'refund', 'r2')).toBeUndefined();
    expect(await get('pi_of_nobody', 'authorize', 'k')).toBeUndefined();
  });

  it('is no other step when it is repeated after Stripe forgot its key', async () => {
    const id = idOf(await authorize('k', 'pm_card_visa'));
    await capture(id, 1230, 'c');
    await refund(id, 200, 'r');
    aheadMs = 2 * DAY_MS;
    expect(await capture(id, 1230, 'c')).toMatchObject({ status: 'captured', amount: { minor: 1230n } });
    expect(await refund(id, 200, 'r')).toMatchObject({ status: 'refunded', amount: { minor: 200n } });
    expect(twin.intents.get(id)).toMatchObject({ received: 1230, refunded: 200 });
  });

  it('was released, however often that is asked', async () => {
    const id = idOf(await authorize('k', 'pm_card_visa'));
    await cancel(id, 'v');
    aheadMs = 2 * DAY_MS;
    expect(await cancel(id, 'v')).toMatchObject({ status: 'voided' });
    expect(await capture(id, 1230)).toMatchObject({ status: 'refused', reason: 'closed' });
  });

  it('under a key that did something else is unknown, never done', async () => {
    await authorize('k');
    const other = use((it, call) => it.authorize({ ...request(), amount: money(99, EUR) }, attempt('k'), call));
    await expect(other).rejects.toMatchObject({ outcome: 'unknown' });
    expect(twin.intents.size).toBe(1);
  });
});

describe('a step whose answer is lost', () => {
  it('is unknown, found by its key, and not made twice', async () => {
    const id = idOf(await authorize('k', 'pm_card_visa'));
    const steps = [
      { step: 'capture', make: () => capture(id, 1230, 'c'), key: 'c', path: 'capture' },
      { step: 'refund', make: () => refund(id, 500, 'r'), key: 'r', path: '/v1/refunds' },
    ] as const;
    for (const { step, make, key, path } of steps) {
      twin.faults.add({ kind: 'reset-after', method: 'POST', path, times: 1 });
      await expect(make()).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
      const found = await get(id, step, key);
      expect(found).toMatchObject({ status: step === 'capture' ? 'captured' : 'refunded' });
      expect(await make()).toEqual(found);
    }
    expect(twin.intents.get(id)).toMatchObject({ received: 1230, refunded: 500 });
  });

  it('that was a release is found as well', async () => {
    const id = idOf(await authorize('k', 'pm_card_visa'));
    twin.faults.add({ kind: 'reset-after', method: 'POST', path: 'cancel', times: 1 });
    await expect(cancel(id, 'v')).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await get(id, 'void', 'v')).toMatchObject({ status: 'voided' });
  });

  it('that was confirming a card is unknown although only its second half was lost', async () => {
    twin.faults.add({ kind: '500', method: 'POST', path: 'confirm', times: 1 });
    await expect(authorize('k', 'pm_card_visa')).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await authorize('k', 'pm_card_visa')).toMatchObject({ status: 'authorized' });
    expect(twin.intents.size).toBe(1);
  });
});

describe('what Stripe cannot do', () => {
  it('is refused before anything is asked, or by its code', async () => {
    const kwd = use((it, call) => it.authorize({ orderNumber: 'N', amount: money(1234, currency('KWD')) }, attempt('k1'), call));
    expect(await kwd).toMatchObject({ status: 'refused', reason: 'limit-exceeded' });
    expect(writes()).toEqual([]);
    const tiny = use((it, call) => it.authorize({ orderNumber: 'N', amount: money(2, EUR) }, attempt('k2'), call));
    expect(await tiny).toMatchObject({ status: 'refused', reason: 'limit-exceeded' });
    expect(await refund('pi_of_nobody', 1, 'k3')).toMatchObject({ status: 'refused', reason: 'not-found' });
  });
});

describe('webhooks', () => {
  it('name the payment and our key, in whatever order and however often they come', async () => {
    const id = idOf(await authorize('4F7K-authorize', 'pm_card_visa'));
    await capture(id, 1230);
    await refund(id, 200, 'r');
    const events = twin.deliveries.flatMap(
      ({ headers, body }) =>
        stripe.capabilities.webhooks?.parse(
          { method: 'POST', path: '/hooks/stripe', headers, body: Buffer.from(body) },
          { id: 'stripe', name: '', settings: {} },
        ) ?? [],
    );
    expect(events.map(({ kind }) => kind)).toEqual(Array(4).fill('payment-changed'));
    expect(new Set(events.map(event => (event as { externalId: string }).externalId))).toEqual(new Set([id]));
    expect(events[0]).toMatchObject({ key: '4F7K-authorize' });
    expect(events[3]).not.toHaveProperty('key');
    expect(new Set(events.map(({ deliveryId }) => deliveryId)).size).toBe(4);
  });

  it('about anything else are left alone; thin events are understood', () => {
    const parse = (event: object) =>
      stripe.capabilities.webhooks?.parse(
        { method: 'POST', path: '/', headers: {}, body: Buffer.from(JSON.stringify(event)) },
        { id: 's', name: '', settings: {} },
      );
    expect(parse({ id: 'evt_1', type: 'customer.created', data: { object: { id: 'cus_1', object: 'customer' } } })).toEqual([
      { kind: 'ignored', deliveryId: 'evt_1', what: 'customer.created' },
    ]);
    expect(
      parse({
        id: 'evt_2',
        object: 'v2.core.event',
        type: 'v1.payment_intent.succeeded',
        related_object: { id: 'pi_9', type: 'payment_intent' },
      }),
    ).toEqual([{ kind: 'payment-changed', deliveryId: 'evt_2', externalId: 'pi_9' }]);
    expect(
      parse({ id: 'evt_3', type: 'charge.dispute.created', data: { object: { id: 'dp_1', object: 'dispute', payment_intent: 'pi_9' } } }),
    ).toMatchObject([{ kind: 'payment-changed', externalId: 'pi_9' }]);
  });
});

describe('what goes out', () => {
  it('is a form with the fixed version, the key and nothing of a card', async () => {
    await authorize('4F7K-authorize', 'pm_card_visa');
    const bodies = twin.requests.list({ method: 'POST' }).map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
    expect(bodies[0]).toEqual({
      amount: '1230',
      currency: 'eur',
      capture_method: 'manual',
      description: '4F7K',
      'metadata[onebasket_key]': '4F7K-authorize',
      'metadata[onebasket_order]': '4F7K',
      'automatic_payment_methods[enabled]': 'true',
    });
    expect(bodies[1]).toEqual({ payment_method: 'pm_card_visa', return_url: 'https://us.example/4F7K' });
  });

  it('is never answered by a stranger: a wrong key is told as such', async () => {
    await registry.close();
    registry = createRegistry({
      connections: [
        { kind: 'payment', config: { id: 'stripe', adapter: 'stripe', settings: { baseUrl: twin.url, secretKey: 'sk_wrong' } } },
      ],
      adapters: [stripe],
      offerUnlicensed: true,
      log: quiet,
    });
    await expect(authorize('k')).rejects.toMatchObject({ code: 'unauthorized', outcome: 'not-done' });
  });
});
