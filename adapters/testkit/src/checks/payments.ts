import { randomUUID } from 'node:crypto';
import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import { use } from '../bench.ts';
import { checksOf, needed } from '../check.ts';
import { expectSound } from './sound.ts';

export const paymentChecks = checksOf('payments', 'payments', {
  'the-same-key-pays-once': [
    'authorising again with the same key is the same payment, of the amount that was asked for',
    async bench => {
      const connection = bench.connect();
      const request = needed(bench.sample.payment, 'payment');
      const attempt = { key: randomUUID(), remember: () => Promise.resolve() };
      const authorize = () => use(connection, 'payments', (it, call) => it.authorize(request, attempt, call));
      const [first, again] = [await authorize(), await authorize()];
      if (isRefusal(first) || isRefusal(again)) throw new Error('sample.payment is refused');
      expectSound([first, again], 'payments');
      expect(again.id, 'the payment of the second try, against that of the first').toBe(first.id);
      if (first.status !== 'action-required') expect(first.amount, 'the amount').toEqual(request.amount);
    },
  ],
});
