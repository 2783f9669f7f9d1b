import type { RegisteredConnection, RunOptions } from '@onebasket/adapter-registry';
import type { Ability, Capabilities } from '@onebasket/adapter-sdk';
import { use, type Bench } from '../bench.ts';
import { needed } from '../check.ts';
import { sinceOf } from '../checks/order-report.ts';
import { destinationOf, twoListings } from '../checks/reads.ts';

export type Read = (bench: Bench, connection: RegisteredConnection, options: RunOptions) => Promise<unknown>;

const READS: Readonly<Partial<Record<Ability, Read>>> = {
  health: (_, connection, options) => use(connection, 'health', (it, call) => it.check(call), options),
  feed: (_, connection, options) => use(connection, 'feed', (it, call) => it.pull(undefined, call), options),
  search: (bench, connection, options) => {
    const text = needed(bench.sample.query, 'query');
    return use(connection, 'search', (it, call) => it.search({ text, first: 5 }, call), options);
  },
  listings: (bench, connection, options) => {
    const ids = twoListings(bench);
    return use(connection, 'listings', (it, call) => it.getListings(ids, call), options);
  },
  quotes: (bench, connection, options) => {
    const requests = twoListings(bench).map(externalId => ({ lines: [{ externalId, quantity: 1 }], ...destinationOf(bench) }));
    return use(
      connection,
      'quotes',
      async (it, call) => {
        const answers = await it.getQuotes(requests, call);
        return answers.length === requests.length ? answers[0] : answers;
      },
      options,
    );
  },
  orderReport: (bench, connection, options) => {
    const since = sinceOf(bench);
    return use(connection, 'orderReport', (it, call) => it.pull({ since }, call), options);
  },
  messages: (_, connection, options) => use(connection, 'messages', (it, call) => it.pull(call), options),
  tracking: (bench, connection, options) => {
    const parcel = { trackingNumber: needed(bench.sample.trackingNumber, 'trackingNumber'), phoneLast4: bench.sample.phoneLast4 };
    return use(connection, 'tracking', (it, call) => it.track(parcel, call), options);
  },
};

/** One read of each ability that is there. */
export function readsOf(capabilities: Capabilities): readonly (readonly [Ability, Read])[] {
  return (Object.entries(READS) as [Ability, Read][]).filter(([ability]) => capabilities[ability]);
}
