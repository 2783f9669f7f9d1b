import { Stripe } from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStripeTwin, type StripeTwin } from '../src/index.ts';

let twin: StripeTwin;
let client: Stripe;
let aheadMs = 0;

// Stripe's own library is the client: what it takes for Stripe is Stripe enough.
beforeEach(async () => {
  aheadMs = 0;
  twin = await startStripeTwin({ secretKey: 'sk_test_1', webhookSecret: 'whsec_1', now: () => new Date(Date.now() + aheadMs) });
  const { hostname, port } = new URL(twin.url);
  client = new Stripe('sk_test_1', { host: hostname, port: Number(port), protocol: 'http', maxNetworkRetries: 0, telemetry: false });
});
afterEach(() => twin.close());

const make = (key: string, amount = 1230) =>
  client.paymentIntents.create({ amount, currency: 'eur', capture_method: 'manual', metadata: { order: 'A' } }, { idempotencyKey: key });

describe('the Stripe twin', () => {
  it('takes a card from authorisation to refund, as the official client does it', async () => {
    const { id } = await make('a');
    expect((await client.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).status).toBe('requires_capture');
    expect((await client.paymentIntents.capture(id, { amount_to_capture: 1000 })).amount_received).toBe(1000);
    expect((await client.refunds.create({ payment_intent: id, amount: 400 })).status).toBe('succeeded');
    const charge = (await client.paymentIntents.retrieve(id, { expand: ['latest_charge'] })).latest_charge as Stripe.Charge;
    expect(charge.amount_refunded).toBe(400);
    expect((await client.paymentIntents.search({ query: "metadata['order']:'A'" })).data.map(one => one.id)).toEqual([id]);
  });

  it('says the same again to a key for a day, and refuses another request under it', async () => {
    const first = await make('a');
    expect((await make('a')).id).toBe(first.id);
    await expect(make('a', 99)).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
    aheadMs = 25 * 3_600_000;
    expect((await make('a', 99)).id).not.toBe(first.id);
  });

  it('says no as Stripe does', async () => {
    const { id } = await make('a');
    await expect(client.paymentIntents.confirm(id, { payment_method: 'pm_card_visa_chargeDeclined' })).rejects.toMatchObject({
      type: 'StripeCardError',
      decline_code: 'generic_decline',
    });
    await expect(client.paymentIntents.capture(id)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
    await expect(client.paymentIntents.retrieve('pi_none')).rejects.toMatchObject({ code: 'resource_missing', statusCode: 404 });
    await expect(make('small', 1)).rejects.toMatchObject({ code: 'amount_too_small' });
    const stranger = new Stripe('sk_test_2', {
      host: '127.0.0.1',
      port: Number(new URL(twin.url).port),
      protocol: 'http',
      maxNetworkRetries: 0,
    });
    await expect(stranger.balance.retrieve()).rejects.toMatchObject({ type: 'StripeAuthenticationError' });
  });

  it("signs its webhooks so that Stripe's own library believes them", async () => {
    await make('a');
    const [first] = twin.deliveries;
    const header = first?.headers['stripe-signature'] ?? '';
    expect(client.webhooks.constructEvent(first?.body ?? '', header, 'whsec_1').type).toBe('payment_intent.created');
    expect(() => client.webhooks.constructEvent(`${first?.body} `, header, 'whsec_1')).toThrow(/signature/);
  });

  it('asks the buyer when the card wants it', async () => {
    const { id } = await make('a');
    const confirmed = await client.paymentIntents.confirm(id, {
      payment_method: 'pm_card_threeDSecure2Required',
      return_url: 'https://us.example',
    });
    expect(confirmed.next_action?.redirect_to_url?.url).toContain(id);
    twin.act(id);
    expect((await client.paymentIntents.retrieve(id)).status).toBe('requires_capture');
  });
});
