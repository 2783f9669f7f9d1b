import type { Address, Contact, Destination } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { json } from './offers.ts';

const LONGEST = 200;

/** `addressParam` of an order: text fields are enough, codes are optional. A parcel inside China needs a phone. */
export function addressParam(address: Address, contact: Contact): string | Refusal {
  if (address.country !== 'CN') return refuse('not-deliverable', '1688 delivers inside China');
  const phone = phoneOf(contact.phone);
  if (phone === undefined) return refuse('address-refused', '1688 needs the phone of whoever receives the parcel');
  if (!address.region || !address.city) return refuse('address-refused', '1688 needs province and city');
  const street = [address.line1, address.line2].filter(Boolean).join(' ');
  if (street.length > LONGEST) return refuse('address-refused', `1688 takes ${LONGEST} signs of a street address`);
  return json({
    fullName: contact.name,
    ...phone,
    ...(address.postalCode ? { postCode: address.postalCode } : {}),
    provinceText: address.region,
    cityText: address.city,
    areaText: address.district ?? '',
    address: street,
  });
}

/** `addressParam` of a preview, for which province and city decide about freight; `undefined` when they are not known yet. */
export function previewAddressParam({ region, city, postalCode }: Destination): string | undefined {
  if (!region || !city) return undefined;
  return json({ ...(postalCode ? { postCode: postalCode } : {}), provinceText: region, cityText: city, areaText: '', address: city });
}

/** A mobile number of the mainland has eleven digits and starts with 1; anything else is a landline. */
function phoneOf(text: string | undefined): { readonly mobile: string } | { readonly phone: string } | undefined {
  const digits = (text ?? '').replace(/^\s*(\+|00)86/, '').replace(/[^\d-]/g, '');
  const mobile = digits.replaceAll('-', '');
  if (/^1\d{10}$/.test(mobile)) return { mobile };
  return /\d{5,}/.test(mobile) ? { phone: digits.replace(/^-|-$/g, '') } : undefined;
}
