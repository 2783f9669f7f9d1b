import {
  SHIPMENT_STATUSES,
  type Credentials,
  type ParcelEvent,
  type Tracking,
  type VendorEvent,
  type WebhookReply,
} from '@onebasket/adapter-sdk';
import { Type } from 'typebox';
import { either, form, id, instant, is, list, longText, maybe, oneOf, orNothing, refusal, text, yesNo } from './forms.ts';

export const health = form<{ readonly detail: string }>({ detail: text });
export const nothing = Type.Undefined();
export { yesNo };

const parcelEvent = form<ParcelEvent>({
  at: instant,
  status: oneOf(SHIPMENT_STATUSES),
  subStatus: maybe(text),
  changesStatus: yesNo,
  code: text,
  message: text,
  location: maybe(text),
});

const tracking = form<Tracking>({
  status: is('found'),
  trackingNumber: text,
  current: maybe(oneOf(SHIPMENT_STATUSES)),
  estimatedDelivery: maybe(form<NonNullable<Tracking['estimatedDelivery']>>({ earliest: maybe(instant), latest: maybe(instant) })),
  events: list(parcelEvent, 5_000),
});
export const trackingOutcome = either(tracking, refusal);

type Kind<K extends VendorEvent['kind']> = Extract<VendorEvent, { kind: K }>;

export const vendorEvents = list(
  either(
    form<Kind<'order-changed'>>({ kind: is('order-changed'), deliveryId: id, externalId: id, key: maybe(text) }),
    form<Kind<'product-changed'>>({ kind: is('product-changed'), deliveryId: id, externalId: id }),
    form<Kind<'parcel-changed'>>({ kind: is('parcel-changed'), deliveryId: id, tracking }),
    form<Kind<'payment-changed'>>({ kind: is('payment-changed'), deliveryId: id, externalId: id, key: maybe(text) }),
    form<Kind<'ignored'>>({ kind: is('ignored'), deliveryId: id, what: text }),
  ),
);

export const pulledMessages = form<{ readonly events: readonly VendorEvent[]; readonly receipt?: string; readonly more: boolean }>({
  events: vendorEvents,
  receipt: maybe(longText),
  more: yesNo,
});

// A header is a line: nothing in it may begin another one.
const header = Type.String({ maxLength: 8_000, pattern: '^[^\\r\\n\\u0000]*$' });
const reply = form<WebhookReply>({
  status: Type.Integer({ minimum: 200, maximum: 599 }),
  headers: Type.Record(Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}$" }), header, { additionalProperties: false }),
  body: longText,
});
export const webhookReply = reply;
export const handshakeReply = orNothing(reply);

export const credentials = form<Credentials>({
  accessToken: text,
  refreshToken: maybe(text),
  expiresAt: maybe(instant),
  refreshExpiresAt: maybe(instant),
  scopes: maybe(list(text, 500)),
  more: maybe(Type.Record(Type.String({ maxLength: 200 }), text)),
});
/** Where an owner's browser is sent. */
export const authorizeUrl = Type.String({ maxLength: 20_000, pattern: '^https?://' });
