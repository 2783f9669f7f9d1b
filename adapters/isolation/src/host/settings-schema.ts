import { Type, type TObject } from 'typebox';

const MAX_DEPTH = 4;
const MAX_MEMBERS = 200;
const MAX_TEXT = 2_000;

/** What a settings schema may say, with the type of what it says. Anything else is left out: it came from code that nobody here trusts. */
const KEYWORDS: Readonly<Record<string, 'text' | 'number' | 'boolean' | 'value' | 'values'>> = {
  title: 'text',
  description: 'text',
  type: 'text',
  format: 'text',
  pattern: 'text',
  secret: 'boolean',
  minLength: 'number',
  maxLength: 'number',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  minItems: 'number',
  maxItems: 'number',
  uniqueItems: 'boolean',
  const: 'value',
  default: 'value',
  enum: 'values',
};
const TYPES: readonly unknown[] = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

/** The schema of an adapter's settings, rebuilt from the few words of JSON Schema that settings need. Throws for one that describes no object. */
export function readSettingsSchema(told: unknown): TObject {
  const schema = rebuild(told, 0);
  if (schema['type'] !== 'object') throw new TypeError('settings: the schema must describe an object');
  return Type.Unsafe({ properties: {}, ...schema }) as unknown as TObject;
}

function rebuild(told: unknown, depth: number): Record<string, unknown> {
  if (!isObject(told)) throw new TypeError('settings: the schema is no object');
  if (depth > MAX_DEPTH) throw new TypeError(`settings: the schema nests deeper than ${MAX_DEPTH}`);
  const built: Record<string, unknown> = {};
  for (const [keyword, kind] of Object.entries(KEYWORDS)) {
    const value = told[keyword];
    if (value !== undefined && isOfKind(value, kind)) built[keyword] = value;
  }
  if (built['type'] !== undefined && !TYPES.includes(built['type'])) throw new TypeError('settings: a type that there is not');
  const { properties, required, items, anyOf, oneOf, additionalProperties } = told;
  if (isObject(properties)) {
    const entries = Object.entries(properties);
    if (entries.length > MAX_MEMBERS) throw new TypeError(`settings: more than ${MAX_MEMBERS} members`);
    built['properties'] = Object.fromEntries(entries.map(([name, member]) => [name, rebuild(member, depth + 1)]));
  }
  if (Array.isArray(required)) built['required'] = required.filter(name => typeof name === 'string').slice(0, MAX_MEMBERS);
  if (isObject(items)) built['items'] = rebuild(items, depth + 1);
  if (Array.isArray(anyOf)) built['anyOf'] = anyOf.slice(0, 50).map(member => rebuild(member, depth + 1));
  if (Array.isArray(oneOf)) built['oneOf'] = oneOf.slice(0, 50).map(member => rebuild(member, depth + 1));
  if (isObject(additionalProperties)) built['additionalProperties'] = rebuild(additionalProperties, depth + 1);
  else if (typeof additionalProperties === 'boolean') built['additionalProperties'] = additionalProperties;
  return built;
}

function isOfKind(value: unknown, kind: (typeof KEYWORDS)[string]): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value.length <= MAX_TEXT;
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'values':
      return Array.isArray(value) && value.length <= 500 && value.every(isScalar);
    case 'value':
      return isScalar(value) || (Array.isArray(value) && value.length <= 500 && value.every(isScalar));
    default:
      return false;
  }
}

function isScalar(value: unknown): boolean {
  return value === null || ['boolean', 'number'].includes(typeof value) || (typeof value === 'string' && value.length <= MAX_TEXT);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
