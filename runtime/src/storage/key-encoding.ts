import { KeyError } from './errors.ts';
import type { Key } from './port.ts';

/** Higher than every encoded member, so that `encodeKey(prefix) + AFTER_ALL` closes the range of a prefix. */
export const AFTER_ALL = '~';

/** Higher than nothing and lower than every encoded member: `entry + JUST_AFTER` lies between an entry and the next. */
export const JUST_AFTER = '\u0001';

const END_OF_TEXT = '\u0001';

/**
 * Text whose byte order (UTF-8, as SQLite and MongoDB compare) is the order of the keys: member by member, numbers before text, numbers by
 * value, text by code point, a shorter key before its continuations. Different keys give different text. Throws `KeyError` for anything but
 * text and finite numbers.
 */
export function encodeKey(key: Key): string {
  let encoded = '';
  for (const member of key) {
    if (typeof member === 'string') encoded += `s${escapeText(member)}${END_OF_TEXT}`;
    else if (typeof member === 'number' && Number.isFinite(member)) encoded += `n${orderedHex(member)}`;
    else throw new KeyError(`a key is made of text and finite numbers, not ${typeof member === 'number' ? member : typeof member}`);
  }
  return encoded;
}

/** The lowest three characters make room for the end mark and for themselves (no NUL: not every store keeps it). */
function escapeText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const escaped = text.replace(/[\u0000-\u0002]/g, character => `\u0002${String.fromCharCode(character.charCodeAt(0) + 0x10)}`);
  if (escaped.isWellFormed() && !escaped.includes('\ufffd')) return escaped;
  // Half a surrogate pair has no UTF-8 form; written out, it stays different from every other text.
  return escaped.replace(/\ufffd|\p{Surrogate}/gu, character => `\ufffd${character.charCodeAt(0).toString(16)}`);
}

const bytes = new DataView(new ArrayBuffer(8));

/** IEEE 754 bits in the order of the values: the sign bit turned, and of negative numbers every bit. */
function orderedHex(value: number): string {
  bytes.setFloat64(0, value + 0); // −0 is 0
  const bits = bytes.getBigUint64(0);
  const ordered = bits >> 63n ? bits ^ 0xffff_ffff_ffff_ffffn : bits ^ 0x8000_0000_0000_0000n;
  return ordered.toString(16).padStart(16, '0');
}
