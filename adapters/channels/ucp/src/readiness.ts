import type { OrderRequest } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Money, type Refusal } from '@onebasket/core';
import type { Basket } from './basket.ts';
import type { Merchant } from './discovery.ts';
import { toRefusal } from './errors.ts';
import { matchLines } from './priced-basket.ts';
import { needsPerson } from './session.ts';
import { isShippedAsChosen } from './shipping.ts';
import type { Checkout } from './wire-checkout.ts';

/**
 * Our own look at a session before anything is paid, since some merchants call everything ready and charge the card before they look at the address:
 * `complete` when every line, the shipment and the sum are what was agreed; `person` when only the buyer can go on; else the reason against it.
 */
export function judge(
  session: Checkout,
  basket: Basket,
  { quote }: Pick<OrderRequest, 'quote'>,
  merchant: Merchant,
): 'complete' | 'person' | Refusal {
  const lines = matchLines(session, basket);
  if (isRefusal(lines)) return lines;
  const total: Money = { minor: session.totals.total, currency: session.currency };
  if (total.currency !== quote.total.currency) return refuse('other', 'the merchant’s basket is in another currency than was agreed');
  const isAsAgreed = total.minor === quote.total.minor;
  // An estimate was agreed to be settled on the merchant's own page.
  const isToBeSettled = quote.isEstimate === true && session.continueUrl !== undefined;
  if (!isAsAgreed && !isToBeSettled) return refuse('price-changed', 'the merchant charges something else now', { now: total });
  if (!isAsAgreed || needsPerson(session) || !session.totals.addsUp) return 'person';
  const errors = session.messages.filter(({ type }) => type === 'error');
  const isReady = session.status === 'ready_for_complete' || (session.status === 'incomplete' && !merchant.generation.hasTruthfulStatus);
  // A session that is truly ready and ships nothing has nothing to ship.
  const hasNothingToShip = merchant.generation.hasTruthfulStatus && session.methods.length === 0;
  const isShipped = !basket.place || !merchant.can('fulfillment') || hasNothingToShip || isShippedAsChosen(session, basket);
  if (isReady && isShipped && errors.length === 0) return 'complete';
  if (session.continueUrl !== undefined) return 'person';
  return errors.length > 0 ? toRefusal(errors, basket.lines) : refuse('other', 'the merchant’s basket cannot be completed as it is');
}
