import { lstat, readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package has fewer files; who has more is not searched for links for hours. */
const MOST_ENTRIES = 100_000;
const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;

/**
 * What the process of an adapter may read: its package with what that depends on, and the code of the SDK with what it needs. Rejects for a package with a
 * link that leads out of it: Node follows links wherever they lead.
 */
export async function readablePaths(packageFolder: string): Promise<readonly string[]> {
  const paths = new Set<string>();
  const own = fileURLToPath(new URL('../../', import.meta.url));
  await addCode(own, paths);
  for (const name of OURS) {
    const folder = await findDependency(own, name);
    if (folder) await addCode(folder, paths);
    for (const dependency of folder && name !== REGISTRY ? await dependenciesOf(folder) : []) {
      const found = await findDependency(folder as string, dependency);
      if (found && !OURS.includes(dependency)) await addWithDependencies(found, paths);
    }
  }
  const before = new Set(paths);
  await addWithDependencies(packageFolder, paths);
  const added = [...paths].filter(path => !before.has(path));
  for (const folder of new Set(await Promise.all(added.map(one => realpath(one))))) await refuseLinksOutward(folder, paths);
  return [...paths];
}

/** Of the registry, one part without dependencies is used in the process, and none of its network. */
const REGISTRY = '@onebasket/adapter-registry';
const OURS = ['@onebasket/adapter-sdk', '@onebasket/core', REGISTRY];

/** Of our own packages the code alone: tests and data of a workspace are nobody's business. */
async function addCode(folder: string, paths: Set<string>): Promise<void> {
  const real = await realpath(folder);
  for (const part of ['package.json', 'src', 'dist']) paths.add(join(real, part));
  // A workspace links to its packages, and Node looks at the link.
  if (real !== resolve(folder)) paths.add(resolve(folder));
}

async function addWithDependencies(folder: string, paths: Set<string>): Promise<void> {
  paths.add(resolve(folder));
  paths.add(await realpath(folder));
  for (const name of await dependenciesOf(folder)) {
    const found = OURS.includes(name) ? undefined : await findDependency(folder, name);
    if (found && !paths.has(found)) await addWithDependencies(found, paths);
  }
}

async function dependenciesOf(folder: string): Promise<readonly string[]> {
  const { dependencies, peerDependencies, optionalDependencies } = await readPackage(folder);
  // A name is a name: "../.." would open the folder that the package was installed into.
  return Object.keys({ ...peerDependencies, ...optionalDependencies, ...dependencies }).filter(name => PACKAGE_NAME.test(name));
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

async function refuseLinksOutward(folder: string, readable: ReadonlySet<string>): Promise<void> {
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
      if (target !== undefined && [...readable].some(one => isInside(target, one))) continue;
      throw new Error(`${path} is a link out of its package, to ${await readlink(path)}: an isolated adapter may read its own files only`);
    }
  };
  await walk(folder);
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
