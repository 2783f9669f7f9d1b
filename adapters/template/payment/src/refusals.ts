import { asRecord, textIn, type HttpResponse } from '@onebasket/adapter-sdk';
import { refuse, type Refusal, type RefusalReason } from '@onebasket/core';

const reasonByCode: ReadonlyMap<string, RefusalReason> = new Map([
  ['declined', 'payment-refused'],
  ['expired_card', 'payment-refused'],
  ['limit', 'limit-exceeded'],
  ['unknown_payment', 'not-found'],
  ['wrong_state', 'closed'],
]);

/** The provider's no, told apart by its code and never by its words. Throws `AdapterError('invalid-response')` when there is no code: then it was no answer of the API. */
export function toRefusal(response: HttpResponse, what: string): Refusal {
  const error = asRecord(asRecord(response.json(), what)['error'], `${what}: error`);
  const code = textIn(error['code']) ?? 'unknown';
  return refuse(reasonByCode.get(code) ?? 'other', textIn(error['message']) ?? `Acme refused: ${code}`);
}
