import type { ChannelOrderSnapshot, ChannelOrderState, PaymentResult, PlacedOrder } from '@onebasket/adapter-sdk';
import { currency, money, refuse } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PART_STATUSES, PAYMENT_STATUSES, type OrderDoc, type PartDoc } from '../src/order/order-doc.ts';
import { compareFound, compareOrder } from '../src/reconciliation/compare-order.ts';
import { compareFulfilments, compareParcel, type HeldParcel } from '../src/reconciliation/compare-parcels.ts';
import { comparePayment } from '../src/reconciliation/compare-payment.ts';
import { DIFFERENCE_KINDS, REPAIRS, type Finding } from '../src/reconciliation/difference.ts';
import { bareOrder, makePart } from './support/orders.ts';

const CNY = currency('CNY');
const STATES = ['PENDING', 'PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED', 'FAILED', 'REFUNDED'] as const;

/** Two lamps for 24.90 that the shop has as order 77. */
function placed(more: Partial<PartDoc> = {}): { readonly doc: OrderDoc; readonly part: PartDoc } {
  const part = { ...makePart(1, {}), status: 'ACCEPTED' as const, externalId: '77', ...more };
  return { part, doc: bareOrder({ parts: [part], verdict: 'placed' }) };
}

function there(state: ChannelOrderState, more: Partial<ChannelOrderSnapshot> = {}): ChannelOrderSnapshot {
  return { externalId: '77', state, total: money(2_490n, CNY), fulfilments: [], ...more };
}

const brief = (findings: readonly Finding[]) => findings.map(({ kind, repair }) => `${kind} ${repair}`);

