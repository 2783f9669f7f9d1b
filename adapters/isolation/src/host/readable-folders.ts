import { lstat, readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package has fewer files; who has more is not searched for links for hours. */
const MOST_ENTRIES = 100_000;

/**
 * The folders that the process of an adapter may read: its package with what that depends on, this package, the SDK and what they need. Rejects for a
 * package with a link that leads out of it: Node follows links wherever they lead.
 */
export async function readableFolders(packageFolder: string): Promise<readonly string[]> {
  const folders = new Set<string>();
  const own = fileURLToPath(new URL('../../', import.meta.url));
  await addWithDependencies(own, folders, await dependenciesOf(own, ['@onebasket/adapter-registry']));
  // Of the registry one part without dependencies is used, and none of its network.
  const registry = await findDependency(own, '@onebasket/adapter-registry');
  if (registry) await addFolder(registry, folders);
  const before = new Set(folders);
  await addWithDependencies(packageFolder, folders, await dependenciesOf(packageFolder));
  const added = [...folders].filter(folder => !before.has(folder));
  for (const folder of new Set(await Promise.all(added.map(one => realpath(one))))) await refuseLinksOutward(folder, folders);
  return [...folders];
}

async function addWithDependencies(folder: string, folders: Set<string>, names: readonly string[]): Promise<void> {
  await addFolder(folder, folders);
  for (const name of names) {
    const found = await findDependency(folder, name);
    if (!found || folders.has(found)) continue;
    await addWithDependencies(found, folders, await dependenciesOf(found));
  }
}

/** As it is written and as it really is: Node asks for both. */
async function addFolder(folder: string, folders: Set<string>): Promise<void> {
  folders.add(resolve(folder));
  folders.add(await realpath(folder));
}

async function dependenciesOf(folder: string, without: readonly string[] = []): Promise<readonly string[]> {
  const { dependencies, peerDependencies, optionalDependencies } = await readPackage(folder);
  return Object.keys({ ...peerDependencies, ...optionalDependencies, ...dependencies }).filter(name => !without.includes(name));
}

interface PackageFacts {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

async function readPackage(folder: string): Promise<PackageFacts> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as PackageFacts;
}

/** Where Node would find a dependency of a package, looking from its real place upward. */
async function findDependency(folder: string, name: string): Promise<string | undefined> {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    const isThere = await lstat(join(found, 'package.json')).then(
      () => true,
      () => false,
    );
    if (isThere) return found;
    if (dirname(at) === at) return undefined;
  }
}

async function refuseLinksOutward(folder: string, folders: ReadonlySet<string>): Promise<void> {
  let count = 0;
  const walk = async (at: string): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (++count > MOST_ENTRIES) throw new Error(`${folder} has more than ${MOST_ENTRIES} files`);
      if (entry.isDirectory()) await walk(path);
      if (!entry.isSymbolicLink()) continue;
      const target = await realpath(path).catch(() => undefined);
      if (target !== undefined && isInside(target, folder)) continue;
      // The folders of dependencies are readable anyway, and links to commands lead there.
      if (target !== undefined && [...folders].some(one => isInside(target, one))) continue;
      throw new Error(`${path} is a link out of its package, to ${await readlink(path)}: an isolated adapter may read its own files only`);
    }
  };
  await walk(folder);
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
