import type { Call } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { APIS, callApi } from './client.ts';
import { businessErrorIn } from './errors.ts';
import type { Fields } from './sign.ts';
import { flagIn, recordIn, recordsIn, textIn } from './wire.ts';

interface Needs {
  readonly needsCarriage: boolean;
  readonly hasVouchers: boolean;
}

/** One of the reasons that 1688 offers for these goods: the one that was named, else the first that asks for nothing more than we have. */
export async function chooseReason(
  about: Fields,
  wanted: string,
  { needsCarriage, hasVouchers }: Needs,
  call: Call,
): Promise<{ readonly id: string } | Refusal> {
  const { body } = await callApi(APIS.refundReasons, about, call);
  const error = businessErrorIn(body);
  if (error) return refuse('other', `1688 offers no reason for a refund (${error.code}): ${error.message}`);
  const result = recordIn(body['result']) ?? {};
  const reasons = recordsIn((recordIn(result['result']) ?? result)['reasons']).flatMap(it => {
    const id = textIn(it['id']);
    return id === undefined ? [] : [{ id, name: textIn(it['name']) ?? '', it }];
  });
  const fitting = reasons.filter(
    ({ it }) => (hasVouchers || flagIn(it['needVoucher']) !== true) && !(needsCarriage && flagIn(it['noRefundCarriage']) === true),
  );
  const chosen = fitting.find(({ id, name }) => id === wanted || name === wanted) ?? fitting[0];
  return chosen ? { id: chosen.id } : refuse('other', 'every reason that 1688 offers needs pictures as a proof');
}
