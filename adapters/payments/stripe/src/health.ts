import { asRecord, type Capabilities } from '@onebasket/adapter-sdk';
import { ask } from './client.ts';
import { toFailure } from './errors.ts';

/** The account's balance can be read: address, key and version are right. Says whether the key is for real money. */
export const health: NonNullable<Capabilities['health']> = {
  async check(call) {
    const answer = await ask(call, { method: 'GET', path: '/v1/balance' });
    if (!answer.ok) throw toFailure(answer.error, 'stripe GET /v1/balance');
    const { livemode } = asRecord(answer.body, 'stripe GET /v1/balance');
    return { detail: livemode === true ? 'live mode' : 'test mode: no real money moves' };
  },
};
