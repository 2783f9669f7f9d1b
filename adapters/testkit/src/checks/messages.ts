import { expect } from 'vitest';
import { use } from '../bench.ts';
import { checksOf } from '../check.ts';
import { expectNoneTwice } from './reads.ts';
import { expectSound } from './sound.ts';

export const messageChecks = checksOf('messages', 'messages', {
  'come-again-until-acknowledged': [
    'messages come again, with the same delivery ids, until they are acknowledged, and then no more',
    async bench => {
      await bench.control.putMessage?.();
      // Two hosts, one after the other: the second knows nothing of what the first has seen.
      const pull = () => use(bench.connect(), 'messages', (it, call) => it.pull(call));
      const [first, again] = [await pull(), await pull()];
      expectSound(first, 'messages');
      const ids = first.events.map(({ deliveryId }) => deliveryId);
      expect(ids.length, 'messages that wait at the vendor (see control.putMessage)').toBeGreaterThan(0);
      expectNoneTwice(ids, 'one pull');
      expect(
        again.events.map(({ deliveryId }) => deliveryId),
        'what comes before anything was acknowledged, against the first time',
      ).toEqual(expect.arrayContaining(ids) as string[]);
      const { receipt } = again;
      if (receipt === undefined) throw new Error('events came without a receipt, so that nobody can acknowledge them');
      await use(bench.connect(), 'messages', (it, call) => it.acknowledge(receipt, call));
      const left = (await pull()).events.map(({ deliveryId }) => deliveryId);
      expect(
        left.filter(id => ids.includes(id)),
        'what comes again although it was acknowledged',
      ).toEqual([]);
    },
  ],
});
