import { ownValue, setOwn, type Entity } from './program.ts';

/**
 * Lays `source` over `target`, as Apollo's executor does: objects into objects, lists of one length element by element, everything else replaces.
 * Objects of the source become part of the target.
 */
export function merge(target: Entity, source: Entity): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const known = ownValue(target, key);
    if (known === value) continue;
    if (typeof value !== 'object' || value === null || !known || typeof known !== 'object') setOwn(target, key, value);
    else if (!Array.isArray(value)) merge(known as Entity, value as Entity);
    else if (Array.isArray(known) && known.length === value.length) mergeElements(known, value);
    else setOwn(target, key, value);
  }
}

function mergeElements(known: unknown[], fresh: readonly unknown[]): void {
  for (let index = 0; index < fresh.length; index++) {
    const [one, other] = [known[index], fresh[index]];
    if (isObject(one) && isObject(other)) {
      if (one !== other) merge(one, other);
    } else known[index] = other;
  }
}

/** A copy of JSON-like data that shares no object with it. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (!isObject(value)) return value;
  const copy: Entity = {};
  for (const key of Object.keys(value)) setOwn(copy, key, copyOf(value[key]));
  return copy as Value;
}

function isObject(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
