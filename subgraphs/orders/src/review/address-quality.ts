import type { AddressFacts } from './facts.ts';

/** Something about an address that a carrier would stumble over. */
export interface AddressProblem {
  readonly path: string;
  readonly message: string;
}

/** Countries whose post does not find an address without its code, and how it looks there. */
const POSTAL_CODES: Readonly<Record<string, RegExp>> = {
  AT: /^\d{4}$/,
  AU: /^\d{4}$/,
  BE: /^\d{4}$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i,
  CH: /^\d{4}$/,
  DE: /^\d{5}$/,
  ES: /^\d{5}$/,
  FR: /^\d{5}$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i,
  IT: /^\d{5}$/,
  JP: /^\d{3}-?\d{4}$/,
  NL: /^\d{4} ?[A-Z]{2}$/i,
  US: /^\d{5}(-\d{4})?$/,
};

/** Countries where a city alone does not say where it is. */
const NEEDS_REGION = new Set(['AU', 'BR', 'CA', 'CN', 'IN', 'MX', 'US']);

const PLACEHOLDER = /^(test|asdf\w*|qwert\w*|xxx+|n\/?a|none|null|unknown|todo|tbd|未知|测试|无|不详)$/i;
const HAN = /\p{Script=Han}/u;

/** What is missing from an address or cannot be meant; empty when a parcel would find it. Says nothing about whether the house exists. */
export function addressProblems(address: AddressFacts): readonly AddressProblem[] {
  const problems: AddressProblem[] = [];
  const problem = (path: string, message: string) => problems.push({ path, message });
  const line = address.line1.trim();
  const letters = [...line.replace(/[\s\p{P}]/gu, '')];
  if (PLACEHOLDER.test(line)) problem('line1', 'is a placeholder');
  else if (letters.length < (HAN.test(line) ? 3 : 5)) problem('line1', 'is too short to find a door by');
  else if (new Set(letters).size <= 2) problem('line1', 'repeats the same letters');
  if (!address.city?.trim() || PLACEHOLDER.test(address.city.trim())) problem('city', 'is missing');
  if (NEEDS_REGION.has(address.country) && !address.region?.trim() && !address.district?.trim()) problem('region', 'is missing');
  const form = POSTAL_CODES[address.country];
  const code = address.postalCode?.trim() ?? '';
  if (form && code === '') problem('postalCode', 'is missing');
  else if (form && !form.test(code)) problem('postalCode', `is no postal code of ${address.country}`);
  else if (address.country === 'CN' && code !== '' && !/^\d{6}$/.test(code)) problem('postalCode', 'is no postal code of CN');
  return problems;
}
