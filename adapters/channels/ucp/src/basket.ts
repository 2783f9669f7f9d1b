import type { Call, Contact, WireRecord } from '@onebasket/adapter-sdk';
import type { Merchant } from './discovery.ts';
import { failure } from './errors.ts';
import { settingsOf } from './settings.ts';
import { told } from './wire.ts';
import type { Checkout } from './wire-checkout.ts';

/** What a session is to hold, whatever the merchant made of it so far. */
export interface Basket {
  readonly lines: readonly BasketLine[];
  readonly place?: Place;
  readonly buyer?: Contact;
  /** Options that were agreed, one for each group of the shipment; empty = ours to choose. */
  readonly optionIds: readonly string[];
}

export interface BasketLine {
  readonly externalId: string;
  readonly quantity: number;
  readonly title?: string;
}

/** Where to: a quote knows no street. */
export interface Place {
  readonly country: string;
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  readonly district?: string | undefined;
  readonly line1?: string | undefined;
  readonly line2?: string | undefined;
  readonly postalCode?: string | undefined;
}

/** How the shipment goes, with the ids that the merchant gave its parts. */
export interface Shipment {
  readonly destinationId: string;
  readonly methodId?: string | undefined;
  readonly lineIds?: readonly string[];
  readonly groups?: readonly { readonly id?: string | undefined; readonly lineIds: readonly string[]; readonly optionId: string }[];
}

/**
 * The body of a create or an update. A session is replaced as a whole, so everything is said each time; `session` gives the ids that the merchant chose.
 * Never contains an id of our own for the session: some servers would overwrite another one of that id.
 */
export function checkoutBody(call: Call, merchant: Merchant, basket: Basket, session?: Checkout, shipment?: Shipment): WireRecord {
  const { generation } = merchant;
  const { currency, discountCodes } = settingsOf(call);
  if (generation.isWordy && currency === undefined) {
    throw failure('misconfigured', `settings.currency is needed: a merchant of ${generation.version} takes any and converts no price`);
  }
  return {
    ...(generation.isWordy && session ? { id: session.id } : {}),
    line_items: basket.lines.map((line, at) => ({
      ...(session ? told({ id: lineIdsOf(session, basket)[at] }) : {}),
      item: { id: line.externalId, ...(generation.isWordy ? { title: line.title ?? line.externalId } : {}) },
      quantity: line.quantity,
    })),
    ...(generation.isWordy ? { currency, payment: { instruments: [], handlers: [] } } : contextOf(call, basket)),
    ...(basket.buyer ? { buyer: toBuyer(basket.buyer, call, generation.isWordy) } : {}),
    ...(basket.place && shipment ? { fulfillment: { methods: [methodOf(merchant, basket, basket.place, shipment)] } } : {}),
    ...(discountCodes === undefined ? {} : { discounts: { codes: discountCodes } }),
  };
}

/** The body of a cart. */
export function cartBody(call: Call, basket: Basket): WireRecord {
  const { discountCodes } = settingsOf(call);
  return {
    line_items: basket.lines.map(({ externalId, quantity }) => ({ item: { id: externalId }, quantity })),
    ...contextOf(call, basket),
    ...(basket.buyer ? { buyer: toBuyer(basket.buyer, call, false) } : {}),
    ...(discountCodes === undefined ? {} : { discounts: { codes: discountCodes } }),
  };
}

/** What the merchant may know of where the shopper is, for prices and availability. */
export function contextOf(call: Call, basket?: Pick<Basket, 'place'>): WireRecord {
  const { country, language, currency } = settingsOf(call);
  const { place } = basket ?? {};
  const context = told({
    address_country: place?.country ?? country,
    address_region: place?.region,
    postal_code: place?.postalCode,
    language,
    currency,
  });
  return Object.keys(context).length === 0 ? {} : { context };
}

/** An address in the protocol's words. */
export function toPostalAddress(place: Place, contact?: Contact): WireRecord {
  return told({
    street_address: place.line1,
    extended_address: [place.line2, place.district].filter(part => part !== undefined && part !== '').join(', ') || undefined,
    address_locality: place.city,
    address_region: place.region,
    postal_code: place.postalCode,
    address_country: place.country,
    ...(contact ? { ...toNames(contact.name), phone_number: contact.phone } : {}),
  });
}

/** The session's line ids in the order of the basket's lines. */
export function lineIdsOf(session: Checkout, basket: Basket): readonly (string | undefined)[] {
  const free = [...session.lines];
  return basket.lines.map(({ externalId }) => {
    const at = free.findIndex(({ itemId }) => itemId === externalId);
    return at < 0 ? undefined : free.splice(at, 1)[0]?.id || undefined;
  });
}

function methodOf(merchant: Merchant, basket: Basket, place: Place, shipment: Shipment): WireRecord {
  const type = merchant.generation.hasTypedDestinations ? { type: 'shipping_address' } : {};
  return {
    ...told({ id: shipment.methodId, line_item_ids: shipment.lineIds }),
    type: 'shipping',
    destinations: [{ id: shipment.destinationId, ...type, ...toPostalAddress(place, basket.buyer) }],
    selected_destination_id: shipment.destinationId,
    ...(shipment.groups === undefined
      ? {}
      : {
          groups: shipment.groups.map(({ id, lineIds, optionId }) => ({
            ...told({ id }),
            ...(lineIds.length === 0 ? {} : { line_item_ids: lineIds }),
            selected_option_id: optionId,
          })),
        }),
  };
}

function toBuyer(contact: Contact, call: Call, hasFullName: boolean): WireRecord {
  return told({
    ...toNames(contact.name),
    ...(hasFullName ? { full_name: contact.name } : {}),
    email: contact.email ?? settingsOf(call).fallbackEmail,
    phone_number: contact.phone,
  });
}

/** Western names part at the last space; a name without one is not torn apart. */
function toNames(name: string): { readonly first_name: string; readonly last_name?: string } {
  const at = name.trim().lastIndexOf(' ');
  return at < 0 ? { first_name: name.trim() } : { first_name: name.trim().slice(0, at), last_name: name.trim().slice(at + 1) };
}
