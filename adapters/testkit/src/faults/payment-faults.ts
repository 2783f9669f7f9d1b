import { randomUUID } from 'node:crypto';
import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import { needed, type Check } from '../check.ts';
import { FAULT_FACTS, FAULTS } from './fault-list.ts';
import { atEachStep, countWrites, expectTruth, strikeWrite } from './writes.ts';

/** Paying under faults: told as it was, and one payment when it is asked for again with the same key. */
export const paymentFaultChecks: readonly Check[] = FAULTS.map(fault => ({
  name: `faults/${fault}/payment`,
  ability: 'payments',
  wants: `${FAULT_FACTS[fault].what} while a payment is authorised: 'not-done' is only said when there is none, and a second try with the same key ends with one payment`,
  section: 'faults-writes',
  run: async bench => {
    const steps = await countWrites(bench, () => payerOf(bench).authorize());
    await atEachStep(fault, steps, async step => {
      const struck = payerOf(bench);
      const ending = await strikeWrite(bench, fault, struck.authorize, step);
      const payer = payerOf(bench, struck.key);
      const found = await payer.find();
      expectTruth(bench, fault, ending, found !== undefined);
      const again = await payer.authorize();
      if (isRefusal(again)) throw new Error(`the second try was refused: ${again.reason}, ${again.message}`);
      if (found !== undefined) expect(again.id, 'the payment of the second try, against the one that there was').toBe(found.id);
      const last = await payer.find();
      // Some providers know of a payment only from its payer's first step on; until then nothing has happened that could happen twice.
      if (again.status === 'action-required' && last === undefined) return;
      expect(last?.id, 'the payment that is found in the end').toBe(again.id);
    });
  },
}));

/** Somebody who pays `sample.payment` under one key, over a connection that remembers nothing. */
function payerOf(bench: Bench, key: string = randomUUID()) {
  const request = needed(bench.sample.payment, 'payment');
  const connection = bench.connect();
  const attempt = { key, remember: () => Promise.resolve() };
  return {
    key,
    authorize: (options?: { deadlineMs: number }) =>
      use(connection, 'payments', (it, call) => it.authorize(request, attempt, call), options),
    find: () => use(connection, 'payments', (it, call) => it.find(key, call)),
  };
}
