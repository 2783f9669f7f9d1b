import type { Capabilities } from '@onebasket/adapter-sdk';
import { queryTrade } from './trades.ts';

/** Asks for a trade that nobody made: "there is none" means that address, merchant, certificate and private key are right. */
export const health: NonNullable<Capabilities['health']> = {
  async check(call) {
    await queryTrade('onebasket-health', call);
    return { detail: 'the merchant is known, and its signature is right' };
  },
};
