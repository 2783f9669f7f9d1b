import type { Json } from '@onebasket/core';

/** The JSON of a whole document. */
export type JsonObject = { readonly [member: string]: Json };

/** The path (JSON pointer) of the first member that JSON cannot carry as it is, such as a bigint, a Date or NaN; `undefined` when all can. Members that are `undefined` are left out of JSON and allowed. */
export function findNonJson(value: unknown, path = ''): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path;
  if (Array.isArray(value)) return firstOf(value.entries(), path);
  if (typeof value !== 'object') return path;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return path;
  return firstOf(
    Object.entries(value).filter(([, member]) => member !== undefined),
    path,
  );
}

function firstOf(members: Iterable<[string | number, unknown]>, path: string): string | undefined {
  for (const [name, member] of members) {
    const found = findNonJson(member, `${path}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
