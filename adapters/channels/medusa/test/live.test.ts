import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { describe } from 'vitest';
import { startMedusa, type MedusaServer } from '../../../../test-servers/medusa/start.ts';
import { medusa } from '../src/index.ts';
import { contractOptions } from './contract-options.ts';
import { shopAdmin } from './shop-admin.ts';
import { describeShopping } from './shopping.ts';

const LIVE = process.env['CI'] !== undefined || process.env['ONEBASKET_LIVE'] !== undefined;

describe.skipIf(!LIVE)('against a real Medusa (in CI, or with ONEBASKET_LIVE=1)', () => {
  describeShopping(startMedusa);
});

// The whole kit takes some minutes there; what it finds has to be what it finds with the twin, whose run is recorded.
describe.skipIf(process.env['ONEBASKET_LIVE'] === undefined)('against a real Medusa (with ONEBASKET_LIVE=1)', () => {
  describeAdapterContract(medusa, contractOptions(startSmallMedusa));
});

/** With the goods that the kit orders and a few more: each basket takes a real Medusa a third of a second, and the kit fills one for each of the goods. */
async function startSmallMedusa(): Promise<MedusaServer> {
  const server = await startMedusa();
  const people = shopAdmin(server);
  const kept = ['halden-brass-screw', 'quist-notebook', 'quist-pencil-set', 'steamwell-kettle'];
  for (const [handle, id] of Object.entries(server.products)) {
    if (!kept.includes(handle)) await people.ask('POST', `/products/${id}`, { status: 'draft' });
  }
  return server;
}
