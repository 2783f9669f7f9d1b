import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkAdapterName, displayName, ScaffoldError } from './names.ts';

export const ADAPTER_KINDS = ['channel', 'carrier', 'payment'] as const;
export type AdapterKind = (typeof ADAPTER_KINDS)[number];

export interface ScaffoldRequest {
  /** The word by which configuration will name it: "my-shop". */
  readonly name: string;
  readonly kind: AdapterKind;
  /** Where the new folder is made; default: a folder of the adapter's name in the working folder. It must not be there yet, or be empty. */
  readonly folder?: string | undefined;
}

export interface Scaffolded {
  readonly folder: string;
  /** Paths in the folder, in alphabetical order. */
  readonly files: readonly string[];
}

/** In a published package the template is inside of it, in the workspace beside it. */
const template = [new URL('../template/', import.meta.url), new URL('../../template/', import.meta.url)]
  .map(url => fileURLToPath(url))
  .find(path => existsSync(path));

/** What lies beside the kinds in the template and is of no use to a new adapter. */
const OURS: ReadonlySet<string> = new Set(['README.md', 'node_modules', 'dist', ...ADAPTER_KINDS]);

/**
 * Makes the folder of a new adapter, which passes the conformance kit as it stands. Throws `ScaffoldError` for a name that cannot be one and for a folder
 * that has something in it; then nothing was made.
 */
export async function scaffold({ name, kind, folder = name }: ScaffoldRequest): Promise<Scaffolded> {
  const problem = checkAdapterName(name);
  if (problem !== undefined) throw new ScaffoldError(problem);
  if (template === undefined) throw new ScaffoldError('The template is missing: this package is not complete, install it again.');
  const target = resolve(folder);
  await refuseUnlessFree(target);
  // Made beside its place and moved there whole: an interrupted run leaves no half adapter behind.
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
  try {
    await copyTemplate(template, kind, draft);
    await christen(draft, name);
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return { folder: target, files: await filesIn(target) };
}

async function refuseUnlessFree(target: string): Promise<void> {
  const shown = relative(process.cwd(), target) || target;
  try {
    const [first] = await readdir(target);
    if (first !== undefined) throw new ScaffoldError(`${shown} is there already and has ${first} in it. Choose another name or folder.`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') throw new ScaffoldError(`${shown} is a file. Choose another name or folder.`, { cause: error });
    if (code !== 'ENOENT') throw error;
  }
}

async function copyTemplate(from: string, kind: AdapterKind, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (!OURS.has(name)) await cp(join(from, name), join(to, name.replace(/^_/, '.')), { recursive: true });
  }
  await cp(join(from, kind), to, { recursive: true });
}

/** Puts the new name in the place of the template's, in every file. */
async function christen(folder: string, name: string): Promise<void> {
  const envName = name.toUpperCase().replaceAll('-', '_');
  for (const path of await filesIn(folder)) {
    const file = join(folder, path);
    const text = await readFile(file, 'utf8');
    const renamed = text
      .replace(/\bacme\b/g, name)
      .replace(/\bAcme\b/g, displayName(name))
      .replace(/\bACME(?=_)/g, envName);
    await writeFile(file, path === 'package.json' ? asOwnPackage(renamed) : renamed);
  }
}

/** `private` is ours: it keeps the template itself from the registry. */
function asOwnPackage(manifest: string): string {
  const { private: _, ...own } = JSON.parse(manifest) as Record<string, unknown>;
  return `${JSON.stringify(own, null, 2)}\n`;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
