import type { Capabilities } from '@onebasket/adapter-sdk';
import { readShop } from './shop.ts';

/** Answered by the shop means: address and key are right. */
export const health: NonNullable<Capabilities['health']> = {
  check: async call => ({ detail: `${(await readShop(call)).name} answers` }),
};
