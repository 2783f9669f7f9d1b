import { Denied, type MutationError } from './errors.ts';

/** As it is sent; with a country it may be kept. */
export interface Address {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly streetAddress1?: string | null;
  readonly streetAddress2?: string | null;
  readonly city?: string | null;
  readonly cityArea?: string | null;
  readonly postalCode?: string | null;
  readonly country: string;
  readonly countryArea?: string | null;
  readonly phone?: string | null;
}

export interface AddressRules {
  readonly checkRequiredFields?: boolean | null;
  readonly checkFieldsFormat?: boolean | null;
}

const POSTAL_CODES: Readonly<Record<string, RegExp>> = { DE: /^\d{5}$/, PL: /^\d{2}-\d{3}$/, AT: /^\d{4}$/, US: /^\d{5}(-\d{4})?$/ };
const REQUIRED = ['streetAddress1', 'city', 'postalCode'] as const;

/** The address as the shop keeps it, its city in capitals; denied where something is missing or has the wrong shape. */
export function requireAddress(address: Address, addressType: 'SHIPPING' | 'BILLING', rules: AddressRules = {}): Address {
  const missing = (field: string): MutationError => ({ field, code: 'REQUIRED', message: 'This field is required.', addressType });
  const wrong = (field: string, message: string): MutationError => ({ field, code: 'INVALID', message, addressType });
  const errors: MutationError[] = [];
  if (!address.country) throw new Denied(missing('country'));
  if (rules.checkRequiredFields !== false) {
    for (const field of REQUIRED) if (!address[field]) errors.push(missing(field));
    if (address.country === 'US' && !address.countryArea) errors.push(missing('countryArea'), missing('countryArea'));
  }
  if (rules.checkFieldsFormat !== false) {
    const shape = POSTAL_CODES[address.country];
    if (address.postalCode && shape && !shape.test(address.postalCode)) {
      errors.push(wrong('postalCode', 'This value is not valid for the address.'));
    }
    if (address.phone && !/^\+?[\d\s()/-]{6,}$/.test(address.phone))
      errors.push(wrong('phone', `'${address.phone}' is not a valid phone number.`));
  }
  if (errors.length > 0) throw new Denied(...errors);
  return { ...address, city: address.city?.toUpperCase() ?? '' };
}

export function addressView(address: Address | undefined) {
  if (!address) return null;
  const text = (value: string | null | undefined) => value ?? '';
  return {
    firstName: text(address.firstName),
    lastName: text(address.lastName),
    streetAddress1: text(address.streetAddress1),
    streetAddress2: text(address.streetAddress2),
    city: text(address.city),
    cityArea: text(address.cityArea),
    postalCode: text(address.postalCode),
    countryArea: text(address.countryArea),
    country: { code: address.country },
    phone: text(address.phone),
  };
}