describe('a part beside the order of its channel', () => {
  it.each([
    ['ACCEPTED', 'ACCEPTED', []],
    ['DELIVERED', 'COMPLETED', []],
    ['CANCELLED', 'REFUNDED', []],
    ['AWAITING_HANDOFF', 'PENDING', []],
    ['ACCEPTED', 'SHIPPED', ['STATE_BEHIND READ_ORDER']],
    ['ACCEPTED', 'CANCELLED', ['STATE_BEHIND READ_ORDER']],
    ['SHIPPED', 'ACCEPTED', ['STATE_AHEAD ASK_CHANNEL']],
    ['CANCELLED', 'ACCEPTED', ['STATE_AHEAD CANCEL_THERE']],
    ['DELIVERED', 'CANCELLED', ['STATE_CONFLICT ASK_CHANNEL']],
    ['UNKNOWN', 'ACCEPTED', ['STATE_CONFLICT RESOLVE_MADE']],
    ['UNKNOWN', 'CANCELLED', ['STATE_BEHIND READ_ORDER']],
  ] as const)('%s here and %s there', (ours, theirs, expected) => {
    const { doc, part } = placed({ status: ours });
    expect(brief(compareOrder(doc, part, there(theirs)))).toEqual(expected);
  });

  it('is missing there when it stands and the channel does not know it, and agrees when nothing of it stands', () => {
    const standing = placed();
    expect(brief(compareOrder(standing.doc, standing.part, undefined))).toEqual(['MISSING_THERE ASK_CHANNEL']);
    const gone = placed({ status: 'CANCELLED' });
    expect(compareOrder(gone.doc, gone.part, undefined)).toEqual([]);
  });

  it('may be further by the word of a carrier than its channel knows', () => {
    const { doc, part } = placed({ status: 'DELIVERED', parcels: { s1: 'DELIVERED' } });
    expect(compareOrder(doc, part, there('ACCEPTED'))).toEqual([]);
  });

  it('waits in peace for a channel that was asked to cancel and has not decided', () => {
    const { doc, part } = placed({ status: 'CANCELLING', cancel: { by: 'buyer', reason: 'changed mind', state: 'requested' } });
    expect(compareOrder(doc, part, there('ACCEPTED'))).toEqual([]);
  });

  it('differs by a cent, by currency, by what was given back, by what was sent', () => {
    const { doc, part } = placed();
    expect(compareOrder(doc, part, there('ACCEPTED', { total: money(2_491n, CNY) }))).toEqual([
      { kind: 'AMOUNT_DIFFERS', ours: '24.90 CNY', theirs: '24.91 CNY', repair: 'CORRECT_THERE' },
    ]);
    expect(brief(compareOrder(doc, part, there('ACCEPTED', { total: money(2_400n, CNY) })))).toEqual(['AMOUNT_DIFFERS REFUND_BUYER']);
    expect(brief(compareOrder(doc, part, there('ACCEPTED', { total: money(2_490n, currency('EUR')) })))).toEqual([
      'CURRENCY_DIFFERS CORRECT_THERE',
    ]);
    expect(brief(compareOrder(doc, part, there('ACCEPTED', { refunded: money(500n, CNY) })))).toEqual(['REFUND_DIFFERS READ_ORDER']);
    const fulfilments = [{ id: 'f', state: 'SHIPPED' as const, lines: [{ externalId: '0', quantity: 3 }] }];
    expect(brief(compareOrder(doc, part, there('ACCEPTED', { fulfilments })))).toEqual(['LINES_DIFFER ASK_CHANNEL']);
  });

  it('that was given up is missing here when the channel made it all the same', () => {
    const made: PlacedOrder = {
      status: 'placed',
      externalId: '78',
      state: 'ACCEPTED',
      lines: [{ externalId: '0', quantity: 2 }],
      total: money(2_490n, CNY),
    };
    const failed = placed({ status: 'FAILED' });
    expect(compareFound(failed.doc, failed.part, made)).toEqual([
      { kind: 'MISSING_HERE', ours: 'FAILED', theirs: '78: ACCEPTED, 24.90 CNY', repair: 'CANCEL_THERE', externalId: '78' },
    ]);
    expect(compareFound(failed.doc, failed.part, undefined)).toEqual([]);
    const unknown = placed({ status: 'UNKNOWN' });
    expect(brief(compareFound(unknown.doc, unknown.part, made))).toEqual(['MISSING_HERE RESOLVE_MADE']);
    expect(brief(compareFound(unknown.doc, unknown.part, undefined))).toEqual(['MISSING_THERE RESOLVE_NOT_MADE']);
    const other = { ...made, lines: [{ externalId: '0', quantity: 1 }] };
    expect(brief(compareFound(unknown.doc, unknown.part, other))).toEqual(['MISSING_HERE RESOLVE_MADE', 'LINES_DIFFER CORRECT_THERE']);
  });

  it('has a classified difference with a repair, or none, for every pair of states; the same pair the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PART_STATUSES),
        fc.constantFrom(undefined, ...STATES),
        fc.bigInt(0n, 5_000n),
        (ours, theirs, minor) => {
          const { doc, part } = placed({ status: ours });
          const snapshot = theirs && there(theirs, { total: money(minor, CNY) });
          const findings = compareOrder(doc, part, snapshot);
          for (const { kind, repair } of findings) {
            expect(Object.keys(DIFFERENCE_KINDS)).toContain(kind);
            expect(Object.keys(REPAIRS)).toContain(repair);
          }
          expect(compareOrder(doc, part, snapshot)).toEqual(findings);
        },
      ),
    );
  });
});

