import type { Address, Contact } from '@onebasket/adapter-sdk';

/** Medusa's address. There is no field for a district: it goes before the rest of the second line. */
export function toShopAddress(contact: Contact, address: Address): Readonly<Record<string, string | undefined>> {
  const { firstName, lastName } = namesOf(contact.name);
  return {
    first_name: firstName,
    last_name: lastName,
    address_1: address.line1,
    address_2: [address.district, address.line2].filter(part => part !== undefined).join(', ') || undefined,
    city: address.city,
    province: address.region,
    postal_code: address.postalCode,
    country_code: address.country.toLowerCase(),
    phone: contact.phone,
  };
}

/** Two fields there: the last word is taken for the last name; a name of one word stays whole. */
function namesOf(name: string): { readonly firstName: string; readonly lastName: string } {
  const words = name.trim();
  const cut = words.lastIndexOf(' ');
  return cut < 0 ? { firstName: words, lastName: '' } : { firstName: words.slice(0, cut).trim(), lastName: words.slice(cut + 1) };
}
