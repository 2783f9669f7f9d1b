import type { Call } from '@onebasket/adapter-sdk';
import { read } from './client.ts';
import { partIn } from './wire.ts';

/** The list of provinces: address and token are right. */
export async function check(call: Call): Promise<{ readonly detail: string }> {
  const { result } = await read(call, 'api/area/getProvince');
  return { detail: `token accepted, ${Object.keys(partIn(result)).length} provinces` };
}
