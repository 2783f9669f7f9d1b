import type { Call, OrderRequest } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Money, type Refusal } from '@onebasket/core';
import type { Basket } from './basket.ts';
import { toRefusal } from './errors.ts';
import { chosenOption, matchLines } from './priced-basket.ts';
import type { Session } from './session-wire.ts';
import { settingsOf } from './settings.ts';

/**
 * Our own look at a session before anything is paid: `complete` when every line, the shipment and the sum are what was agreed; `person` when only the buyer can
 * go on; else the reason against it.
 */
export function judge(
  call: Call,
  session: Session,
  basket: Basket,
  { quote }: Pick<OrderRequest, 'quote'>,
): 'complete' | 'person' | Refusal {
  const lines = matchLines(session, basket);
  if (isRefusal(lines)) return lines;
  const total: Money = { minor: session.totals.total, currency: session.currency };
  if (total.currency !== quote.total.currency) return refuse('other', 'the merchant’s basket is in another currency than was agreed');
  const isAsAgreed = total.minor === quote.total.minor;
  // An estimate was agreed to be settled on the merchant's own page.
  const isToBeSettled = quote.isEstimate === true && session.continueUrl !== undefined;
  if (!isAsAgreed && !isToBeSettled) return refuse('price-changed', 'the merchant charges something else now', { now: total });
  if (!isAsAgreed || needsPerson(call, session) || !session.totals.addsUp) return 'person';
  const errors = session.messages.filter(({ type }) => type === 'error');
  const isSent = session.options.length === 0 || chosenOption(session) !== undefined;
  if (session.status === 'ready_for_payment' && isSent && errors.length === 0) return 'complete';
  if (session.continueUrl !== undefined) return 'person';
  return errors.length > 0 ? toRefusal(errors, basket.lines) : refuse('other', 'the merchant’s basket cannot be completed as it is');
}

/** Only a person can take this session further. */
export function needsPerson(call: Call, { status, messages, lines }: Session): boolean {
  return (
    status === 'requires_escalation' ||
    status === 'authentication_required' ||
    messages.some(({ resolution }) => resolution === 'requires_buyer_input' || resolution === 'requires_buyer_review') ||
    (settingsOf(call).showsDisclosures === false && lines.some(({ hasDisclosures }) => hasDisclosures))
  );
}
