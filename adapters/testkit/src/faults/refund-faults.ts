import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import type { Check } from '../check.ts';
import { prepareRefund } from '../checks/orders.ts';
import { atEachStep, countWrites, expectTruth, strikeWrite } from './writes.ts';
import { FAULT_FACTS, FAULTS } from './fault-list.ts';

/** Giving money back under faults: told as it was, and given back once when it is asked for again with the same key. */
export const refundFaultChecks: readonly Check[] = FAULTS.map(fault => ({
  name: `faults/${fault}/refund`,
  ability: 'refunds',
  wants: `${FAULT_FACTS[fault].what} while money is given back: 'not-done' is only said when nothing was, and a second try with the same key gives back no more`,
  section: 'faults-writes',
  run: async bench => {
    const healthy = await prepareRefund(bench);
    const steps = await countWrites(bench, () => healthy.refund(healthy.amount));
    await atEachStep(fault, steps, async step => {
      const { refund, amount, refundedNow, reconnect } = await prepareRefund(bench);
      const ending = await strikeWrite(bench, fault, options => refund(amount, options), step);
      reconnect();
      const given = await refundedNow();
      expectTruth(bench, fault, ending, given && given.minor > 0n);
      const again = await refund(amount);
      if (isRefusal(again)) expect(given, `given back, although the second try is refused (${again.message})`).toEqual(amount);
      else expect(again.amount, 'the amount of the second try').toEqual(amount);
      expect((await refundedNow()) ?? amount, 'given back in all').toEqual(amount);
    });
  },
}));
