/** Does a postcode fit a pattern of WooCommerce: exact, with wildcards ("53*"), or a range ("53100...53199")? Case and spaces do not count. */
export function matchesPostcode(pattern: string, postalCode: string | undefined, country: string): boolean {
  if (postalCode === undefined) return false;
  const code = normalise(postalCode);
  const range = /^(.+?)\.{3}(.+)$/.exec(pattern);
  if (range) return isBetween(code, normalise(range[1] as string), normalise(range[2] as string));
  const wanted = normalise(pattern);
  const withCountry = `${country}-${code}`;
  if (!wanted.includes('*')) return wanted === code || wanted === withCountry;
  const expression = new RegExp(`^${wanted.split('*').map(escape).join('.*')}$`);
  return expression.test(code) || expression.test(withCountry);
}

function normalise(text: string): string {
  return text.toUpperCase().replace(/\s/g, '');
}

function isBetween(code: string, low: string, high: string): boolean {
  if ([code, low, high].every(text => /^\d{1,12}$/.test(text))) return Number(code) >= Number(low) && Number(code) <= Number(high);
  return code.length === low.length && code >= low && code <= high;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
