import type { Registry } from '@onebasket/adapter-registry';
import type { ChannelOrderState } from '@onebasket/adapter-sdk';
import type { EffectRun, GraphClient } from '@onebasket/runtime';
import { expect, it } from 'vitest';
import { orderStatus } from '../src/order/order-status.ts';
import type { OrderDoc, PartDoc } from '../src/order/order-doc.ts';
import { expireHandoffEffect, expiryOf } from '../src/order-report/expire-handoff.ts';
import { mayBecome } from '../src/states/part.ts';
import { bareOrder, makePart } from './support/orders.ts';

const at = (hours: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + hours * 3_600_000);

function handedOver(handoff: Partial<NonNullable<PartDoc['handoff']>> = {}, more: Partial<PartDoc> = {}): OrderDoc {
  const part: PartDoc = {
    ...makePart(1, {}),
    status: 'AWAITING_HANDOFF',
    paidThere: true,
    handoff: { url: 'https://tao.test/x', at: at(0).toISOString(), ...handoff },
    ...more,
  };
  return bareOrder({ parts: [part], verdict: 'placed' });
}

/** One look at the wait at that hour; `there`: how a channel that can be asked holds it. */
async function lookAt(doc: OrderDoc, hours: number, there?: ChannelOrderState): Promise<OrderDoc | string> {
  const channel = {
    orderMode: there ? 'negotiated' : 'handoff',
    run: async (_: string, work: (it: object) => Promise<unknown>) => work({ mode: 'negotiated', get: async () => ({ state: there }) }),
  };
  const registry = { channel: () => channel } as unknown as Registry;
  const tools = { registry, graph: {} as GraphClient, clock: { now: () => at(hours) }, settleMs: 0 };
  const handler = expireHandoffEffect(tools, { expireHours: 72, graceHours: 48 });
  const one = expiryOf({ id: 'p1' }, at(0));
  const outcome = await handler.run({ doc, effect: one, signal: new AbortController().signal } as unknown as EffectRun<OrderDoc>);
  return outcome.status === 'later' ? outcome.at : handler.apply(doc, one, outcome.value, at(hours));
}

const statusOf = (doc: OrderDoc | string) => (typeof doc === 'string' ? doc : doc.parts[0]?.status);

it('waits as long as is configured, or for the grace after the end that the channel names', async () => {
  expect(await lookAt(handedOver(), 0)).toBe(at(72).toISOString());
  expect(await lookAt(handedOver({ expiresAt: at(5).toISOString() }), 10)).toBe(at(53).toISOString());
});

it('cancels with the reason when the time is up and nothing was reported', async () => {
  const doc = await lookAt(handedOver(), 72);
  expect(statusOf(doc)).toBe('CANCELLED');
  expect((doc as OrderDoc).parts[0]?.cancel).toMatchObject({ by: 'expiry', state: 'done' });
  expect(orderStatus(doc as OrderDoc)).toBe('CANCELLED');
});

it('waits on for what is reported as begun, but not for ever', async () => {
  const begun = handedOver({ reported: { t1: 'PENDING' } });
  expect(await lookAt(begun, 72)).toBe(at(96).toISOString());
  expect(statusOf(await lookAt(begun, 31 * 24))).toBe('CANCELLED');
});

it('asks a channel that can be asked: what was bought is looked at, an open cart expires', async () => {
  const known = handedOver({}, { externalId: '77' });
  const bought = await lookAt(known, 72, 'ACCEPTED');
  expect(statusOf(bought)).toBe('AWAITING_HANDOFF');
  expect((bought as OrderDoc).effects.map(({ id }) => id)).toEqual(['follow:p1']);
  expect(statusOf(await lookAt(known, 72, 'PENDING'))).toBe('CANCELLED');
});

it('changes nothing once the part went on', async () => {
  const doc = handedOver({}, { status: 'PLACED' });
  expect(await lookAt(doc, 500)).toBe(doc);
});

it('only what expired may be taken up again', () => {
  expect(mayBecome({ status: 'CANCELLED', cancel: { by: 'expiry', reason: 'x', state: 'done' } }, 'PLACED')).toBe(true);
  expect(mayBecome({ status: 'CANCELLED', cancel: { by: 'buyer', reason: 'x', state: 'done' } }, 'PLACED')).toBe(false);
  expect(mayBecome({ status: 'CANCELLED' }, 'PLACED')).toBe(false);
});
