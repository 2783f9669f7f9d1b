import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { describe } from 'vitest';
import { startMedusa } from '../../../../test-servers/medusa/start.ts';
import { medusa } from '../src/index.ts';
import { contractOptions } from './contract-options.ts';
import { describeShopping } from './shopping.ts';

const LIVE = process.env['CI'] !== undefined || process.env['ONEBASKET_LIVE'] !== undefined;

describe.skipIf(!LIVE)('against a real Medusa (in CI, or with ONEBASKET_LIVE=1)', () => {
  describeShopping(startMedusa);
});

// The whole kit takes some minutes there; what it finds has to be what it finds with the twin, whose run is recorded.
describe.skipIf(process.env['ONEBASKET_LIVE'] === undefined)('against a real Medusa (with ONEBASKET_LIVE=1)', () => {
  describeAdapterContract(medusa, contractOptions(startMedusa));
});
