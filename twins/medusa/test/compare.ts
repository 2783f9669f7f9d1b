/** Members whose values are nobody's to foresee: ids, times, who did it. */
const OWN = /(^|_)(id|ids|at|by|object)$|^(id|parent|handle)$/;
/** Texts in which ids or names of goods are quoted. */
const ID = /(?:[a-z_]+_01[0-9A-Z]{20,}|item [\w-]+)/g;
/** By what members of a list are told from each other, for lists that have no order. */
const NAMES = ['variant_sku', 'sku', 'iso_2', 'name', 'title', 'url', 'value', 'code'] as const;

/**
 * Where a twin's answer is not what the real shop's is. The twin may leave members out; what it says has to be there, with the same value, but for ids and
 * times, which need only be of the same kind.
 */
export function differences(real: unknown, twin: unknown, path = ''): readonly string[] {
  if (Array.isArray(real) && Array.isArray(twin)) {
    if (real.length !== twin.length) return [`${path}: ${twin.length} members, really ${real.length}`];
    const [expected, told] = [ordered(real), ordered(twin)];
    return expected.flatMap((member, at) => differences(member, told[at], `${path}[${at}]`));
  }
  if (isObject(real) && isObject(twin)) {
    return Object.entries(twin).flatMap(([key, value]) => {
      const at = `${path}.${key}`;
      if (!(key in real)) return [`${at}: the real shop does not say this`];
      return OWN.test(key) ? kindDiffers(real[key], value, at) : differences(real[key], value, at);
    });
  }
  return isSame(real, twin) ? [] : [`${path}: ${JSON.stringify(twin)}, really ${JSON.stringify(real)}`];
}

function isSame(real: unknown, twin: unknown): boolean {
  if (typeof real === 'number' && typeof twin === 'number') return Math.abs(real - twin) <= 1e-12 * Math.max(1, Math.abs(real));
  if (typeof real === 'string' && typeof twin === 'string') return real.replace(ID, '…') === twin.replace(ID, '…');
  return real === twin;
}

function kindDiffers(real: unknown, twin: unknown, path: string): readonly string[] {
  return (real === null) === (twin === null) && typeof real === typeof twin ? [] : [`${path}: ${typeof twin}, really ${typeof real}`];
}

function ordered(members: readonly unknown[]): readonly unknown[] {
  const nameOf = (member: unknown) =>
    isObject(member) ? (NAMES.map(key => member[key]).find(name => typeof name === 'string') ?? '') : '';
  return members.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
