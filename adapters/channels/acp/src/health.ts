import type { Call } from '@onebasket/adapter-sdk';
import { invoke, isUnknown } from './client.ts';
import { discover } from './discovery.ts';
import { failure } from './errors.ts';

/** Asks for a session that cannot exist: "not found" means that address, token and release are right. */
export async function checkHealth(call: Call): Promise<{ readonly detail: string }> {
  const merchant = await discover(call);
  const answer = await invoke(call, merchant, { method: 'GET', path: '/checkout_sessions/{id}', id: 'onebasket_health' });
  if (!isUnknown(answer) && answer.error === undefined)
    throw failure('invalid-response', 'GET /checkout_sessions/{id} knows a session that cannot exist');
  if (answer.status === 404 && answer.error?.code === '') throw failure('misconfigured', 'there are no checkout sessions at this address');
  const { version } = merchant.generation;
  return { detail: `ACP ${version}${merchant.isDiscovered ? '' : ', without discovery'}, checkout answers` };
}
