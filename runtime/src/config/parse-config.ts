import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { checkSettings } from '@onebasket/adapter-registry';
import type { Adapter } from '@onebasket/adapter-sdk';
import { isCurrencyCode } from '@onebasket/core';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import { nearest } from './nearest.ts';
import { configSchema } from './schema.ts';
import type { Config, ConnectionConfig } from './types.ts';

export interface ParseOptions {
  /** What messages call the file. */
  readonly file: string;
  /** Where `${NAME}` is looked up. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** When given, adapters and their settings are checked too, with lines. */
  readonly adapters?: readonly Adapter[];
}

type Path = readonly (string | number)[];

/** Reads a configuration file. Throws `ConfigError` with everything that is wrong with it. */
export async function loadConfig(file: string, options: Omit<ParseOptions, 'file'> = {}): Promise<Config> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigError(file, [
      { path: '', line: 1, column: 1, message: `cannot be read (${(error as { code?: string }).code ?? 'unknown error'})` },
    ]);
  }
  return { ...parseConfig(text, { ...options, file }), file: resolve(file) };
}

/** Reads configuration text (YAML, of which JSON is a part), checks it and fills in defaults. */
export function parseConfig(text: string, options: ParseOptions): Config {
  const lines = new LineCounter();
  const document = parseDocument(quoteBareMemory(markVariables(text)), { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(
      options.file,
      document.errors.map(error => ({ path: '', ...place(lines, error.pos[0]), message: error.message })),
    );
  }
  const problems: ConfigProblem[] = [];
  const report = (path: Path, message: string, at: 'key' | 'value' = 'value') =>
    problems.push({ path: pathText(path), ...placeOf(document, lines, path, at), message });
  const value = substitute(document.toJS() ?? {}, options.env ?? process.env, [], report);

  const validate = ajv.compile(configSchema);
  if (!validate(value)) for (const error of meaningful(validate.errors ?? [])) explain(error, report);
  const config = value as RawConfig;
  if (problems.length === 0) checkMeaning(config, options.adapters, report);
  if (problems.length > 0) throw new ConfigError(options.file, problems);
  return withDefaults(config);
}

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });

type Report = (path: Path, message: string, at?: 'key' | 'value') => void;
type RawConfig = { readonly [K in keyof Config]?: unknown } & {
  readonly channels?: readonly RawConnection[];
  readonly carriers?: readonly RawConnection[];
  readonly payments?: readonly RawConnection[];
};
type RawConnection = Omit<ConnectionConfig, 'settings'> & { readonly settings?: Readonly<Record<string, unknown>> };

// `${NAME}` is no plain scalar inside `{ … }`, where people write it all the same. So it is marked with characters of private use, of the same
// length, before YAML sees it, and looked up afterwards: a value can never change the structure of the file.
const [OPEN_1, OPEN_2, CLOSE, ESCAPE] = ['\uE000', '\uE001', '\uE002', '\uE003'];
const MARKED = new RegExp(`(${ESCAPE}?)${OPEN_1}${OPEN_2}([^${CLOSE}]*)${CLOSE}`, 'g');

function markVariables(text: string): string {
  return text.replace(
    /(\$?)\$\{([^}\n]*)\}/g,
    (_, escaped: string, name: string) => `${escaped ? ESCAPE : ''}${OPEN_1}${OPEN_2}${name}${CLOSE}`,
  );
}

/** `url: memory:` reads well and is no YAML: a colon at the end of a plain scalar makes a key of it. It is what the documentation shows, so it is taken. */
function quoteBareMemory(text: string): string {
  return text.replace(/(\burl:[ \t]+)memory:(?=[ \t]*(?:[},#\r\n]|$))/g, "$1'memory:'");
}

/** Looks up `${NAME}` in every text; `$${` stands for a plain `${`. */
function substitute(value: unknown, env: NonNullable<ParseOptions['env']>, path: Path, report: Report): unknown {
  if (Array.isArray(value)) return value.map((item, at) => substitute(item, env, [...path, at], report));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item, env, [...path, key], report)]));
  if (typeof value !== 'string') return value;
  const text = value.replace(MARKED, (_, escaped: string, name: string) => {
    if (escaped) return `\${${name}}`;
    const found = env[name];
    if (found === undefined) report(path, `the environment variable ${name} is not set`);
    return found ?? '';
  });
  // `port: ${PORT}` means a number; settings of accounts stay texts.
  return text !== value && path[0] === 'gateway' && /^(\d{1,9}|true|false)$/.test(text) ? (JSON.parse(text) as unknown) : text;
}

/** Of a failed choice between forms only the innermost complaint helps. */
function meaningful(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const inUnion = errors.filter(error => error.keyword === 'anyOf').map(error => error.instancePath);
  return errors.filter(
    error =>
      (error.keyword !== 'anyOf' && !(inUnion.includes(error.instancePath) && (error.keyword === 'const' || error.keyword === 'type'))) ||
      (error.keyword === 'anyOf' &&
        errors.every(
          other =>
            !other.instancePath.startsWith(`${error.instancePath}/`) &&
            !(other.instancePath === error.instancePath && other.keyword === 'additionalProperties'),
        )),
  );
}

