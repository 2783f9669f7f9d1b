import type { AfterSaleWish } from '@onebasket/adapter-sdk';
import { randomUUID } from 'node:crypto';
import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import { checksOf, needed } from '../check.ts';
import { expectSound } from './sound.ts';

export const afterSalesChecks = checksOf('afterSales', 'after-sales', {
  'opens-a-case-once': [
    'the wish for a refund of a delivered order opens a case that can be read again, and the same key opens no second one',
    async bench => {
      const connection = bench.connect();
      const { ref, lines } = await needed(bench.sample.deliveredOrder, 'deliveredOrder')();
      const attempt = { key: randomUUID(), remember: () => Promise.resolve() };
      const ask = () => use(connection, 'afterSales', (it, call) => it.request(ref, wishFor(lines), attempt, call));
      const opened = await ask();
      if (isRefusal(opened)) throw new Error(`the wish for sample.deliveredOrder is refused: ${opened.reason}, ${opened.message}`);
      expectSound(opened, 'case');
      const read = await use(connection, 'afterSales', (it, call) => it.get(opened.externalId, call));
      expect(read?.externalId, 'the case when it is read again').toBe(opened.externalId);
      const again = await ask();
      // The vendor may say no to the second; it must not open another.
      if (!isRefusal(again)) expect(again.externalId, 'the case of the second try, against that of the first').toBe(opened.externalId);
    },
  ],
  'unknown-things-are-told': [
    'a wish for an unknown order is refused, and an unknown case is `undefined`',
    async bench => {
      const externalId = needed(bench.sample.unknownId, 'unknownId');
      expect(await getCase(bench, externalId), 'the case of sample.unknownId').toBeUndefined();
      const attempt = { key: randomUUID(), remember: () => Promise.resolve() };
      const lines = [{ externalId, quantity: 1 }];
      const answer = await use(bench.connect(), 'afterSales', (it, call) =>
        it.request({ externalId, key: 'no-such-key' }, wishFor(lines), attempt, call),
      );
      expect(answer.status === 'refused', 'is a wish for the unknown order sample.unknownId refused').toBe(true);
    },
  ],
});

function getCase(bench: Bench, caseId: string) {
  return use(bench.connect(), 'afterSales', (it, call) => it.get(caseId, call));
}

function wishFor(lines: AfterSaleWish['lines']): AfterSaleWish {
  return { lines, outcome: 'refund', reason: 'damaged', description: 'The glass is broken.', evidence: [] };
}
