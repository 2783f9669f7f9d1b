import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../', import.meta.url));
const run = promisify(execFile);

/** The packages that go to the registry, by their folders. */
export const PUBLISHED: readonly string[] = [
  'core',
  'adapters/sdk',
  'adapters/registry',
  'adapters/testkit',
  'twins/kit',
  'adapters/create',
];

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}

/** A place outside of this workspace where the published packages are at hand as tarballs. */
export interface Outside {
  /** An empty folder that is gone after `close`. */
  readonly folder: string;
  /** By package name: the file that `npm pack` made. */
  readonly tarballs: ReadonlyMap<string, string>;
  /**
   * What `npm install` would do in this project, from the tarballs and from what the workspace has installed, without a registry: a package finds what
   * its manifest names and nothing else.
   */
  install(project: string): Promise<void>;
  /** Runs a program in a project with its `node_modules/.bin` at hand. Rejects with everything that it said when it fails. */
  run(project: string, command: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
  close(): Promise<void>;
}

/** Packs every published package, in a copy of its sources, so that nobody who uses the workspace meanwhile sees a half-packed one. */
export async function openOutside(): Promise<Outside> {
  const place = await realpath(await mkdtemp(join(tmpdir(), 'onebasket-outside-')));
  const tarballs = await packAll(place);
  const folder = join(place, 'projects');
  await mkdir(folder);
  return {
    folder,
    tarballs,
    install: project => install(project, tarballs),
    run: (project, command, args, env = {}) => runIn(project, command, args, env),
    close: () => rm(place, { recursive: true, force: true }),
  };
}

async function packAll(place: string): Promise<ReadonlyMap<string, string>> {
  const copy = join(place, 'workspace');
  const isSource = (path: string) => !/^(node_modules|dist|test)$/.test(basename(path));
  await mkdir(copy);
  for (const name of ['publish', 'tsconfig.json', 'LICENSE', ...PUBLISHED])
    await cp(join(root, name), join(copy, name), { recursive: true, filter: isSource });
  // The kit brings the page that its messages point to.
  await cp(join(root, 'docs/adapters/contract.md'), join(copy, 'docs/adapters/contract.md'));
  // Whole, its tests are what a new adapter begins with.
  await cp(join(root, 'adapters/template'), join(copy, 'adapters/template'), { recursive: true });
  await linkModules(copy);
  const tarballs = new Map<string, string>();
  for (const path of PUBLISHED) {
    const { name } = await manifestOf(join(root, path));
    const said = await runIn(join(copy, path), 'npm', ['pack', '--silent', '--pack-destination', place], {});
    tarballs.set(name, join(place, said.trim().split('\n').at(-1) ?? ''));
  }
  return tarballs;
}

/** The copy's packages are its own, everything else is what the workspace has installed. */
async function linkModules(copy: string): Promise<void> {
  const modules = join(copy, 'node_modules');
  await mkdir(join(modules, '@onebasket'), { recursive: true });
  const others = (await readdir(join(root, 'node_modules'))).filter(name => name !== '@onebasket');
  await Promise.all(others.map(name => symlink(join(root, 'node_modules', name), join(modules, name))));
  for (const path of [...PUBLISHED, 'publish']) {
    const { name } = await manifestOf(join(root, path));
    if (name.startsWith('@onebasket/')) await symlink(join(copy, path), join(modules, name));
  }
}

async function install(project: string, tarballs: ReadonlyMap<string, string>): Promise<void> {
  const modules = join(project, 'node_modules');
  // What is linked lies one folder higher: a package with links that lead out of it is no honest one to whoever isolates it.
  const shared = join(dirname(project), 'node_modules');
  const wanted = namesIn(await manifestOf(project), true);
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const tarball = tarballs.get(name);
    if (tarball === undefined) await linkTo(await realpath(join(root, 'node_modules', name)), join(shared, name));
    else if (await isNewFolder(join(modules, name))) {
      await run('tar', ['-xzf', tarball, '-C', join(modules, name), '--strip-components=1']);
      const manifest = await manifestOf(join(modules, name));
      wanted.push(...namesIn(manifest, false));
      for (const [command, file] of Object.entries(manifest.bin ?? {})) await linkCommand(modules, command, join(modules, name, file));
    }
  }
}

async function isNewFolder(folder: string): Promise<boolean> {
  // The first folder that had to be made, if any had.
  return (await mkdir(folder, { recursive: true })) !== undefined;
}

async function linkTo(target: string, link: string): Promise<void> {
  await mkdir(dirname(link), { recursive: true });
  await symlink(target, link).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function linkCommand(modules: string, command: string, file: string): Promise<void> {
  await chmod(file, 0o755);
  await linkTo(file, join(modules, '.bin', command));
}

function namesIn(manifest: Manifest, isProject: boolean): string[] {
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...(isProject ? manifest.devDependencies : {}) });
}

async function manifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

async function runIn(folder: string, command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const path = `${join(folder, 'node_modules/.bin')}:${join(root, 'node_modules/.bin')}:${process.env['PATH']}`;
  // What the test runner of this process says to its own children is nothing for others.
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|npm_|NODE_OPTIONS|TEST$)/.test(name)));
  try {
    const { stdout } = await run(command, args, { cwd: folder, env: { ...inherited, PATH: path, ...env }, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed in ${basename(folder)}:\n${stdout}\n${stderr}`, { cause: error });
  }
}
