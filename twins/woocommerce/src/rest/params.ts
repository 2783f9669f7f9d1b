import type { SiteClock } from '../site-clock.ts';
import { invalidParam, notInEnum, wrongType } from '../woo-error.ts';
import type { JsonObject, RestRequest } from './rest-request.ts';

/** Checks of query parameters and body fields, with WordPress' own words when one fails. */

/** A whole number of the query within bounds. */
export function intParam(
  request: RestRequest,
  name: string,
  options: { readonly fallback: number; readonly min?: number; readonly max?: number },
): number {
  const text = request.param(name);
  if (text === undefined) return options.fallback;
  if (!/^-?\d+$/.test(text.trim())) throw wrongType(name, name, 'integer');
  const value = Number(text);
  const { min, max } = options;
  if (min !== undefined && max !== undefined && (value < min || value > max))
    throw invalidParam(name, `${name} must be between ${min} (inclusive) and ${max} (inclusive)`, 'rest_out_of_bounds');
  if (min !== undefined && value < min) throw invalidParam(name, `${name} must be greater than or equal to ${min}`, 'rest_out_of_bounds');
  return value;
}

/** One of the allowed words. */
export function enumParam<T extends string>(
  request: RestRequest,
  name: string,
  allowed: readonly T[],
  shown: readonly string[] = allowed,
): T | undefined {
  const text = request.param(name);
  if (text === undefined) return undefined;
  if (!allowed.includes(text as T)) throw notInEnum(name, name, shown);
  return text as T;
}

/** A comma list of ids; what is no number counts as 0 and matches nothing. */
export function idList(request: RestRequest, name: string): readonly number[] | undefined {
  const text = request.param(name);
  return text === undefined || text === '' ? undefined : text.split(',').map(part => Number.parseInt(part, 10) || 0);
}

/** Comma list of words. */
export function wordList(request: RestRequest, name: string): readonly string[] | undefined {
  const text = request.param(name);
  return text === undefined || text === '' ? undefined : text.split(',').map(part => part.trim());
}

/** `true`, `1` and `yes` as WordPress reads booleans of the query. */
export function boolParam(request: RestRequest, name: string): boolean | undefined {
  const text = request.param(name)?.toLowerCase();
  return text === undefined ? undefined : text === 'true' || text === '1' || text === 'yes';
}

/** An instant of the query in milliseconds, whole seconds. */
export function instantParam(request: RestRequest, clock: SiteClock, name: string): number | undefined {
  const text = request.param(name);
  if (text === undefined) return undefined;
  const at = clock.parse(text, boolParam(request, 'dates_are_gmt') === true);
  if (at === undefined) throw invalidParam(name, 'Invalid date.', 'rest_invalid_date');
  return at;
}

/** A text field of a body. A number is refused, as the schema says "string". */
export function textField(body: JsonObject, param: string, key: string, path = key): string | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw wrongType(param, path, 'string');
  return value;
}

/** A whole number of a body; digits in a text are taken. */
export function intField(body: JsonObject, param: string, key: string, path = key): number | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value);
  throw wrongType(param, path, 'integer');
}

/** A yes or no of a body. */
export function boolField(body: JsonObject, key: string): boolean | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 1 || value === '1') return true;
  if (value === 'false' || value === 0 || value === '0' || value === '') return false;
  throw wrongType(key, key, 'boolean');
}

/** A list of objects of a body; a text counts as a list with that text in it, as WordPress splits it. */
export function objectList(body: JsonObject, key: string): readonly JsonObject[] | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? [value] : Object.values(value);
  return items.map((item, index) => {
    if (typeof item !== 'object' || item === null) throw wrongType(key, `${key}[${index}]`, 'object');
    return item as JsonObject;
  });
}

/** An object of a body. */
export function objectField(body: JsonObject, key: string): JsonObject | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(key, key, 'object');
  return value as JsonObject;
}
