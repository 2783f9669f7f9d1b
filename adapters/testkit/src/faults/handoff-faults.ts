import { expect } from 'vitest';
import type { Check } from '../check.ts';
import { expectHandoff } from '../checks/page.ts';
import { isHandoff, prepareErrand } from '../checks/shopper.ts';
import { deadlineFor, endingOf, expectTold } from './failure.ts';
import { FAULT_FACTS, FAULTS } from './fault-list.ts';
import { proxyOf } from './writes.ts';

/** Handing over under faults: a page that was never prepared is no handoff, and it works again once the vendor does. */
export const handoffFaultChecks: readonly Check[] = FAULTS.map(fault => ({
  name: `faults/${fault}/handoff`,
  ability: 'orders',
  wants: `${FAULT_FACTS[fault].what} while a page is prepared: an AdapterError tells it, nothing is bought, and the next try gives a page`,
  section: 'faults-writes',
  run: async bench => {
    const proxy = proxyOf(bench);
    const errand = await prepareErrand(bench);
    await proxy.arm({ fault });
    const ending = await endingOf(bench, options => errand.place(options), deadlineFor(fault));
    await proxy.idle();
    // An address that is put together without asking the vendor meets no fault.
    const isAsked = proxy.seen.length > 0 || fault === 'refused';
    await proxy.disarm();
    errand.reconnect();
    if (isAsked && !('value' in ending && fault === 'refused' && isHandoff(ending.value))) expectTold(bench, fault, ending);
    if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders at the vendor').toBe(0);
    const again = await errand.place();
    if (!isHandoff(again)) throw new Error(`the next try gives no page: ${again.status}`);
    expectHandoff(bench, again);
  },
}));
