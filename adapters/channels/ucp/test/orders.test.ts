import { AdapterError } from '@onebasket/core';
import { VERSIONS, type UcpTwinOptions } from '@onebasket/twin-ucp';
import { afterEach, describe, expect, it } from 'vitest';
import { ADDRESS, newBuyer, openStand, type Stand } from './merchant.ts';

let stand: Stand;
afterEach(() => stand.close());

const POT = [{ externalId: 'pot_ceramic', quantity: 1 }];

describe('an order whose answer says otherwise than what happened', () => {
  it.each(['2026-01-11', '2026-04-08'] as const)('is placed after a 409 that means "ordered" (%s)', async version => {
    stand = await openStand({ version, traps: ['ordered-but-409'] });
    expect(await stand.place(await stand.order(POT))).toMatchObject({ status: 'placed', total: { minor: 2000n } });
    expect(stand.twin.orders()).toHaveLength(1);
  });

  it('is placed after a 500 that means "ordered"', async () => {
    stand = await openStand({ traps: ['ordered-but-500'] });
    const buyer = newBuyer();
    const placed = await stand.place(await stand.order(POT), buyer);
    expect(placed).toMatchObject({ status: 'placed' });
    expect(await stand.find(buyer)).toMatchObject({ externalId: placed.status === 'placed' && placed.externalId });
  });

  it('is taken up in its own session by the next try, and completed once', async () => {
    stand = await openStand({});
    const request = await stand.order(POT);
    const buyer = newBuyer();
    stand.twin.faults.add({ kind: 'reset', path: '/complete$', times: 1 });
    await expect(stand.place(request, buyer)).rejects.toMatchObject({ outcome: 'unknown' });
    const again = await stand.place(request, buyer);
    expect(again).toMatchObject({ status: 'placed' });
    expect(stand.twin.orders()).toHaveLength(1);
    const keys = stand.twin.requests.list({ path: /complete$/ });
    expect(new Set(keys.map(({ path, body }) => `${path} ${body}`)).size, 'the same bytes to the same session').toBe(1);
  });

  it('is not completed in its session when that is no longer as agreed', async () => {
    stand = await openStand({});
    const request = await stand.order(POT);
    const buyer = newBuyer();
    stand.twin.faults.add({ kind: 'reset', path: '/complete$', times: 1 });
    await expect(stand.place(request, buyer)).rejects.toBeInstanceOf(AdapterError);
    stand.twin.setPrice('pot_ceramic', 1900);
    expect(await stand.place(request, buyer)).toMatchObject({ status: 'refused', reason: 'price-changed', now: { minor: 2400n } });
    expect(stand.twin.openSessions()).toEqual([]);
    expect(stand.twin.orders()).toEqual([]);
  });

  it('is told as not placed only after its session is closed, so that nothing late can make an order', async () => {
    stand = await openStand({});
    const buyer = newBuyer();
    stand.twin.faults.add({ kind: 'reset', path: '/complete$', times: 1 });
    await expect(stand.place(await stand.order(POT), buyer)).rejects.toBeInstanceOf(AdapterError);
    expect(stand.twin.openSessions()).toHaveLength(1);
    expect(await stand.find(buyer)).toBeUndefined();
    expect(stand.twin.openSessions()).toEqual([]);
  });

  it('stays in doubt while the merchant is still completing', async () => {
    stand = await openStand({ traps: ['completes-for-ever'] });
    const buyer = newBuyer();
    const request = await stand.order(POT);
    await expect(stand.place(request, buyer)).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    await expect(stand.find(buyer)).rejects.toMatchObject({ outcome: 'unknown' });
    await expect(stand.place(request, buyer), 'a second try').rejects.toMatchObject({ outcome: 'unknown' });
    expect(stand.twin.requests.list({ path: /complete$/ })).toHaveLength(1);
  });

  it('is not believed when the answer is about another session', async () => {
    stand = await openStand({});
    const request = await stand.order(POT);
    stand.twin.setTrap('first-session', true);
    await expect(stand.place(request)).rejects.toMatchObject({ code: 'invalid-response' });
    expect(stand.twin.orders()).toEqual([]);
  });
});

