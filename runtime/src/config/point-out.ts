import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import { ConfigError } from './config-error.ts';
import { positionOf } from './positions.ts';
import { pathText, type Path } from './report.ts';
import { mark } from './variables.ts';

/** The error for something that turned out wrong after a file was read, with the place in it that it comes from. */
export async function pointOut(file: string, path: Path, message: string): Promise<ConfigError> {
  const lines = new LineCounter();
  const document = parseDocument(mark(await readFile(file, 'utf8')), { lineCounter: lines, prettyErrors: false });
  return new ConfigError(file, [{ path: pathText(path), ...positionOf(document, lines, path, 'value'), message }]);
}
