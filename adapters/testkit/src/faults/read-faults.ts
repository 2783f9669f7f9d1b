import { isRefusal } from '@onebasket/core';
import type { RegisteredConnection, RunOptions } from '@onebasket/adapter-registry';
import type { Capabilities, NativeOrders } from '@onebasket/adapter-sdk';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import { needed, type Check } from '../check.ts';
import { destinationOf, twoListings, walkFeed } from '../checks/reads.ts';
import { prepareErrand } from '../checks/shopper.ts';
import { deadlineFor, endingOf, expectDiscreet, expectTold } from './failure.ts';
import { FAULTS } from './fault-list.ts';

type Read = (bench: Bench, connection: RegisteredConnection, options: RunOptions) => Promise<unknown>;

const READS: Readonly<Partial<Record<keyof Capabilities, Read>>> = {
  health: (_, connection, options) => use(connection, 'health', (it, call) => it.check(call), options),
  feed: (_, connection, options) => use(connection, 'feed', (it, call) => it.pull(undefined, call), options),
  search: (bench, connection, options) => {
    const text = needed(bench.sample.query, 'query');
    return use(connection, 'search', (it, call) => it.search({ text, first: 5 }, call), options);
  },
  listings: (bench, connection, options) => use(connection, 'listings', (it, call) => it.getListings(twoListings(bench), call), options),
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
  tracking: (bench, connection, options) => {
    const parcel = { trackingNumber: needed(bench.sample.trackingNumber, 'trackingNumber'), phoneLast4: bench.sample.phoneLast4 };
    return use(connection, 'tracking', (it, call) => it.track(parcel, call), options);
  },
};

/** One read of each ability that is there. */
export function readsOf(capabilities: Capabilities): readonly (readonly [string, Read])[] {
  return Object.entries(READS).filter(([ability]) => capabilities[ability as keyof Capabilities]);
}

/** Every fault against every ability that reads, each with a connection that knows nothing yet. */
export function readFaultChecks(capabilities: Capabilities): readonly Check[] {
  const reads = readsOf(capabilities);
  return FAULTS.flatMap(fault =>
    reads.map(([ability, read]) => ({
      name: `faults/${fault}/${ability}`,
      run: async (bench: Bench) => {
        await bench.proxy?.arm({ fault });
        const ending = await endingOf(options => read(bench, bench.connect(), options), deadlineFor(fault));
        expectTold(bench, fault, ending);
        if ('failure' in ending) expect(ending.failure.outcome, 'a read does nothing').toBe('not-done');
      },
    })),
  );
}

/** Reads about an order: what cannot be read is never "there is none". */
export function orderReadFaultChecks(orders: NativeOrders): readonly Check[] {
  return FAULTS.flatMap(fault => [
    {
      name: `faults/${fault}/get-order`,
      run: async (bench: Bench) => {
        const ref = { externalId: '1', key: 'no-such-key' };
        await bench.proxy?.arm({ fault });
        const get = (options: RunOptions) => use(bench.connect(), 'orders', (it, call) => (it as NativeOrders).get(ref, call), options);
        expectTold(bench, fault, await endingOf(get, deadlineFor(fault)));
      },
    },
    ...(orders.repeats.by === 'nothing'
      ? []
      : [
          {
            name: `faults/${fault}/find-order`,
            run: async (bench: Bench) => {
              const connection = bench.connect();
              const errand = await prepareErrand(bench, connection);
              // Placed, so that whatever the adapter keeps of an order is there to be asked about.
              const placed = await errand.place();
              if (isRefusal(placed)) throw new Error(`refused: ${placed.message}`);
              await bench.proxy?.arm({ fault });
              expectTold(bench, fault, await endingOf(options => errand.find(options), deadlineFor(fault)));
            },
          },
        ]),
  ]);
}

/** A server that gives the same page for ever keeps nobody walking for ever. */
export const loopingFeedCheck: Check = {
  name: 'faults/looping-pages/feed',
  run: async bench => {
    bench.proxy?.loopPages();
    const ending = await endingOf(() => walkFeed(bench), 60_000);
    if ('failure' in ending) expectDiscreet(bench, ending.failure);
    else expect(ending.value.listings.length).toBeGreaterThan(0);
  },
};
