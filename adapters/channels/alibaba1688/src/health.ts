import type { Call } from '@onebasket/adapter-sdk';
import { APIS, callApi } from './client.ts';
import { businessErrorIn, failureOf } from './errors.ts';

/** Asks for one order of the account: an answer means address, application, signature and token are right. */
export async function check(call: Call): Promise<{ readonly detail: string }> {
  const { body } = await callApi(APIS.list, { page: '1', pageSize: '1' }, call);
  const error = businessErrorIn(body);
  if (error) throw failureOf(error, APIS.list.name);
  return { detail: 'signature and token accepted' };
}
