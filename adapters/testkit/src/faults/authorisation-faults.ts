import { use } from '../bench.ts';
import type { Check } from '../check.ts';
import { deadlineFor, endingOf, expectTold } from './failure.ts';
import { FAULT_FACTS, FAULTS } from './fault-list.ts';
import { proxyOf } from './writes.ts';

/** A vendor that is down never sends its owner to connect again: only the vendor's own "no" does. */
export const authorisationFaultChecks: readonly Check[] = FAULTS.map(fault => ({
  name: `faults/${fault}/authorisation`,
  ability: 'authorisation',
  wants: `${FAULT_FACTS[fault].what} while a code is exchanged: an AdapterError tells it as what it is, which is not 'unauthorized'`,
  section: 'faults-writes',
  run: async bench => {
    const proxy = proxyOf(bench);
    const redirectUri = bench.sample.consent?.redirectUri ?? 'https://basket.example/oauth/callback';
    const answer = { query: { ...bench.sample.consent?.query, code: 'wrong-code' }, redirectUri };
    await proxy.arm({ fault });
    const exchange = (options: { deadlineMs: number }) =>
      use(bench.connect(), 'authorisation', (it, call) => it.exchange(answer, call), options);
    const ending = await endingOf(bench, exchange, deadlineFor(fault));
    // Where codes are exchanged at a host of their own, the fault did not strike.
    if (proxy.seen.length > 0) expectTold(bench, fault, ending);
  },
}));
