import type {
  Address,
  AfterSaleCase,
  Attribute,
  Cancelled,
  CancelPending,
  ChannelOrderSnapshot,
  ChannelOrderState,
  Contact,
  Fulfilment,
  Handoff,
  HandoffLink,
  IncomingOrder,
  Page,
  PaymentAction,
  PaymentResult,
  PlacedOrder,
  Refunded,
  ReportedOrder,
} from '@onebasket/adapter-sdk';
import { address, count, either, form, id, instant, is, list, maybe, money, oneOf, orNothing, refusal, text } from './forms.ts';

const state = oneOf(
  Object.keys({
    PENDING: 0,
    PLACED: 0,
    ACCEPTED: 0,
    SHIPPED: 0,
    DELIVERED: 0,
    COMPLETED: 0,
    CANCELLED: 0,
    FAILED: 0,
    REFUNDED: 0,
  } satisfies Record<ChannelOrderState, 0>),
);

const madeLine = form<PlacedOrder['lines'][number]>({ externalId: id, quantity: count, total: maybe(money) });

const placedOrder = form<PlacedOrder>({
  status: is('placed'),
  externalId: id,
  number: maybe(text),
  state,
  lines: list(madeLine),
  total: money,
});

const handoff = form<Handoff>({
  status: is('handoff'),
  url: address,
  expiresAt: maybe(instant),
  externalId: maybe(id),
  shareText: maybe(text),
  links: maybe(list(form<HandoffLink>({ externalIds: list(id), url: address, shareText: maybe(text) }), 1_000)),
  attribution: maybe(text),
});

export const nativeOutcome = either(placedOrder, refusal);
export const handoffOutcome = either(handoff, refusal);
export const negotiatedOutcome = either(placedOrder, handoff, refusal);
export const foundOrder = orNothing(placedOrder);

const fulfilment = form<Fulfilment>({
  id,
  carrierName: maybe(text),
  trackingNumber: maybe(text),
  trackingUrl: maybe(address),
  lines: list(form<Fulfilment['lines'][number]>({ externalId: id, quantity: count })),
  state: oneOf(['PENDING', 'SHIPPED', 'DELIVERED', 'CANCELLED'] satisfies Fulfilment['state'][]),
  shippedAt: maybe(instant),
});

export const orderSnapshot = orNothing(
  form<ChannelOrderSnapshot>({
    externalId: id,
    number: maybe(text),
    state,
    total: money,
    refunded: maybe(money),
    fulfilments: list(fulfilment, 1_000),
    updatedAt: maybe(instant),
  }),
);

export const reportPage = form<Page<ReportedOrder>>({
  items: list(
    form<ReportedOrder>({
      externalId: id,
      key: maybe(text),
      attribution: maybe(text),
      number: maybe(text),
      state,
      lines: list(madeLine),
      total: maybe(money),
      commission: maybe(money),
      orderedAt: maybe(instant),
      paidAt: maybe(instant),
      updatedAt: maybe(instant),
    }),
  ),
  next: maybe(text),
});

const incomingOrder = form<IncomingOrder>({
  externalId: id,
  number: maybe(text),
  key: maybe(text),
  state,
  placedAt: maybe(instant),
  updatedAt: maybe(instant),
  lines: list(
    form<IncomingOrder['lines'][number]>({
      externalId: id,
      title: text,
      quantity: count,
      unitPrice: money,
      total: maybe(money),
      options: maybe(list(form<Attribute>({ name: text, value: text, unit: maybe(text) }), 1_000)),
    }),
  ),
  total: money,
  contact: form<Contact>({ name: text, phone: maybe(text), email: maybe(text) }),
  address: form<Address>({
    country: text,
    region: maybe(text),
    city: maybe(text),
    district: maybe(text),
    line1: text,
    line2: maybe(text),
    postalCode: maybe(text),
  }),
  notes: maybe(text),
});
export const incomingPage = form<Page<IncomingOrder>>({ items: list(incomingOrder), next: maybe(text) });
export const foundIncoming = orNothing(incomingOrder);

export const cancelOutcome = either(
  form<Cancelled>({ status: is('cancelled'), refund: maybe(money) }),
  form<CancelPending>({ status: is('requested') }),
  refusal,
);
export const refundOutcome = either(form<Refunded>({ status: is('refunded'), externalId: id, amount: money }), refusal);

const afterSaleCase = form<AfterSaleCase>({
  status: is('case'),
  externalId: id,
  state: oneOf(['OPEN', 'APPROVED', 'REJECTED', 'RETURNING', 'REFUNDED', 'EXCHANGED', 'CLOSED'] satisfies AfterSaleCase['state'][]),
  refund: maybe(money),
  message: maybe(text),
});
export const afterSaleOutcome = either(afterSaleCase, refusal);
export const foundCase = orNothing(afterSaleCase);

const paymentResult = form<PaymentResult>({
  status: oneOf(['authorized', 'captured', 'voided', 'refunded'] satisfies PaymentResult['status'][]),
  id,
  amount: money,
  fee: maybe(money),
  parts: maybe(list(form<NonNullable<PaymentResult['parts']>[number]>({ id, paymentId: id, amount: money }), 1_000)),
});
const paymentAction = form<PaymentAction>({
  status: is('action-required'),
  id,
  redirectUrl: maybe(address),
  qrCode: maybe(text),
  clientSecret: maybe(text),
  expiresAt: maybe(instant),
});
export const paymentOutcome = either(paymentResult, refusal);
export const authorizeOutcome = either(paymentResult, paymentAction, refusal);
export const foundPayment = orNothing(either(paymentResult, paymentAction));
