import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import type { Adapter } from '@onebasket/adapter-sdk';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { checkMeaning } from './check-meaning.ts';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import { withDefaults } from './defaults.ts';
import { explain } from './explain.ts';
import { positionAt, positionOf } from './positions.ts';
import type { RawConfig } from './raw-config.ts';
import { readValues, schemasBelow, type ReadValues, type ValueSchema } from './read-values.ts';
import { pathText, type Path, type Report } from './report.ts';
import { configSchema } from './schema.ts';
import type { Config } from './types.ts';
import { mark, unmark, type Environment } from './variables.ts';

export interface ParseOptions {
  /** What messages call the file. */
  readonly file: string;
  /** Where `${NAME}` and NODE_ENV are looked up; default `process.env`. */
  readonly env?: Environment;
  /** When given, the names of adapters and the settings of connections are checked too, with lines. */
  readonly adapters?: readonly Adapter[];
}

const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile(configSchema);
/** The first complaints help; what follows a broken bracket does not. */
const MAX_SYNTAX_ERRORS = 3;

/** Reads a configuration file. Rejects with `ConfigError`, which lists everything that is wrong with it. */
export async function loadConfig(file: string, options: Omit<ParseOptions, 'file'> = {}): Promise<Config> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as { code?: string };
    throw new ConfigError(file, [{ path: '', line: 1, column: 1, message: `cannot be read (${code})` }]);
  }
  return { ...parseConfig(text, { ...options, file }), file: resolve(file) };
}

/** Reads configuration text (YAML, of which JSON is a part), checks it and fills in defaults. Throws `ConfigError`. */
export function parseConfig(text: string, options: ParseOptions): Config {
  const env = options.env ?? process.env;
  const lines = new LineCounter();
  const document = parseDocument(mark(text), { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) throw new ConfigError(options.file, syntaxProblems(document, lines));

  const problems: ConfigProblem[] = [];
  const report: Report = (path, message, { at = 'value', allowed } = {}) =>
    problems.push({ path: pathText(path), ...positionOf(document, lines, path, at), message, ...(allowed ? { allowed } : {}) });
  const { value, fromVariables } = valuesOf(document, env, options, report);
  if (!validate(value)) explain(validate.errors ?? [], report);
  // What is missing from the environment would only be complained about twice.
  if (problems.length === 0) checkMeaning(value as RawConfig, options.adapters, fromVariables, report);
  if (problems.length > 0) throw new ConfigError(options.file, problems);
  return withDefaults(value as RawConfig, env);
}

/** Messages of the parser end with the text that they stumbled over, which may be a secret. */
function syntaxProblems(document: Document.Parsed, lines: LineCounter): readonly ConfigProblem[] {
  return document.errors
    .slice(0, MAX_SYNTAX_ERRORS)
    .map(error => ({ path: '', ...positionAt(lines, error.pos[0]), message: unmark(error.message).replace(/: ".*"$/s, '') }));
}

function valuesOf(document: Document.Parsed, env: Environment, { file, adapters = [] }: ParseOptions, report: Report): ReadValues {
  // Settings belong to their adapter: what it wants there decides how a variable is read.
  const schemasAt = (path: Path): readonly ValueSchema[] => {
    const [list, at, part, ...inside] = path;
    if (part !== 'settings') return schemasBelow(configSchema as ValueSchema, path);
    const name: unknown = document.getIn([list, at, 'adapter']);
    const adapter = adapters.find(one => one.manifest.id === name);
    return adapter ? schemasBelow(adapter.manifest.settings, inside) : [];
  };
  try {
    return readValues(document, schemasAt, env, report);
  } catch (error) {
    // Aliases that multiply beyond all bounds.
    if (error instanceof ReferenceError) throw new ConfigError(file, [{ path: '', line: 1, column: 1, message: error.message }]);
    throw error;
  }
}
