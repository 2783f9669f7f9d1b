import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SOURCES = ['go.mod', 'go.sum', 'main.go', 'turns.go'];

/** Why there is no server to start on this machine, in words that say what to do about it. */
export class NoMongoServer extends Error {
  override readonly name = 'NoMongoServer';
}

/**
 * The server's binary for exactly these sources, in a cache folder outside of the clone; built by the first call on a machine (about a
 * minute, with downloads). Throws `NoMongoServer` when it is not there and cannot be built.
 */
export async function builtMongo(): Promise<string> {
  const binary = await binaryPath();
  if (await exists(binary)) return binary;
  if (!(await hasGo()))
    throw new NoMongoServer(
      'no MongoDB server to test with: install Go 1.24 or later (https://go.dev/dl), which builds one from test-servers/mongo',
    );
  await mkdir(join(binary, '..'), { recursive: true });
  // Built beside its place and moved there whole, for two may build at the same time.
  const fresh = `${binary}.${process.pid}`;
  await run('go', ['build', '-o', fresh, '.'], { cwd: import.meta.dirname, env: { ...process.env, CGO_ENABLED: '0' } });
  await rename(fresh, binary);
  return binary;
}

/** Whether `builtMongo` has a binary or the means to build one. */
export async function canHaveMongo(): Promise<boolean> {
  return (await exists(await binaryPath())) || (await hasGo());
}

async function binaryPath(): Promise<string> {
  const hash = createHash('sha256').update(process.platform).update(process.arch);
  for (const name of SOURCES) hash.update(await readFile(join(import.meta.dirname, name)));
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'onebasket', `mongo-server-${hash.digest('hex').slice(0, 16)}`);
}

async function hasGo(): Promise<boolean> {
  return run('go', ['version']).then(
    () => true,
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await builtMongo());
