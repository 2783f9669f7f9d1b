import { isRefusal, type Money } from '@onebasket/core';
import { expect } from 'vitest';
import { checksOf, type Check } from '../check.ts';
import { expectHandoff } from './page.ts';
import { refusalChecks } from './refusals.ts';
import { isHandoff, isStanding, placeByApi, prepareErrand } from './shopper.ts';
import { expectSound } from './sound.ts';
import { use, type Bench } from '../bench.ts';

/** Of orders that may be placed by API: native and negotiated ones. */
export const orderChecks: readonly Check[] = [
  ...checksOf('orders', 'orders-place', {
    'place-find-get': [
      'an order is what was agreed, line by line and in total; afterwards `find` knows it by its key and `get` by its reference',
      async bench => {
        const errand = await prepareErrand(bench, 2);
        expect(await errand.find(), 'found before it was placed').toBeUndefined();
        const placed = await errand.place();
        expectSound(placed, 'order');
        if (isRefusal(placed)) throw new Error(`the order of sample.listingIds[0] was refused: ${placed.reason}, ${placed.message}`);
        if (isHandoff(placed)) {
          expectHandoff(bench, placed);
          if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders behind a handoff').toBe(0);
          return;
        }
        expect(placed.total, 'the total, against the one that was agreed').toEqual(errand.request.quote.total);
        expect(linesOf(placed), 'the lines, against those that were ordered').toEqual(linesOf(errand.request));
        expect(await errand.find(), 'what `find` says after it was placed').toMatchObject({
          externalId: placed.externalId,
          total: placed.total,
        });
        const snapshot = await errand.get(placed.externalId);
        expect(snapshot, 'what `get` says after it was placed').toMatchObject({ externalId: placed.externalId, total: placed.total });
        expectSound(snapshot, 'snapshot');
        if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders at the vendor').toBe(1);
      },
    ],
    'another-price-is-refused': [
      'an order that would cost other than agreed is refused as price-changed and leaves nothing behind',
      async bench => {
        const errand = await prepareErrand(bench);
        const { quote } = errand.request;
        const cheaper = { ...quote, total: { ...quote.total, minor: quote.total.minor - 1n } };
        const answer = await errand.place(undefined, { quote: cheaper });
        // On its own page the channel shows the buyer what it costs.
        if (isHandoff(answer)) return expectHandoff(bench, answer);
        expect(answer, 'the answer to an order for one minor unit less').toMatchObject({ status: 'refused', reason: 'price-changed' });
        expect(isStanding(await errand.find()), 'an order stands although it was refused').toBe(false);
      },
    ],
  }),
  ...refusalChecks,
];

/** Where one key gives one order at the vendor itself. */
export const vendorKeyChecks = checksOf('orders', 'orders-repeats', {
  'one-key-one-order': [
    "with repeats.by 'vendor-key', placing again with the same key gives the same order, not a second one",
    async bench => {
      const errand = await prepareErrand(bench);
      const first = await placeByApi(errand);
      const again = await placeByApi(errand);
      expect(again.externalId, 'the order of the second try, against that of the first').toBe(first.externalId);
      if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders at the vendor').toBe(1);
    },
  ],
});

export const cancellationChecks = checksOf('cancellation', 'cancellation', {
  'undoes-an-order': [
    'a cancelled order says so when it is read again, and `find` no longer takes it for one that stands',
    async bench => {
      const errand = await prepareErrand(bench);
      const placed = await placeByApi(errand);
      const ref = errand.ref(placed.externalId);
      const answer = await use(errand.connection, 'cancellation', (it, call) => it.cancel(ref, 'changed my mind', call));
      expectSound(answer, 'cancellation');
      expect(['cancelled', 'requested'], 'the answer to a cancellation right after placing').toContain(answer.status);
      if (answer.status !== 'cancelled') return;
      expect(['CANCELLED', 'REFUNDED'], 'the state when it is read again').toContain((await errand.get(placed.externalId))?.state);
      expect(isStanding(await errand.find()), 'it stands although it was cancelled').toBe(false);
    },
  ],
});

export const refundChecks = checksOf('refunds', 'refunds', {
  'gives-back-once': [
    'a refund gives back what was asked for, and the same key never gives it back twice',
    async bench => {
      const { refund, amount, refundedNow } = await prepareRefund(bench);
      const first = await refund(amount);
      expect(first, 'the answer to a refund of half of the order').toMatchObject({ status: 'refunded', amount });
      // A second try of the same effect may be told that it is done, or be refused; it gives nothing back.
      await refund(amount);
      expect((await refundedNow()) ?? amount, 'given back in all, after two tries with one key').toEqual(amount);
    },
  ],
  'never-more-than-was-paid': [
    'a refund of nothing, or of more than was paid, is refused',
    async bench => {
      const { refund, total } = await prepareRefund(bench);
      const tooMuch = { ...total, minor: total.minor + 1n };
      expect(await refund(tooMuch), 'the answer to one minor unit more than was paid').toMatchObject({ status: 'refused' });
      expect(await refund({ ...total, minor: 0n }), 'the answer to a refund of nothing').toMatchObject({ status: 'refused' });
    },
  ],
});

/** An order that money can be given back for. */
export async function prepareRefund(bench: Bench) {
  const errand = await prepareErrand(bench);
  const placed = await placeByApi(errand);
  await bench.control.makeRefundable?.(placed);
  const ref = errand.ref(placed.externalId);
  const { total } = placed;
  return {
    total,
    amount: { ...total, minor: (total.minor + 1n) / 2n },
    refund: (amount: Money, options?: { deadlineMs: number }) =>
      use(
        errand.connection,
        'refunds',
        (it, call) => it.refund(ref, amount, { key: `${errand.key}-${amount.minor}`, reason: 'damaged' }, call),
        options,
      ),
    reconnect: () => errand.reconnect(),
    /** What the order says was given back; `undefined` where the channel does not tell. */
    refundedNow: async () => (await errand.get(placed.externalId))?.refunded,
  };
}

function linesOf({ lines }: { readonly lines: readonly { readonly externalId: string; readonly quantity: number }[] }) {
  return lines.map(({ externalId, quantity }) => ({ externalId, quantity }));
}
