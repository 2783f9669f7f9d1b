import { objectField } from '../rest/params.ts';
import type { JsonObject } from '../rest/rest-request.ts';
import { invalidParam, WooError } from '../woo-error.ts';

/** Throws what the shop says to an address that cannot be: e-mail, country, region and postcode are looked at, nothing else. */
export function checkAddresses(body: JsonObject, checksEmail = true): void {
  const bad = ['billing_address', 'shipping_address'].flatMap(name => {
    const { email, ...address } = objectField(body, name) ?? {};
    const problem = addressProblem(checksEmail ? { ...address, email } : address);
    return problem === undefined ? [] : [{ name, ...problem }];
  });
  const [first] = bad;
  if (first === undefined) return;
  const error = invalidParam(bad.map(({ name }) => name).join(', '), first.message, first.code);
  throw new WooError(400, error.code, error.message, {
    status: 400,
    params: Object.fromEntries(bad.map(({ name, message }) => [name, message])),
    details: Object.fromEntries(bad.map(({ name, code, message }) => [name, { code, message, data: null }])),
  });
}

/** Regions and postcodes are checked where the shop knows their form; a missing name or street passes. */
function addressProblem(address: JsonObject): { readonly code: string; readonly message: string } | undefined {
  const text = (key: string) => (typeof address[key] === 'string' ? address[key] : '');
  const country = text('country').toUpperCase();
  if (text('email') !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text('email')))
    return { code: 'invalid_email', message: 'The provided email address is not valid' };
  if (country !== '' && !isCountry(country)) return { code: 'invalid_country', message: 'Invalid country code provided.' };
  const states = STATES[country];
  if (text('state') !== '' && states !== undefined && !states.test(text('state')))
    return { code: 'invalid_state', message: `The provided state (${text('state')}) is not valid.` };
  const postcodes = POSTCODES[country];
  if (text('postcode') !== '' && postcodes !== undefined && !postcodes.test(text('postcode')))
    return { code: 'invalid_postcode', message: 'The provided postcode / ZIP is not valid' };
  return undefined;
}

const POSTCODES: Readonly<Record<string, RegExp>> = {
  DE: /^\d{5}$/,
  CN: /^\d{6}$/,
  US: /^\d{5}(-\d{4})?$/,
  CH: /^\d{4}$/,
  JP: /^\d{3}-?\d{4}$/,
};
const STATES: Readonly<Record<string, RegExp>> = {
  DE: /^DE-[A-Z]{2}$/i,
  CN: /^(CN\d{1,2}|\P{ASCII}.*)$/iu,
  US: /^[A-Z]{2}$/i,
  CH: /^[A-Z]{2}$/i,
};

function isCountry(code: string): boolean {
  const name = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(/^[A-Z]{2}$/.test(code) ? code : 'ZZ');
  return name !== undefined && name !== 'Unknown Region' && code !== 'ZZ' && code !== 'XX';
}
