import { isScalar, type Document } from 'yaml';
import { pathText, type Path, type Report } from './report.ts';
import { hasVariable, substitute, unmark, type Environment } from './variables.ts';

/** The part of JSON Schema that says which kind of value is wanted where. */
export interface ValueSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly patternProperties?: Readonly<Record<string, ValueSchema>>;
  readonly items?: ValueSchema;
  readonly anyOf?: readonly ValueSchema[];
}

export interface ReadValues {
  readonly value: unknown;
  /** Paths whose value came from a variable, and is therefore never shown. */
  readonly fromVariables: ReadonlySet<string>;
}

/**
 * The document as plain values: variables looked up and, where a number or a switch is wanted, read as one (`port: ${PORT}`);
 * a number where text is wanted (a password of digits) taken as it is written.
 */
export function readValues(
  document: Document.Parsed,
  schemasAt: (path: Path) => readonly ValueSchema[],
  env: Environment,
  report: Report,
): ReadValues {
  const fromVariables = new Set<string>();

  const readText = (marked: string, path: Path): unknown => {
    const text = substitute(marked, env, path, report);
    if (!hasVariable(marked)) return text;
    fromVariables.add(pathText(path));
    const wanted = schemasAt(path).map(schema => schema.type);
    if (wanted.includes('string')) return text;
    if (wanted.includes('boolean') && /^(true|false)$/.test(text)) return text === 'true';
    const isNumber = wanted.includes('integer') || wanted.includes('number');
    return isNumber && /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
  };

  const read = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((item, at) => read(item, [...path, at]));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [unmark(key), read(item, [...path, key])]));
    if (typeof value === 'string') return readText(value, path);
    if (typeof value !== 'number' && typeof value !== 'boolean') return value;
    const wanted = schemasAt(path).map(schema => schema.type);
    if (wanted.length === 0 || wanted.some(type => type !== 'string')) return value;
    const node: unknown = document.getIn(path, true);
    return (isScalar(node) ? node.source : undefined) ?? String(value);
  };

  return { value: read(document.toJS() ?? {}, []), fromVariables };
}

/** The schemas that may hold at a path below this one; several where forms can be chosen from. */
export function schemasBelow(root: ValueSchema, path: Path): readonly ValueSchema[] {
  const forms = (schema: ValueSchema): readonly ValueSchema[] => (schema.anyOf ? schema.anyOf.flatMap(forms) : [schema]);
  return path.reduce<readonly ValueSchema[]>(
    (schemas, part) => schemas.flatMap(schema => memberOf(schema, part)).flatMap(forms),
    forms(root),
  );
}

function memberOf(schema: ValueSchema, part: string | number): readonly ValueSchema[] {
  if (typeof part === 'number') return schema.items ? [schema.items] : [];
  if (schema.properties && Object.hasOwn(schema.properties, part)) return [schema.properties[part] as ValueSchema];
  return Object.entries(schema.patternProperties ?? {}).flatMap(([pattern, member]) => (new RegExp(pattern).test(part) ? [member] : []));
}
