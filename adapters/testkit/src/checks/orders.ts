import type { NativeOrders } from '@onebasket/adapter-sdk';
import { isRefusal, zero } from '@onebasket/core';
import { expect } from 'vitest';
import { use } from '../bench.ts';
import type { Check } from '../check.ts';
import { isStanding, prepareErrand } from './shopper.ts';

export const orderChecks: readonly Check[] = [
  {
    name: 'orders/place-find-get',
    run: async bench => {
      const connection = bench.connect();
      const errand = await prepareErrand(bench, connection, 2);
      expect(await errand.find(), 'found before it was placed').toBeUndefined();
      const placed = await errand.place();
      if (isRefusal(placed)) throw new Error(`refused: ${placed.reason}, ${placed.message}`);
      expect(placed.total).toEqual(errand.request.quote.total);
      expect(placed.lines.map(({ externalId, quantity }) => ({ externalId, quantity }))).toEqual(
        errand.request.lines.map(({ externalId, quantity }) => ({ externalId, quantity })),
      );
      expect(await errand.find(), 'found again').toMatchObject({ externalId: placed.externalId, total: placed.total });
      const get = (externalId: string) => use(connection, 'orders', (it, call) => (it as NativeOrders).get(errand.ref(externalId), call));
      expect(await get(placed.externalId)).toMatchObject({ externalId: placed.externalId, total: placed.total });
      if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key)).toBe(1);
    },
  },
  {
    name: 'orders/another-price-is-refused',
    run: async bench => {
      const connection = bench.connect();
      const errand = await prepareErrand(bench, connection);
      const { quote } = errand.request;
      const cheaper = { ...quote, total: { ...quote.total, minor: quote.total.minor - 1n } };
      const attempt = { key: errand.key, remember: () => Promise.resolve() };
      const answer = await use(connection, 'orders', (it, call) =>
        (it as NativeOrders).place({ ...errand.request, quote: cheaper }, attempt, call),
      );
      expect(answer).toMatchObject({ status: 'refused', reason: 'price-changed' });
      expect(isStanding(await errand.find()), 'left something behind').toBe(false);
    },
  },
];

export const cancellationChecks: readonly Check[] = [
  {
    name: 'cancellation/undoes-an-order',
    run: async bench => {
      const connection = bench.connect();
      const errand = await prepareErrand(bench, connection);
      const placed = await errand.place();
      if (isRefusal(placed)) throw new Error(`refused: ${placed.message}`);
      const ref = errand.ref(placed.externalId);
      const answer = await use(connection, 'cancellation', (it, call) => it.cancel(ref, 'changed my mind', call));
      expect(['cancelled', 'requested']).toContain(answer.status);
      if (answer.status !== 'cancelled') return;
      const snapshot = await use(connection, 'orders', (it, call) => (it as NativeOrders).get(ref, call));
      expect(['CANCELLED', 'REFUNDED']).toContain(snapshot?.state);
      expect(isStanding(await errand.find())).toBe(false);
    },
  },
];

export const refundChecks: readonly Check[] = [
  {
    name: 'refunds/never-more-than-was-paid',
    run: async bench => {
      const connection = bench.connect();
      const errand = await prepareErrand(bench, connection);
      const placed = await errand.place();
      if (isRefusal(placed)) throw new Error(`refused: ${placed.message}`);
      const tooMuch = { ...placed.total, minor: placed.total.minor + 1n };
      const refund = (amount: typeof tooMuch) =>
        use(connection, 'refunds', (it, call) =>
          it.refund(errand.ref(placed.externalId), amount, { key: `${errand.key}-${amount.minor}`, reason: 'damaged' }, call),
        );
      expect(await refund(tooMuch)).toMatchObject({ status: 'refused' });
      expect(await refund(zero(tooMuch.currency))).toMatchObject({ status: 'refused' });
    },
  },
];
