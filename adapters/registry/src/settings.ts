import type { Adapter } from '@onebasket/adapter-sdk';
import { isCurrencyCode } from '@onebasket/core';
import { Ajv, type ErrorObject } from 'ajv';

/** One thing that is wrong with the settings of one connection. */
export interface SettingsProblem {
  readonly connection: string;
  /** What of it is wrong: its settings, or the adapter itself, which is no version that this host runs. */
  readonly at?: 'settings' | 'adapter';
  /** Path inside the settings: ["baseUrl"]. */
  readonly path: readonly string[];
  readonly message: string;
}

/** Settings that do not fit their adapter. Names the connection, the path and what is allowed; never a value. */
export class SettingsError extends Error {
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    super(
      problems.map(({ connection, at = 'settings', path, message }) => `${[connection, at, ...path].join('.')}: ${message}`).join('\n'),
    );
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

const ajv = new Ajv({ verbose: true, allErrors: true, strict: false, useDefaults: true, coerceTypes: false });
ajv.addFormat('uri', (text: string) => URL.canParse(text));
ajv.addFormat('currency', isCurrencyCode);

/** What a value of each format must be. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['uri', 'must be an absolute address, such as https://shop.example'],
  ['currency', 'must be an ISO 4217 currency, such as EUR'],
]);

/** The settings with defaults filled in, or what is wrong with them. Unknown keys are refused. */
export function checkSettings(
  adapter: Adapter,
  connection: string,
  settings: Readonly<Record<string, unknown>>,
): { readonly settings: Record<string, unknown>; readonly problems: readonly SettingsProblem[] } {
  const copy = structuredClone(settings) as Record<string, unknown>;
  const validate = ajv.compile(closed(adapter.manifest.settings));
  const errors = validate(copy) ? [] : (validate.errors ?? []);
  // Of a choice, the choice itself is explained, not how each of its members was missed.
  const problems = errors
    .filter(({ schemaPath }) => !/\/anyOf\/\d+\//.test(schemaPath))
    .map(error => ({ connection, ...explain(error, adapter) }));
  return { settings: copy, problems };
}

/** The schema with every object in it closed, unless it says itself what else it takes. */
function closed(schema: object): object {
  const { properties } = schema as { readonly properties?: Readonly<Record<string, object>> };
  if (!properties) return schema;
  const inner = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, closed(member)]));
  return { additionalProperties: false, ...schema, properties: inner };
}

function explain(error: ErrorObject, adapter: Adapter): { readonly path: readonly string[]; readonly message: string } {
  const path = error.instancePath.split('/').slice(1);
  switch (error.keyword) {
    case 'additionalProperties':
      return {
        path: [...path, String(error.params['additionalProperty'])],
        message: `is not a setting of ${adapter.manifest.id}; allowed: ${Object.keys(error.parentSchema?.['properties'] as object).join(', ')}`,
      };
    case 'required':
      return { path: [...path, String(error.params['missingProperty'])], message: 'is missing' };
    case 'format':
      return { path, message: FORMATS.get(String(error.params['format'])) ?? 'is wrong' };
    case 'enum':
      return { path, message: `must be one of: ${(error.params['allowedValues'] as unknown[]).join(', ')}` };
    case 'const':
      return { path, message: `must be ${String(error.params['allowedValue'])}` };
    case 'anyOf':
      return { path, message: choiceOf(error.schema as readonly { readonly const?: unknown }[]) };
    default:
      return { path, message: error.message ?? 'is wrong' };
  }
}

function choiceOf(members: readonly { readonly const?: unknown }[]): string {
  const isOfWords = members.every(member => 'const' in member);
  return isOfWords ? `must be one of: ${members.map(member => String(member.const)).join(', ')}` : 'has none of the forms that are allowed';
}

/** The values of the settings that are marked secret. */
export function secretsOf(adapter: Adapter, settings: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(adapter.manifest.settings.properties).flatMap(([name, schema]) =>
    (schema as { secret?: boolean }).secret === true && typeof settings[name] === 'string' ? [settings[name]] : [],
  );
}
