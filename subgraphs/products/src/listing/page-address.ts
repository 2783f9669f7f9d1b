/** Parameters that tell where a visitor came from, not what the page shows. */
const TRACKING =
  /^(utm_.*|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|ttclid|twclid|igshid|mc_cid|mc_eid|_ga|_gl|srsltid|ref|ref_|referrer|aff|affid|spm|scm)$/i;
/** Parameters that choose a variant on the page. */
const VARIATION = /^(attribute_.*|variation_id|variant|sku)$/i;

/**
 * What makes a page address the page it is: host, port, path and meaningful parameters; `undefined` when it is no http address.
 * Scheme, letter case of the host, "www." , trailing slash, tracking parameters, variation parameters and the fragment do not matter.
 */
export function addressKey(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const parameters = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name) && !VARIATION.test(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort();
  return `${url.host.toLowerCase().replace(/^www\./, '')}${decodePath(url.pathname)}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`;
}

/** The parameters that choose a variant, as the address states them: attribute name → value. */
export function variationParameters(address: string): ReadonlyMap<string, string> {
  if (!URL.canParse(address)) return new Map();
  return new Map(
    [...new URL(address).searchParams].filter(([name]) => VARIATION.test(name)).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** Percent-encoded and plain spellings of one path are one path. */
function decodePath(path: string): string {
  const trimmed = path.replace(/\/+$/, '') || '/';
  try {
    return decodeURI(trimmed).normalize('NFC');
  } catch {
    return trimmed;
  }
}
