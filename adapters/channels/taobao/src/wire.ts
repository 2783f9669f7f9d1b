import { isLosslessNumber } from '@onebasket/adapter-sdk';

/** An object of an answer, whose fields may be missing, null, or of another type than documented. */
export type Fields = Readonly<Record<string, unknown>>;

/** A row and where in the answer it stands (RFC 6901). */
export interface Row {
  readonly fields: Fields;
  readonly pointer: string;
}

/** The value as an object; empty for anything else. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** Text or a number as text, every digit kept; `undefined` for nothing, blanks and anything else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return typeof value === 'number' || isLosslessNumber(value) ? value.toString() : undefined;
}

/** A whole number that is not negative; "1.8万+" and "3000+" count as what they name. */
export function countOf(value: unknown): number | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,4}))?(万)?\+?$/.exec(textOf(value) ?? '');
  if (!match) return undefined;
  if (match[3]) return Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
  return /[1-9]/.test(match[2] ?? '') ? undefined : Number(match[1]);
}

/** TOP writes booleans as `true`, "true" and 1. */
export function isYes(value: unknown): boolean {
  return value === true || ['true', '1'].includes(textOf(value)?.toLowerCase() ?? '');
}

/**
 * The rows of a list. TOP wraps it (`{map_data: […]}`), does not wrap it (`simplify`), writes one row without a list, or leaves it out; all of that is read.
 */
export function rowsOf(value: unknown, wrapper: string, pointer: string): readonly Row[] {
  if (Array.isArray(value)) return value.flatMap((fields, at) => (isObject(fields) ? { fields, pointer: `${pointer}/${at}` } : []));
  if (!isObject(value)) return [];
  if (wrapper in value) return rowsOf(value[wrapper], '', `${pointer}/${wrapper}`);
  return Object.keys(value).length === 0 ? [] : [{ fields: value, pointer }];
}

/** A list of texts: `["a"]`, `{string: ["a"]}`, `{string: "a"}` or "a". */
export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(one => textOf(one) ?? []);
  if (isObject(value)) return textsOf(value['string']);
  return textOf(value) === undefined ? [] : [textOf(value) as string];
}

/** An address with its scheme: TOP leaves it out (`//img…`). `undefined` for what is no web address. */
export function webAddress(value: unknown): string | undefined {
  const text = textOf(value);
  const whole = text?.startsWith('//') ? `https:${text}` : text;
  return whole !== undefined && /^https?:\/\/[^\s]+$/i.test(whole) && URL.canParse(whole) ? whole : undefined;
}
