/** What is compared: a part with its channel's order, a payment with its provider's, a parcel with its carrier's. */
export const SUBJECTS = ['order', 'payment', 'parcel'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Every way in which two sides can differ, or not be compared although they should have been. There is no "other". */
export const DIFFERENCE_KINDS = {
  MISSING_THERE: 'we hold it, they do not know it',
  MISSING_HERE: 'they have it, we do not, or gave it up',
  STATE_BEHIND: 'they are further than we know',
  STATE_AHEAD: 'we hold it to be further than they say',
  STATE_CONFLICT: 'neither state follows from the other',
  AMOUNT_DIFFERS: 'the amounts differ',
  REFUND_DIFFERS: 'what was given back differs',
  CURRENCY_DIFFERS: 'the currencies differ',
  LINES_DIFFER: 'items or quantities differ',
  UNKNOWN_THERE: 'they cannot or do not say how it stands',
  NOT_ANSWERED: 'they gave no usable answer',
  NOT_CONFIGURED: 'the account that made it is not configured any more',
} as const;
export type DifferenceKind = keyof typeof DIFFERENCE_KINDS;

/** What would bring both sides together. `by` says whether OneBasket does it when told to look, or a person has to act. */
export const REPAIRS = {
  READ_ORDER: { by: 'ONEBASKET', text: 'Read the order at its channel again: its next look brings our side up to date.' },
  READ_PAYMENT: {
    by: 'ONEBASKET',
    text: 'Ask the provider for the payment again: what it says moves our side forward, money that came too late goes back.',
  },
  READ_PARCEL: { by: 'ONEBASKET', text: 'Ask the carrier for the parcel again.' },
  COMPARE_AGAIN: { by: 'ONEBASKET', text: 'Compare again once they answer.' },
  RESOLVE_MADE: {
    by: 'STAFF',
    text: 'Resolve what waits for a person as made, under the id that they give: onebasket effects resolve --made.',
  },
  RESOLVE_NOT_MADE: { by: 'STAFF', text: 'Resolve what waits for a person as not made: onebasket effects resolve --not-made.' },
  CANCEL_THERE: { by: 'STAFF', text: 'Cancel it at the channel: nobody pays for it here.' },
  ASK_CHANNEL: { by: 'STAFF', text: 'Ask the channel what became of it; when it will not deliver, refund the buyer.' },
  REFUND_BUYER: { by: 'STAFF', text: 'Give the difference back to the buyer: refundOrder.' },
  CORRECT_THERE: { by: 'STAFF', text: 'Have the channel correct its order to what the buyer agreed to.' },
  CAPTURE_THERE: { by: 'STAFF', text: 'Take the money at the provider: the order stands and was not paid.' },
  VOID_THERE: { by: 'STAFF', text: 'Release the money at the provider: no order stands for it.' },
  REFUND_THERE: { by: 'STAFF', text: 'Give the money back at the provider: no order stands for it, or the refund never arrived.' },
  ASK_PROVIDER: { by: 'STAFF', text: 'Ask the provider what became of the payment.' },
  ASK_CARRIER: { by: 'STAFF', text: 'Ask the carrier where the parcel is.' },
  CONFIGURE: { by: 'STAFF', text: 'Configure the account again, until nothing of it is open any more.' },
} as const satisfies Readonly<Record<string, { readonly by: 'ONEBASKET' | 'STAFF'; readonly text: string }>>;
export type Repair = keyof typeof REPAIRS;

/** One thing in which our side and theirs do not agree. */
export interface Difference {
  readonly subject: Subject;
  readonly kind: DifferenceKind;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly partId?: string;
  /** The channel, payment account or carrier. */
  readonly connectionId: string;
  /** The id under which they have it; of parcels: the tracking number. */
  readonly externalId?: string;
  readonly ours: string;
  readonly theirs: string;
  readonly repair: Repair;
}

/** A difference without the words that say whose it is. */
export type Finding = Pick<Difference, 'kind' | 'ours' | 'theirs' | 'repair'> & {
  readonly subject?: Subject;
  readonly externalId?: string;
};

/** What came of asking them. `not-comparable`: they cannot be asked for such a thing, which is no difference. */
export type Asked<T> =
  | { readonly status: 'answered'; readonly value: T }
  | { readonly status: 'not-answered'; readonly message: string }
  | { readonly status: 'not-configured' }
  | { readonly status: 'not-comparable'; readonly reason: string };

/** What came of comparing one thing. `under-way`: we are just changing it ourselves, so nothing can be said. */
export type Compared =
  | { readonly status: 'compared'; readonly findings: readonly Finding[] }
  | { readonly status: 'under-way' }
  | { readonly status: 'not-comparable'; readonly reason: string };

/** The outcome for an answer; what gave none is classified here, once for all subjects. */
export function comparedWith<T>(asked: Asked<T>, ours: string, compare: (value: T) => readonly Finding[]): Compared {
  switch (asked.status) {
    case 'answered':
      return { status: 'compared', findings: compare(asked.value) };
    case 'not-answered':
      return { status: 'compared', findings: [{ kind: 'NOT_ANSWERED', ours, theirs: asked.message, repair: 'COMPARE_AGAIN' }] };
    case 'not-configured':
      return { status: 'compared', findings: [{ kind: 'NOT_CONFIGURED', ours, theirs: 'nobody to ask', repair: 'CONFIGURE' }] };
    case 'not-comparable':
      return asked;
  }
}
