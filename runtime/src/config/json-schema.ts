import { configSchema } from './schema.ts';

/**
 * The JSON Schema that is published for editors (`schema/config.schema.json`). What is checked at start, except that a variable may stand
 * wherever a number or a switch is wanted.
 */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const published = withVariables(JSON.parse(JSON.stringify(configSchema))) as Record<string, unknown>;
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'OneBasket configuration', ...published };
}

const VARIABLE = { type: 'string', pattern: '^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$' };

function withVariables(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withVariables);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { type, description, default: fallback, ...rest } = schema as Record<string, unknown>;
  if (['integer', 'number', 'boolean'].includes(type as string))
    return {
      ...(description === undefined ? {} : { description }),
      ...(fallback === undefined ? {} : { default: fallback }),
      anyOf: [{ type, ...rest }, VARIABLE],
    };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withVariables(value)]));
}
