import { asRecord, needed, textIn, type Capabilities } from '@onebasket/adapter-sdk';
import { send } from './client.ts';

/** Told its own account name means: address and key are right. */
export const health: NonNullable<Capabilities['health']> = {
  check: async call => {
    const response = await send(call, { method: 'GET', path: '/account', label: '/account' });
    const { name } = asRecord(response.json(), 'Acme GET /account');
    return { detail: `account ${needed(textIn(name), 'Acme GET /account: name')}` };
  },
};
