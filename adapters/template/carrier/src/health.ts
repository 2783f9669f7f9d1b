import { asRecord, needed, textIn, type Capabilities } from '@onebasket/adapter-sdk';
import { read } from './client.ts';

/** Told its own account name means: address and key are right. */
export const health: NonNullable<Capabilities['health']> = {
  check: async call => {
    const { name } = asRecord((await read(call, '/account')).json(), 'Acme GET /account');
    return { detail: `account ${needed(textIn(name), 'Acme GET /account: name')}` };
  },
};
