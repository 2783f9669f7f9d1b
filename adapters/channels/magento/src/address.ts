import type { Address, Call, Contact, Destination, OrderRequest } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { regionOf } from './regions.ts';

/** `CartAddressInput`. Names, street and city may not be empty there. */
export async function toCartAddress(
  { contact, address }: Pick<OrderRequest, 'contact' | 'address'>,
  call: Call,
): Promise<Readonly<Record<string, unknown>> | Refusal> {
  if (address.city === undefined) return refuse('address-refused', 'the shop takes no address without a city');
  const region = await regionOf(address, call);
  const second = [address.district, address.line2].filter(part => part !== undefined).join(', ');
  return {
    ...namesOf(contact),
    street: second === '' ? [address.line1] : [address.line1, second],
    city: address.city,
    ...(region === undefined ? { region: address.region } : { region: region.code, region_id: region.id }),
    postcode: address.postalCode,
    country_code: address.country,
    telephone: contact.phone,
    save_in_address_book: false,
  };
}

/** An address for a basket that is only priced: nothing in core depends on name and street. */
export function forPricing({ country, region, city, postalCode }: Destination): Pick<OrderRequest, 'contact' | 'address'> {
  const address: Address = { country, region, city: city ?? '-', postalCode, line1: '-' };
  return { contact: { name: '-', phone: '-' }, address };
}

/** `EstimateAddressInput`. */
export async function toEstimateAddress(destination: Destination, call: Call): Promise<Readonly<Record<string, unknown>>> {
  const region = await regionOf(destination, call);
  return {
    country_code: destination.country,
    postcode: destination.postalCode,
    ...(region === undefined
      ? destination.region === undefined
        ? {}
        : { region: { region: destination.region } }
      : { region: { region: region.name, region_code: region.code, region_id: region.id } }),
  };
}

/** Two fields there, and both must be filled: the last word is taken for the last name; a name of one word stays whole. */
export function namesOf({ name }: Contact): { readonly firstname: string; readonly lastname: string } {
  const words = name.trim();
  const cut = words.lastIndexOf(' ');
  return cut < 0 ? { firstname: words || '-', lastname: '-' } : { firstname: words.slice(0, cut).trim(), lastname: words.slice(cut + 1) };
}
