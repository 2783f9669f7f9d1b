import type { PaymentAction, PaymentResult } from '@onebasket/adapter-sdk';
import { amount } from '../order/amounts.ts';
import type { OrderDoc, PaymentStatus } from '../order/order-doc.ts';
import { written } from './compare-order.ts';
import type { DifferenceKind, Finding, Repair } from './difference.ts';

type There = PaymentResult['status'] | PaymentAction['status'] | 'unknown';
type Verdict = 'same' | readonly [DifferenceKind, Repair];

const READ: Verdict = ['STATE_BEHIND', 'READ_PAYMENT'];
const LATE: Verdict = ['MISSING_HERE', 'READ_PAYMENT'];
const MISSING: Verdict = ['MISSING_THERE', 'ASK_PROVIDER'];
const CONFLICT: Verdict = ['STATE_CONFLICT', 'ASK_PROVIDER'];

/** Every state of ours beside every state of theirs: what it means, and what to do. */
const VERDICTS: Readonly<Record<PaymentStatus, Readonly<Record<There, Verdict>>>> = {
  NONE: {
    unknown: 'same',
    'action-required': 'same',
    voided: 'same',
    refunded: 'same',
    authorized: ['MISSING_HERE', 'VOID_THERE'],
    captured: ['MISSING_HERE', 'REFUND_THERE'],
  },
  REQUIRES_ACTION: { unknown: MISSING, 'action-required': 'same', authorized: READ, captured: READ, voided: READ, refunded: READ },
  AUTHORIZED: {
    unknown: MISSING,
    'action-required': ['STATE_AHEAD', 'ASK_PROVIDER'],
    authorized: 'same',
    captured: CONFLICT,
    voided: READ,
    refunded: CONFLICT,
  },
  CAPTURED: {
    unknown: MISSING,
    'action-required': ['STATE_AHEAD', 'ASK_PROVIDER'],
    authorized: ['STATE_AHEAD', 'CAPTURE_THERE'],
    captured: 'same',
    voided: CONFLICT,
    refunded: READ,
  },
  PARTLY_REFUNDED: {
    unknown: MISSING,
    'action-required': CONFLICT,
    authorized: ['STATE_AHEAD', 'ASK_PROVIDER'],
    captured: ['STATE_AHEAD', 'REFUND_THERE'],
    voided: CONFLICT,
    refunded: 'same',
  },
  REFUNDED: {
    unknown: MISSING,
    'action-required': CONFLICT,
    authorized: ['STATE_AHEAD', 'ASK_PROVIDER'],
    captured: ['STATE_AHEAD', 'REFUND_THERE'],
    voided: 'same',
    refunded: 'same',
  },
  VOIDED: {
    // Some providers forget what was released.
    unknown: 'same',
    'action-required': 'same',
    voided: 'same',
    refunded: 'same',
    authorized: ['STATE_AHEAD', 'VOID_THERE'],
    captured: ['STATE_CONFLICT', 'REFUND_THERE'],
  },
  FAILED: { unknown: 'same', 'action-required': 'same', voided: 'same', refunded: 'same', authorized: LATE, captured: LATE },
};

/** What a provider says of a payment beside what we hold. `undefined`: it does not know it. */
export function comparePayment(doc: OrderDoc, theirs: PaymentResult | PaymentAction | undefined): readonly Finding[] {
  const ours = doc.payment.status;
  const there = theirs?.status ?? 'unknown';
  const verdict = VERDICTS[ours][there];
  const externalId = theirs?.id ?? doc.payment.id;
  const named = externalId === undefined ? {} : { externalId };
  if (verdict !== 'same') {
    const [kind, repair] = verdict;
    const amountThere = theirs && 'amount' in theirs && there !== 'voided' ? `, ${written(theirs.amount)}` : '';
    return [{ kind, ours, theirs: `${there}${amountThere}`, repair, ...named }];
  }
  if (!theirs || !('amount' in theirs)) return [];
  const held = heldAmount(doc, theirs.status);
  if (held === undefined) return [];
  const mine = amount(doc, held);
  const words = { ours: `${ours}, ${written(mine)}`, theirs: `${there}, ${written(theirs.amount)}`, ...named };
  if (mine.currency !== theirs.amount.currency) return [{ kind: 'CURRENCY_DIFFERS', ...words, repair: 'ASK_PROVIDER' }];
  if (mine.minor === theirs.amount.minor) return [];
  if (theirs.status !== 'refunded') return [{ kind: 'AMOUNT_DIFFERS', ...words, repair: 'ASK_PROVIDER' }];
  return [{ kind: 'REFUND_DIFFERS', ...words, repair: theirs.amount.minor > mine.minor ? 'READ_PAYMENT' : 'REFUND_THERE' }];
}

/** Our amount for what they name; `undefined` where we hold none to compare with. */
function heldAmount({ payment }: OrderDoc, there: PaymentResult['status']): string | undefined {
  switch (payment.status) {
    case 'AUTHORIZED':
      return payment.authorized;
    case 'CAPTURED':
      return payment.captured;
    case 'PARTLY_REFUNDED':
    case 'REFUNDED':
      return there === 'refunded' ? payment.refunded : undefined;
    case 'NONE':
    case 'REQUIRES_ACTION':
    case 'VOIDED':
    case 'FAILED':
      return undefined;
  }
}
