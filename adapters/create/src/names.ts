/** What was asked for cannot be made; the message says why and what to do, for people. */
export class ScaffoldError extends Error {
  override readonly name = 'ScaffoldError';
}

const LONGEST = 40;

/** Words that a folder of an adapter needs for itself, or that configuration already uses for something else. */
const TAKEN: ReadonlySet<string> = new Set([
  'node_modules',
  'test',
  'src',
  'dist',
  'adapter',
  'onebasket',
  'channel',
  'carrier',
  'payment',
]);

/** Why this cannot be the word by which configuration names the adapter; `undefined` when it can. */
export function checkAdapterName(name: string): string | undefined {
  if (name === '') return 'An adapter needs a name, such as my-shop.';
  if (name.length > LONGEST) return `"${name.slice(0, LONGEST)}…" is too long: at most ${LONGEST} characters.`;
  if (TAKEN.has(name)) return `"${name}" is taken: name it after the vendor, such as ${name}-acme.`;
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return undefined;
  const better = suggestion(name);
  const rule = 'small letters, digits and single dashes, a letter first';
  return `"${name}" cannot be an adapter's name (${rule})${better === undefined ? '.' : `. What about "${better}"?`}`;
}

/** "my-shop" as people read it: "My Shop". */
export function displayName(name: string): string {
  return name
    .split('-')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function suggestion(name: string): string | undefined {
  const better = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return better !== '' && checkAdapterName(better) === undefined ? better : undefined;
}
