import type { Address, Contact, Destination } from '@onebasket/adapter-sdk';

/** The parts of an address as both APIs want them. */
export interface ShopifyAddress {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly address1?: string;
  readonly address2?: string;
  readonly city?: string;
  readonly provinceCode?: string;
  readonly zip?: string;
  readonly countryCode: string;
  readonly phone?: string;
}

/** The place alone, for quotes. */
export function toPlace({ country, region, city, postalCode }: Destination): ShopifyAddress {
  return {
    countryCode: country,
    ...(city ? { city } : {}),
    ...(postalCode ? { zip: postalCode } : {}),
    // A name in the place of a code would be refused; without one Shopify goes by the postal code.
    ...(region && provinceCodeOf(country, region) ? { provinceCode: provinceCodeOf(country, region) as string } : {}),
  };
}

/** A whole address. The district, for which Shopify has no field, goes before the street. */
export function toAddress(address: Address, contact: Contact): ShopifyAddress {
  const phone = phoneOf(contact);
  return {
    ...toPlace(address),
    ...nameOf(contact),
    address1: [address.district, address.line1].filter(Boolean).join(' '),
    ...(address.line2 ? { address2: address.line2 } : {}),
    ...(phone === undefined ? {} : { phone }),
  };
}

/** "CA", or "US-CA" (ISO 3166-2). */
function provinceCodeOf(country: string, region: string): string | undefined {
  const code = region.trim().toUpperCase();
  const own = code.startsWith(`${country}-`) ? code.slice(country.length + 1) : code;
  return /^[A-Z0-9]{1,3}$/.test(own) ? own : undefined;
}

/** Names are one text here and two at Shopify; the last word is the family name, and a name of one word is one. */
function nameOf({ name }: Contact): { readonly firstName?: string; readonly lastName: string } {
  const words = name.trim().split(/\s+/);
  const lastName = words.pop() ?? '';
  return words.length > 0 ? { firstName: words.join(' '), lastName } : { lastName };
}

/** In E.164; Shopify refuses any other form, so that one without country code is left out. */
export function phoneOf({ phone }: Contact): string | undefined {
  const digits = phone?.replace(/[\s().-]/g, '');
  return digits !== undefined && /^\+\d{7,15}$/.test(digits) ? digits : undefined;
}

export function emailOf({ email }: Contact): string | undefined {
  return email !== undefined && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) ? email : undefined;
}
