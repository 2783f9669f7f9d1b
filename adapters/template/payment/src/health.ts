import { asRecord, textIn, type Capabilities } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { send } from './client.ts';

/** Told its own account name means: address and key are right. */
export const health: NonNullable<Capabilities['health']> = {
  check: async call => {
    const response = await send(call, { method: 'GET', path: '/account', label: '/account' });
    const account = textIn(asRecord(response.json(), 'Acme GET /account')['name']);
    if (account === undefined)
      throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'Acme GET /account: name is missing' });
    return { detail: `account ${account}` };
  },
};