function explain(error: ErrorObject, report: Report): void {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map(part => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      const allowed = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      const meant = nearest(key, allowed);
      return report(
        [...path, key],
        `is not known here${meant ? `; did you mean ${meant}?` : ''} Allowed: ${allowed.join(', ')}`.replace(
          ' Allowed',
          meant ? ' Allowed' : '; allowed',
        ),
        'key',
      );
    }
    case 'required':
      return report([...path, String(error.params['missingProperty'])], 'is missing');
    case 'enum':
      return report(path, `must be one of: ${(error.params['allowedValues'] as unknown[]).join(', ')}`);
    case 'anyOf':
      return report(path, 'must be false or the settings that are described for it');
    case 'pattern':
      return report(
        path,
        (error.parentSchema?.['description'] as string | undefined)
          ? `must be: ${String(error.parentSchema?.['description'])}`
          : `must match ${String(error.params['pattern'])}`,
      );
    default:
      return report(path, error.message ?? 'is wrong');
  }
}

function checkMeaning(config: RawConfig, adapters: readonly Adapter[] | undefined, report: Report): void {
  const seen = new Map<string, string>();
  for (const [list, kind] of [
    ['channels', 'channel'],
    ['carriers', 'carrier'],
    ['payments', 'payment'],
  ] as const) {
    (config[list] ?? []).forEach((connection, at) => {
      const earlier = seen.get(connection.id);
      if (earlier) report([list, at, 'id'], `"${connection.id}" is used twice: ${earlier} has it already`);
      seen.set(connection.id, `${list}[${at}]`);
      if (adapters) checkConnection(connection, kind, adapters, [list, at], report);
    });
  }
  const code = config.displayCurrency;
  if (typeof code === 'string' && !isCurrencyCode(code)) report(['displayCurrency'], `"${code}" is not an ISO 4217 currency`);
}

function checkConnection(connection: RawConnection, kind: string, adapters: readonly Adapter[], path: Path, report: Report): void {
  const known = adapters.filter(adapter => adapter.manifest.kind === kind);
  const adapter = known.find(one => one.manifest.id === connection.adapter);
  if (!adapter) {
    const names = known.map(one => one.manifest.id);
    const meant = nearest(connection.adapter, names);
    return report(
      [...path, 'adapter'],
      `unknown ${kind} adapter "${connection.adapter}"${meant ? `; did you mean ${meant}?` : ''}${meant ? ' ' : '; '}allowed: ${names.join(', ')}`,
    );
  }
  for (const problem of checkSettings(adapter, connection.id, connection.settings ?? {}).problems) {
    report([...path, 'settings', ...problem.path], problem.message, problem.message.includes('is not a setting') ? 'key' : 'value');
  }
}

function withDefaults(raw: RawConfig): Config {
  const given = raw as { [K in keyof Config]?: Partial<Config[K]> };
  const limits = given.gateway?.limits as Partial<Config['gateway']['limits']> | undefined;
  const rate = limits?.rate;
  const connections = (list: readonly RawConnection[] | undefined): ConnectionConfig[] =>
    (list ?? []).map(one => ({ ...one, settings: one.settings ?? {} }));
  return {
    gateway: {
      port: 4000,
      host: '127.0.0.1',
      introspection: process.env['NODE_ENV'] !== 'production',
      ...given.gateway,
      limits: {
        depth: 14,
        aliases: 99,
        orderMutations: 10,
        tokens: 1500,
        bodyBytes: 1_048_576,
        listItems: 250,
        textLength: 4000,
        nameLength: 200,
        first: 100,
        cost: 50_000,
        requestTimeoutMs: 30_000,
        ...limits,
        rate: rate === false ? false : { perSecond: 50, burst: 200, ...rate },
      },
    },
    storage: { url: given.storage?.url ?? 'sqlite:./data' },
    bus: { url: given.bus?.url ?? 'memory:' },
    displayCurrency: (raw.displayCurrency as string | undefined) ?? 'CNY',
    ...(given.rates ? { rates: given.rates as NonNullable<Config['rates']> } : {}),
    channels: connections(raw.channels),
    carriers: connections(raw.carriers),
    payments: connections(raw.payments),
    accounts: { outbox: 'log', ...given.accounts, seed: { staff: [], clients: [], ...given.accounts?.seed } },
    orders: { settleMs: 20_000, answerWithinMs: 20_000, ...given.orders, review: { rules: false, ...given.orders?.review } },
    products: { feedIntervalMs: 60_000, ...given.products, matching: { enabled: true, ...given.products?.matching } },
    ...(given.subgraphs ? { subgraphs: given.subgraphs as NonNullable<Config['subgraphs']> } : {}),
  };
}

function pathText(path: Path): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
}

function place(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** Where a path stands in the text: its key or its value, or what encloses it when it is not there. */
function placeOf(
  document: Document.Parsed,
  lines: LineCounter,
  path: Path,
  at: 'key' | 'value',
): { readonly line: number; readonly column: number } {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  path.forEach((part, depth) => {
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && item.key.value === part);
      const key = pair?.key as Node | undefined;
      node = (pair?.value as Node | null | undefined) ?? null;
      const target = isLast && at === 'key' ? key : (node ?? key);
      offset = target?.range?.[0] ?? offset;
    } else if (isSeq(node) && typeof part === 'number') {
      node = (node.items[part] as Node | undefined) ?? null;
      offset = node?.range?.[0] ?? offset;
    } else node = null;
  });
  return place(lines, offset);
}
