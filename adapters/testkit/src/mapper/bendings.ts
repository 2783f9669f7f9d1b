import { isLosslessNumber, LosslessNumber } from '@onebasket/adapter-sdk';
import fc from 'fast-check';

/** A place in an answer: the members and indexes that lead to it. */
type Path = readonly (string | number)[];

/** One thing that vendors do to their answers, to the value at a place; `GONE` takes it away. */
const GONE = Symbol('gone');
const BENDS: readonly (readonly [what: string, bend: (value: unknown) => unknown])[] = [
  ['dropped', () => GONE],
  ['null', () => null],
  ['number and text swapped', swapped],
  ['a value that nobody knows', () => 'quantum'],
  ['an empty text', () => ''],
  ['an integer above 2^53', () => new LosslessNumber('9007199254740993123')],
  ['a number below zero', () => new LosslessNumber('-1')],
  ['a decimal of many digits', () => new LosslessNumber('12.3456789')],
  ['an empty list', () => []],
  ['an empty object', () => ({})],
  ['a list of one', value => [value]],
  ['a boolean', () => true],
];

/** An answer after something was done to it, and what that was, for the message of a failing run. */
export interface BentAnswer {
  readonly answer: unknown;
  readonly done: readonly string[];
}

/**
 * Answers that a vendor may give in the place of `sample` (as `HttpResponse.json()` gives it): members dropped, null, numbers as texts, words nobody knows,
 * integers above 2^53, empty lists, at one to three places. None of them says zero where the sample did not.
 */
export function bendings(sample: unknown): fc.Arbitrary<BentAnswer> {
  const places = placesOf(sample);
  if (places.length === 0) return fc.constant({ answer: sample, done: [] });
  const bend = fc.record({ place: fc.constantFrom(...places), bend: fc.constantFrom(...BENDS) });
  return fc.array(bend, { minLength: 1, maxLength: 3 }).map(bends => ({
    answer: bends.reduce((answer, { place, bend: [, change] }) => changed(answer, place, change), sample),
    done: bends.map(({ place, bend: [what] }) => `${shown(place)}: ${what}`),
  }));
}

function placesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || isLosslessNumber(value)) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, member]) => [[...path, key], ...placesOf(member, [...path, key])]);
}

/** A copy with the value at a place changed; as it is when an earlier change took the place away. */
function changed(value: unknown, [key, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (typeof value !== 'object' || value === null || isLosslessNumber(value) || !Object.hasOwn(value, key)) return value;
  const member = changed((value as Record<string | number, unknown>)[key], rest, change);
  if (Array.isArray(value)) return member === GONE ? value.toSpliced(Number(key), 1) : value.with(Number(key), member);
  if (member !== GONE) return { ...value, [key]: member };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function swapped(value: unknown): unknown {
  // A number cannot begin with a zero: "036000291452" (a UPC) has none for its counterpart.
  if (typeof value === 'string') return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) ? new LosslessNumber(value) : new LosslessNumber('7');
  return isLosslessNumber(value) ? value.toString() : (JSON.stringify(value) ?? '');
}

function shown(path: Path): string {
  return path.map(key => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
}