describe('a payment beside its provider', () => {
  const paid = (status: OrderDoc['payment']['status'], more: Partial<OrderDoc['payment']> = {}) =>
    bareOrder({ payment: { method: 'card', status, id: 'pi_1', authorized: '24.90', captured: '24.90', refunded: '5.00', ...more } });
  const result = (status: PaymentResult['status'], minor = 2_490n): PaymentResult => ({ status, id: 'pi_1', amount: money(minor, CNY) });

  it.each([
    ['CAPTURED', result('captured'), []],
    ['CAPTURED', result('captured', 2_489n), ['AMOUNT_DIFFERS ASK_PROVIDER']],
    ['CAPTURED', result('authorized'), ['STATE_AHEAD CAPTURE_THERE']],
    ['CAPTURED', undefined, ['MISSING_THERE ASK_PROVIDER']],
    ['PARTLY_REFUNDED', result('refunded', 500n), []],
    ['PARTLY_REFUNDED', result('refunded', 600n), ['REFUND_DIFFERS READ_PAYMENT']],
    ['PARTLY_REFUNDED', result('captured'), ['STATE_AHEAD REFUND_THERE']],
    ['VOIDED', result('captured'), ['STATE_CONFLICT REFUND_THERE']],
    ['FAILED', result('captured'), ['MISSING_HERE READ_PAYMENT']],
    ['FAILED', undefined, []],
    ['NONE', result('captured'), ['MISSING_HERE REFUND_THERE']],
    ['REQUIRES_ACTION', result('captured'), ['STATE_BEHIND READ_PAYMENT']],
  ] as const)('%s here', (ours, theirs, expected) => {
    expect(brief(comparePayment(paid(ours), theirs))).toEqual(expected);
  });

  it('names another currency', () => {
    expect(brief(comparePayment(paid('CAPTURED'), { status: 'captured', id: 'pi_1', amount: money(2_490n, currency('USD')) }))).toEqual([
      'CURRENCY_DIFFERS ASK_PROVIDER',
    ]);
  });

  it('has a classified difference, or none, for every pair of states', () => {
    for (const ours of PAYMENT_STATUSES) {
      for (const status of ['authorized', 'captured', 'voided', 'refunded'] as const) {
        for (const { kind, repair } of comparePayment(paid(ours), result(status))) {
          expect(Object.keys(DIFFERENCE_KINDS)).toContain(kind);
          expect(Object.keys(REPAIRS)).toContain(repair);
        }
      }
    }
  });
});

describe('parcels beside their channel and carrier', () => {
  const parcel = (status: HeldParcel['status']): HeldParcel => ({ partId: 'p1', trackingNumber: 'SF1', status, carrierId: 'sf' });
  const scan = (status: HeldParcel['status'], hour: number) => ({
    at: `2026-01-01T${String(hour).padStart(2, '0')}:00:00Z`,
    status,
    changesStatus: true,
    code: 'x',
    message: 'x',
  });
  const told = (...events: ReturnType<typeof scan>[]) => ({ status: 'found' as const, trackingNumber: 'SF1', events });

  it('agree, are behind, ahead, or not known to the carrier', () => {
    expect(compareParcel(parcel('DELIVERED'), told(scan('DELIVERED', 2), scan('IN_TRANSIT', 1)))).toEqual([]);
    expect(brief(compareParcel(parcel('IN_TRANSIT'), told(scan('DELIVERED', 2))))).toEqual(['STATE_BEHIND READ_PARCEL']);
    expect(brief(compareParcel(parcel('DELIVERED'), told(scan('IN_TRANSIT', 1))))).toEqual(['STATE_AHEAD ASK_CARRIER']);
    expect(brief(compareParcel(parcel('DELIVERED'), told()))).toEqual(['UNKNOWN_THERE ASK_CARRIER']);
    expect(brief(compareParcel(parcel('IN_TRANSIT'), refuse('not-found', 'no such number')))).toEqual(['UNKNOWN_THERE ASK_CARRIER']);
    expect(compareParcel(parcel('INFO_RECEIVED'), refuse('not-found', 'no such number'))).toEqual([]);
  });

  it('are missing here, missing there, or not followed', () => {
    const sent = (trackingNumber: string) => ({ id: trackingNumber, trackingNumber, state: 'SHIPPED' as const, lines: [] });
    const { part } = placed({ fulfilments: [sent('SF1'), sent('SF2')] });
    const findings = compareFulfilments(part, there('SHIPPED', { fulfilments: [sent('sf 1'), sent('SF3')] }), []);
    expect(findings.map(one => `${one.kind} ${one.externalId}`)).toEqual(['MISSING_HERE SF3', 'MISSING_THERE SF2', 'MISSING_HERE SF1']);
  });
});
