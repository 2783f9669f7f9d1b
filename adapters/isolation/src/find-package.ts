import { realpath, stat } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of a package, by its name or by a path; both are looked for from `from`. Rejects when there is none. */
export async function findPackage(name: string, from: string): Promise<string> {
  const folder = name.startsWith('.') || isAbsolute(name) ? resolve(from, name) : folderByName(name, from);
  if (folder === undefined) throw new Error(`no package of this name is installed where ${from} would find it: npm install ${name}`);
  const isThere = await stat(join(folder, 'package.json')).then(
    found => found.isFile(),
    () => false,
  );
  if (!isThere) throw new Error(`there is no package.json in ${folder}`);
  return realpath(folder);
}

function folderByName(name: string, from: string): string | undefined {
  try {
    const found = findPackageJSON(name, pathToFileURL(join(from, 'onebasket.yml')));
    return found === undefined ? undefined : dirname(found);
  } catch {
    return undefined;
  }
}
