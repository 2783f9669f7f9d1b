import type { Address, Contact } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import type { VendureSettings } from './manifest.ts';

/** `CreateCustomerInput`: a shop knows a buyer by e-mail address and takes no order without one. */
export function toShopCustomer(contact: Contact, { fallbackEmail }: VendureSettings): Record<string, string | undefined> | Refusal {
  const emailAddress = contact.email ?? fallbackEmail;
  if (emailAddress === undefined) return refuse('address-refused', 'the shop takes no order without an e-mail address');
  return { ...namesOf(contact.name), emailAddress, phoneNumber: contact.phone };
}

/** `CreateAddressInput`. There is no field for a district: it goes before the rest of the second line. */
export function toShopAddress(contact: Contact, address: Address): Record<string, string | undefined> {
  return {
    fullName: contact.name,
    streetLine1: address.line1,
    streetLine2: [address.district, address.line2].filter(part => part !== undefined).join(', ') || undefined,
    city: address.city,
    province: address.region,
    postalCode: address.postalCode,
    countryCode: address.country,
    phoneNumber: contact.phone,
  };
}

/** Two fields there: the last word is taken for the last name; a name of one word stays whole. The address carries the name as given. */
function namesOf(name: string): { firstName: string; lastName: string } {
  const cut = name.trim().lastIndexOf(' ');
  return cut < 0
    ? { firstName: name.trim(), lastName: '' }
    : { firstName: name.trim().slice(0, cut).trim(), lastName: name.trim().slice(cut + 1) };
}