describe('nothing is paid for a session that is not as agreed', () => {
  const BENT: readonly (readonly [NonNullable<UcpTwinOptions['traps']>[number], object])[] = [
    ['price-rises', { status: 'refused', reason: 'price-changed' }],
    ['only-the-dearest-option', { status: 'refused', reason: 'price-changed' }],
    ['option-not-charged', { status: 'refused', reason: 'price-changed' }],
  ];
  it.each(BENT)('%s', async (trap, answer) => {
    stand = await openStand({ version: '2026-01-11' });
    const request = await stand.order(POT);
    stand.twin.setTrap(trap, true);
    expect(await stand.place(request)).toMatchObject(answer);
    expect(stand.twin.requests.list({ path: /complete$/ })).toEqual([]);
    expect(stand.twin.openSessions()).toEqual([]);
  });

  it('an option that was never charged is not taken for free shipping', async () => {
    stand = await openStand({ version: '2026-01-11', traps: ['option-not-charged'] });
    const request = await stand.order(POT);
    expect(request.quote.total.minor).toBe(1500n);
    expect(await stand.place(request)).toMatchObject({ status: 'refused', reason: 'other' });
    expect(stand.twin.requests.list({ path: /complete$/ })).toEqual([]);
  });

  it('a line that is left out refuses the basket', async () => {
    stand = await openStand({ traps: ['loses-lines'] });
    const lines = [...POT, { externalId: 'orchid_white', quantity: 1 }];
    expect(await stand.quote({ lines, destination: ADDRESS })).toMatchObject({ status: 'refused', externalIds: ['orchid_white'] });
  });

  it('totals that do not add up are an estimate, and a person goes on', async () => {
    stand = await openStand({ traps: ['wrong-sum'] });
    const request = await stand.order(POT);
    expect(request.quote).toMatchObject({ isEstimate: true, total: { minor: 2001n } });
    expect(await stand.place(request)).toMatchObject({ status: 'handoff' });
    expect(stand.twin.orders()).toEqual([]);
  });

  it('what is applied again and again saves only once', async () => {
    stand = await openStand({ version: '2026-01-11', traps: ['growing-discounts'] }, { discountCodes: ['10OFF'] });
    const { quote } = await stand.order(POT);
    expect(quote.lines[0]?.promotions).toMatchObject([{ id: '10OFF', saved: { minor: 200n } }]);
    expect(quote.total.minor).toBe(1800n);
  });

  it('the currency has to be known where the merchant takes any', async () => {
    stand = await openStand({ version: '2026-01-23' }, { currency: undefined });
    await expect(stand.quote({ lines: POT, destination: ADDRESS })).rejects.toMatchObject({ code: 'misconfigured' });
  });
});

