import type { Capabilities } from '@onebasket/adapter-sdk';
import { queryTrade } from './trades.ts';

/** Asks for a trade that nobody made: an answer means that address, application, both keys and the permission are right. */
export const health: NonNullable<Capabilities['health']> = {
  async check(call) {
    await queryTrade('onebasket_health', call);
    return { detail: 'the gateway answers, and its signature is right' };
  },
};
