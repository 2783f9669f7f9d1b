import type { Call, Contact, WireRecord } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import type { Merchant } from './discovery.ts';
import { failure } from './errors.ts';
import type { FulfillmentOption, Session } from './session-wire.ts';
import { settingsOf } from './settings.ts';

/** What a session is to hold. */
export interface Basket {
  readonly lines: readonly BasketLine[];
  readonly place?: Place;
  readonly buyer?: Contact;
  /** The option that was agreed; `undefined` = ours to choose. */
  readonly optionId?: string | undefined;
  /** Of the quote that was agreed. */
  readonly currency?: CurrencyCode;
}

export interface BasketLine {
  readonly externalId: string;
  readonly quantity: number;
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

/** The body that opens a session. Members that are not known are left out: `null` would mean "clear". */
export function createBody(call: Call, merchant: Merchant, basket: Basket): WireRecord {
  const { generation } = merchant;
  const { discountCodes } = settingsOf(call);
  const buyer = basket.buyer && toBuyer(call, merchant, basket.buyer);
  return {
    ...(generation.basket === 'items' ? { items: basket.lines.map(toItem) } : lineItemMembers(call, merchant, basket)),
    ...(buyer ? { buyer } : {}),
    ...(basket.place ? destinationMembers(call, merchant, basket.place, basket.buyer) : {}),
    ...(generation.basket === 'line_items' && discountCodes ? { discounts: { codes: discountCodes } } : {}),
  };
}

/** The body that chooses how all goods are sent; `itemIds` names them as the merchant does. */
export function selectionBody({ generation }: Merchant, { type, id }: FulfillmentOption, itemIds: readonly string[]): WireRecord {
  const choice = { option_id: id, item_ids: itemIds };
  switch (generation.selection) {
    case 'option-id':
      return { fulfillment_option_id: id };
    case 'nested':
      return { selected_fulfillment_options: [{ type, [type]: choice }] };
    case 'flat':
      return { selected_fulfillment_options: [{ type, ...choice }] };
  }
}

/** The buyer in the merchant's words; `undefined` without an e-mail address, which every release wants. */
export function toBuyer(call: Call, { generation }: Merchant, { name, email, phone }: Contact): WireRecord | undefined {
  const address = email ?? settingsOf(call).fallbackEmail;
  if (address === undefined) return undefined;
  const [first = name, ...rest] = name.trim().split(/\s+/);
  return {
    first_name: first,
    last_name: rest.join(' '),
    ...(generation.basket === 'line_items' ? { full_name: name } : {}),
    email: address,
    ...(phone === undefined ? {} : { phone_number: phone }),
  };
}

/** An address in the protocol's words. Its members are required, so what is not known is empty. */
export function toAddress({ country, region, city, district, line1, line2, postalCode }: Place, name: string): WireRecord {
  const second = [line2, district].filter(Boolean).join(', ');
  return {
    name,
    line_one: line1 ?? '',
    ...(second === '' ? {} : { line_two: second }),
    city: city ?? '',
    state: region ?? '',
    country,
    postal_code: postalCode ?? '',
  };
}

/** The lines of a session in the order of the basket's, as far as they are there. */
export function linesOf(session: Session, { lines }: Pick<Basket, 'lines'>) {
  const free = [...session.lines];
  return lines.map(line => {
    const at = free.findIndex(({ itemId }) => itemId === line.externalId);
    return at < 0 ? undefined : free.splice(at, 1)[0];
  });
}

function lineItemMembers(call: Call, merchant: Merchant, basket: Basket): WireRecord {
  const { lineItemForm } = settingsOf(call);
  const currency = basket.currency ?? merchant.currency;
  if (currency === undefined) {
    throw failure('misconfigured', `settings.currency is needed: a merchant of ${merchant.generation.version} asks for it`);
  }
  return {
    line_items: basket.lines.map(line =>
      lineItemForm === 'line-item' ? { item: { id: line.externalId }, quantity: line.quantity } : toItem(line),
    ),
    currency: currency.toLowerCase(),
    // No person sits at our end: nothing that a merchant wants beside the order can be shown.
    capabilities: { interventions: { supported: [] } },
  };
}

function toItem({ externalId, quantity }: BasketLine): WireRecord {
  return { id: externalId, quantity };
}

function destinationMembers(call: Call, { generation }: Merchant, place: Place, buyer: Contact | undefined): WireRecord {
  const address = toAddress(place, buyer?.name ?? '');
  if (generation.destination === 'fulfillment_address') return { fulfillment_address: address };
  const email = buyer?.email ?? (buyer ? settingsOf(call).fallbackEmail : undefined);
  return {
    fulfillment_details: {
      ...(buyer ? { name: buyer.name } : {}),
      ...(buyer?.phone === undefined ? {} : { phone_number: buyer.phone }),
      ...(email === undefined ? {} : { email }),
      address,
    },
  };
}
