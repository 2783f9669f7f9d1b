import type { Address, Call, Contact } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { settingsOf } from './manifest.ts';

/** Where the order goes, as Saleor wants it: one name in two parts, the region as its code. */
export function toShopAddress(contact: Contact, address: Address) {
  const [firstName = '', ...rest] = contact.name.trim().split(/\s+/);
  return {
    firstName,
    lastName: rest.join(' '),
    streetAddress1: address.line1,
    streetAddress2: address.line2,
    city: address.city,
    cityArea: address.district,
    postalCode: address.postalCode,
    country: address.country,
    countryArea: address.region,
    phone: contact.phone,
  };
}

/** Who is written to. Saleor takes no order without an address for that. */
export function emailOf({ email }: Contact, call: Call): string | Refusal {
  return email ?? settingsOf(call).fallbackEmail ?? refuse('address-refused', 'the shop writes to its buyers: an e-mail address is needed');
}
