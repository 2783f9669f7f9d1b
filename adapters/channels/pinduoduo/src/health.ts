import type { Call } from '@onebasket/adapter-sdk';
import { customParameters } from './attribution.ts';
import { readPdd } from './client.ts';
import { settingsOf } from './settings.ts';
import { flagIn } from './wire.ts';

/** Asks whether pid and uid were authorised (备案): an answer means address, client and signature are right. */
export async function check(call: Call): Promise<{ readonly detail: string }> {
  const settings = settingsOf(call);
  const { data } = await readPdd(
    'pdd.ddk.member.authority.query',
    { pid: settings.pid, custom_parameters: customParameters(settings) },
    call,
  );
  return { detail: flagIn(data['bind']) ? 'signature accepted, pid authorised' : 'signature accepted, pid not yet authorised (备案)' };
}