describe('a session that a person has to finish', () => {
  it('is handed over when the merchant wants the buyer, and is known as an order once it is one', async () => {
    stand = await openStand({ traps: ['escalates'] });
    const buyer = newBuyer();
    const request = await stand.order(POT);
    const handoff = await stand.place(request, buyer);
    expect(handoff).toMatchObject({ status: 'handoff', url: expect.stringContaining('/checkout/'), externalId: expect.any(String) });
    if (handoff.status !== 'handoff' || handoff.externalId === undefined) return;
    expect(await stand.place(request, buyer), 'the same page again').toEqual(handoff);
    expect(await stand.find(buyer), 'not an order yet').toBeUndefined();
    expect(await stand.get(handoff.externalId, buyer)).toBeUndefined();
    expect(stand.twin.openSessions(), 'still the buyer’s').toContain(handoff.externalId);

    const orderId = stand.twin.finishOnPage(handoff.externalId);
    expect(await stand.find(buyer)).toMatchObject({ externalId: orderId });
    expect(await stand.get(handoff.externalId, buyer)).toMatchObject({ externalId: orderId, state: 'PLACED' });
    expect(await stand.get(handoff.externalId), 'without the note').toMatchObject({ externalId: orderId });
  });

  it('is handed over when only an estimate was agreed, and its price is another', async () => {
    stand = await openStand({}, { quoteBy: 'cart' });
    const request = await stand.order(POT);
    expect(request.quote).toMatchObject({ isEstimate: true, total: { minor: 1500n } });
    expect(await stand.place(request)).toMatchObject({ status: 'handoff' });
  });

  it('is handed over to pay when no payment is configured', async () => {
    stand = await openStand({}, { paymentToken: undefined });
    expect(await stand.place(await stand.order(POT))).toMatchObject({ status: 'handoff' });
    expect(stand.twin.requests.list({ path: /complete$/ })).toEqual([]);
  });

  it('is handed over when the bank wants to see the buyer', async () => {
    stand = await openStand({ traps: ['challenges'] });
    const buyer = newBuyer();
    expect(await stand.place(await stand.order(POT), buyer)).toMatchObject({ status: 'handoff' });
    expect(await stand.find(buyer)).toBeUndefined();
  });

  it('is refused and closed when there is no page for it', async () => {
    stand = await openStand({ version: '2026-01-11' }, { paymentToken: undefined });
    expect(await stand.place(await stand.order(POT))).toMatchObject({ status: 'refused', reason: 'payment-refused' });
    expect(stand.twin.openSessions()).toEqual([]);
  });

  it('is a cart where there is no checkout: the price is an estimate, the buyer goes on at the merchant’s', async () => {
    stand = await openStand({ withoutCheckout: true });
    const request = await stand.order(POT);
    expect(request.quote).toMatchObject({ isEstimate: true, total: { minor: 1500n }, lines: [{ availability: 'UNKNOWN' }] });
    expect(stand.twin.openSessions()).toEqual([]);
    expect(await stand.place(request)).toMatchObject({ status: 'handoff', url: expect.stringContaining('/cart/') });
    stand.twin.setTrap('no-continue-url', true);
    const left = stand.twin.openSessions().length;
    expect(await stand.place(request), 'without a page').toMatchObject({ status: 'refused', reason: 'closed' });
    expect(stand.twin.openSessions()).toHaveLength(left);
  });
});

describe('discounts on the goods themselves', () => {
  it.each(VERSIONS)('are taken off each line (%s)', async version => {
    stand = await openStand({ version }, { discountCodes: ['EACH20', '10OFF'] });
    const request = await stand.order([
      { externalId: 'pot_ceramic', quantity: 2 },
      { externalId: 'orchid_white', quantity: 1 },
    ]);
    // 7500 − 1500 + 500 shipping, then 10 % of 6500.
    expect(request.quote).toMatchObject({ total: { minor: 5850n }, shipping: { cost: { minor: 500n } } });
    const [pots, orchid] = request.quote.lines;
    expect([pots?.subtotal.minor, orchid?.subtotal.minor]).toEqual([2140n, 3210n]);
    expect(pots?.promotions.map(({ id }) => id)).toEqual(['EACH20', '10OFF']);
    expect(pots?.promotions.reduce((sum, { saved }) => sum + saved.minor, 0n)).toBe(860n);
    expect(await stand.place(request)).toMatchObject({ status: 'placed', total: { minor: 5850n } });
  });
});

describe('the door of a merchant', () => {
  it('lets us in with a token, and says so when it is missing', async () => {
    stand = await openStand({ accessToken: 'door-token' }, { accessToken: 'door-token' });
    expect(await stand.place(await stand.order(POT))).toMatchObject({ status: 'placed' });
    await stand.close();
    stand = await openStand({ accessToken: 'door-token' });
    await expect(stand.quote({ lines: POT })).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('stays shut to unsigned requests over either transport', async () => {
    for (const transports of [['rest'], ['mcp']] as const) {
      stand = await openStand({ transports, requireSignatures: true, platformKeys: [] });
      await expect(stand.quote({ lines: POT }), transports[0]).rejects.toMatchObject({ code: 'unauthorized' });
      await stand.close();
    }
    stand = await openStand({});
  });
});
