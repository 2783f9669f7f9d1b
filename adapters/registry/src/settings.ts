import type { Adapter } from '@onebasket/adapter-sdk';
import { Ajv, type ErrorObject } from 'ajv';

/** One thing that is wrong with the settings of one connection. */
export interface SettingsProblem {
  readonly connection: string;
  /** Path inside the settings: ["baseUrl"]. */
  readonly path: readonly string[];
  readonly message: string;
}

/** Settings that do not fit their adapter. Names the connection, the path and what is allowed; never a value. */
export class SettingsError extends Error {
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    super(problems.map(({ connection, path, message }) => `${[connection, 'settings', ...path].join('.')}: ${message}`).join('\n'));
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

const ajv = new Ajv({ allErrors: true, strict: false, useDefaults: true, coerceTypes: false });
ajv.addFormat('uri', (text: string) => URL.canParse(text));

/** The settings with defaults filled in, or what is wrong with them. Unknown keys are refused. */
export function checkSettings(
  adapter: Adapter,
  connection: string,
  settings: Readonly<Record<string, unknown>>,
): { readonly settings: Record<string, unknown>; readonly problems: readonly SettingsProblem[] } {
  const copy = structuredClone(settings) as Record<string, unknown>;
  const validate = ajv.compile({ ...adapter.manifest.settings, additionalProperties: false });
  const problems = validate(copy) ? [] : (validate.errors ?? []).map(error => ({ connection, ...explain(error, adapter) }));
  return { settings: copy, problems };
}

function explain(error: ErrorObject, adapter: Adapter): { readonly path: readonly string[]; readonly message: string } {
  const path = error.instancePath.split('/').slice(1);
  const known = Object.keys(adapter.manifest.settings.properties);
  switch (error.keyword) {
    case 'additionalProperties':
      return {
        path: [...path, String(error.params['additionalProperty'])],
        message: `is not a setting of ${adapter.manifest.id}; allowed: ${known.join(', ')}`,
      };
    case 'required':
      return { path: [...path, String(error.params['missingProperty'])], message: 'is missing' };
    case 'enum':
      return { path, message: `must be one of: ${(error.params['allowedValues'] as unknown[]).join(', ')}` };
    default:
      return { path, message: error.message ?? 'is wrong' };
  }
}

/** The values of the settings that are marked secret. */
export function secretsOf(adapter: Adapter, settings: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(adapter.manifest.settings.properties).flatMap(([name, schema]) =>
    (schema as { secret?: boolean }).secret === true && typeof settings[name] === 'string' ? [settings[name]] : [],
  );
}
