import { expect } from 'vitest';
import { use } from '../bench.ts';
import { checksOf } from '../check.ts';
import { expectNoneTwice, MAX_PAGES } from './reads.ts';
import { placeByApi, prepareErrand } from './shopper.ts';
import { expectSound } from './sound.ts';

/** Orders of the channel, with one that was just placed among them. */
export const intakeChecks = checksOf('intake', 'intake', {
  'tells-every-order-once': [
    'a walk since before an order was placed ends and brings each order once, that one with our key; by its id it is the same, and an unknown id is nothing',
    async bench => {
      const since = new Date(Date.now() - 3_600_000).toISOString();
      const errand = await prepareErrand(bench);
      const placed = await placeByApi(errand);
      const orders = [];
      let cursor: string | undefined;
      for (let pages = 0; ; pages++) {
        if (pages >= MAX_PAGES) throw new Error(`the walk did not end within ${MAX_PAGES} pages`);
        const from = cursor;
        const page = await use(bench.connect(), 'intake', (it, call) => it.pull({ since, cursor: from }, call));
        orders.push(...page.items);
        if (page.next === undefined) break;
        expect(page.next, 'the cursor of the next page is the one that was asked for').not.toBe(from);
        cursor = page.next;
      }
      expectSound(orders, 'intake');
      expectNoneTwice(
        orders.map(({ externalId }) => externalId),
        'the walk',
      );
      const mine = orders.find(({ externalId }) => externalId === placed.externalId);
      expect(mine, 'the order that was just placed').toMatchObject({ key: errand.key, total: placed.total });
      const connection = bench.connect();
      expect(await use(connection, 'intake', (it, call) => it.get(placed.externalId, call)), 'the same order by its id').toEqual(mine);
      expect(await use(connection, 'intake', (it, call) => it.get('999999999', call)), 'an order that nobody placed').toBeUndefined();
    },
  ],
});
