import { isLosslessNumber, LosslessNumber } from '@onebasket/adapter-sdk';

/** What one side of the pipe may not say, or what cannot be said over it. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** Deeper than anything in the contract. */
const MAX_DEPTH = 64;
/** Keys that would reach behind an object. */
const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** A thing that JSON cannot say is an object with this key and `v`. */
const TAG = '$';

type Tree = null | boolean | number | string | readonly Tree[] | { readonly [key: string]: Tree };

/** A value as JSON with tags; its bytes go beside it, unchanged. Functions and symbols are left out, as JSON does. */
export function encodeValue(value: unknown, blobs: Uint8Array[]): Tree {
  let size = 0;
  const tagged = (kind: string, v?: Tree): Tree => (v === undefined ? { [TAG]: kind } : { [TAG]: kind, v });
  const encode = (it: unknown, depth: number): Tree | undefined => {
    if (depth > MAX_DEPTH) throw new WireError(`values nest deeper than ${MAX_DEPTH}`);
    switch (typeof it) {
      case 'string':
      case 'boolean':
        return it;
      case 'number':
        return Number.isFinite(it) ? it : null;
      case 'bigint':
        return tagged('bigint', it.toString());
      case 'undefined':
        return tagged('undefined');
      case 'object':
        break;
      case 'function':
      case 'symbol':
        return undefined;
    }
    if (it === null) return null;
    if (it instanceof Uint8Array) {
      blobs.push(it);
      size += it.byteLength;
      return tagged('bytes', [size - it.byteLength, it.byteLength]);
    }
    if (isLosslessNumber(it)) return tagged('number', it.value);
    if (Array.isArray(it)) return it.map(item => encode(item, depth + 1) ?? null);
    const object: Record<string, Tree> = {};
    for (const [key, member] of Object.entries(it)) {
      // An absent member and one that is `undefined` are the same in the contract.
      const tree = member === undefined || UNSAFE_KEYS.has(key) ? undefined : encode(member, depth + 1);
      if (tree !== undefined) object[key] = tree;
    }
    return Object.hasOwn(object, TAG) ? tagged('object', object) : object;
  };
  return encode(value, 0) ?? tagged('undefined');
}

/**
 * The value of a tree that came over the pipe, rebuilt from plain literals: what was sent shares no prototype with what comes out, and keys that would
 * reach behind an object are dropped. Throws `WireError` for what no encoder writes.
 */
export function decodeValue(tree: unknown, blobs: Uint8Array): unknown {
  const decode = (it: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH) throw new WireError(`values nest deeper than ${MAX_DEPTH}`);
    if (typeof it !== 'object' || it === null) return it;
    if (Array.isArray(it)) return it.map(item => decode(item, depth + 1));
    if (!Object.hasOwn(it, TAG)) return members(it, depth);
    const { [TAG]: kind, v } = it as Readonly<Record<string, unknown>>;
    if (kind === 'undefined') return undefined;
    if (kind === 'bigint' && typeof v === 'string' && /^-?\d{1,40}$/.test(v)) return BigInt(v);
    if (kind === 'number' && typeof v === 'string' && /^-?\d{1,400}(\.\d{1,400})?([eE][+-]?\d{1,3})?$/.test(v))
      return new LosslessNumber(v);
    if (kind === 'bytes' && Array.isArray(v)) return slice(v);
    if (kind === 'object' && typeof v === 'object' && v !== null && !Array.isArray(v)) return members(v, depth);
    throw new WireError('a tag that nobody writes');
  };
  const members = (object: object, depth: number): Record<string, unknown> => {
    const built: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(object)) if (!UNSAFE_KEYS.has(key)) built[key] = decode(member, depth + 1);
    return built;
  };
  const slice = ([offset, length]: readonly unknown[]): Uint8Array => {
    const isInside = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && Number(offset) >= 0 && Number(length) >= 0;
    if (!isInside || Number(offset) + Number(length) > blobs.byteLength) throw new WireError('bytes that are not there');
    return blobs.subarray(Number(offset), Number(offset) + Number(length));
  };
  return decode(tree, 0);
}
