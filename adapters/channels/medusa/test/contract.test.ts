import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { medusa } from '../src/index.ts';
import { contractOptions } from './contract-options.ts';
import { startTwinShop } from './twin-shop.ts';

describeAdapterContract(medusa, { ...contractOptions(startTwinShop), record: new URL('../conformance.json', import.meta.url) });
