import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readdir } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** A PostgreSQL of our own: one folder, one port on loopback, gone after `stop()`. */
export interface Postgres {
  /** With user and database: the one, empty at first, that every cluster has. */
  readonly url: string;
  /** Ends it cleanly: its folder can be copied and started again. */
  stop(): Promise<void>;
}

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';
const USER = 'shop';

/** It refuses to run as root; there it runs as nobody. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Data that a power cut may eat: everything here is thrown away after the test. */
const CARELESS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'unix_socket_directories=', 'listen_addresses=127.0.0.1'];

/** Runs its first argument with the rest, and ends it (a "fast" shutdown) when standard input closes: however its parent goes, it goes too. */
const WITH_PARENT = '"$@" </dev/null & server=$!; trap "" INT TERM; cat >/dev/null; kill -INT $server; wait $server';

/** Makes an empty database cluster in `folder`, which must not be there yet or be empty. */
export async function createCluster(folder: string): Promise<void> {
  const initdb = join(await binaries(), 'initdb');
  await owned(folder);
  const options = ['-D', folder, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await run(initdb, options, { ...NOBODY, cwd: folder });
}

/** Starts PostgreSQL on a folder that `createCluster` made, or on a copy of one. */
export async function startPostgres(folder: string, port: number): Promise<Postgres> {
  const postgres = join(await binaries(), 'postgres');
  await owned(folder);
  const options = ['-D', folder, '-p', String(port), ...CARELESS.flatMap(option => ['-c', option])];
  const shell = spawn('sh', ['-c', WITH_PARENT, 'postgres', postgres, ...options], {
    ...NOBODY,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaint = '';
  shell.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4000)));
  const stop = async () => {
    if (shell.exitCode !== null || shell.signalCode !== null) return;
    const gone = once(shell, 'exit');
    shell.stdin.end();
    await gone;
  };
  const giveUpAt = Date.now() + 30_000;
  while (!(await accepts(port))) {
    if (Date.now() > giveUpAt) {
      await stop();
      throw new Error(`PostgreSQL did not listen within 30 s:\n${complaint}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return { url: `postgres://${USER}@127.0.0.1:${port}/postgres`, stop };
}

async function owned(folder: string): Promise<void> {
  if (NOBODY.uid !== undefined) await run('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, folder]);
  await run('chmod', ['700', folder]);
}

async function accepts(port: number): Promise<boolean> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Where PostgreSQL's programs are: Debian keeps most of them off the path, one folder per version. */
async function binaries(): Promise<string> {
  const versions = await readdir(DEBIAN).catch(() => []);
  const debian = versions.sort((a, b) => Number(b) - Number(a)).map(version => join(DEBIAN, version, 'bin'));
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), ...debian]) {
    const isThere = await access(join(folder, 'initdb')).then(
      () => true,
      () => false,
    );
    if (isThere) return folder;
  }
  throw new Error('Medusa needs PostgreSQL: no initdb on the path nor below /usr/lib/postgresql (apt-get install postgresql)');
}
