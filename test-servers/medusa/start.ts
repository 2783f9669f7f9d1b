import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCluster, startPostgres } from './postgres.ts';
import { ADMIN, seed, type Seeded } from './seed.ts';

/** A running Medusa shop: fresh on every start, gone after `stop()`. */
export interface MedusaServer extends Seeded {
  /** The server's base: `baseUrl` of the adapter. */
  readonly url: string;
  /** Ends the shop and its database and waits for them. */
  stop(): Promise<void>;
}

const HERE = import.meta.dirname;
const INSTALLED = ['package.json', 'package-lock.json', 'medusa-config.js', 'server.cjs'];
const SOURCES = [...INSTALLED, 'seed.ts', 'catalogue.json', 'postgres.ts'];
const run = promisify(execFile);

/**
 * Starts a real Medusa on loopback, on `port` or any free one, over a PostgreSQL of its own. The first call on a machine installs the packages and
 * fills the shop (about a minute and a half) into a cache folder outside of the clone; later calls copy its database and take some five seconds.
 */
export async function startMedusa(options: { readonly port?: number } = {}): Promise<MedusaServer> {
  const folder = await preparedFolder();
  const data = await mkdtemp(join(tmpdir(), 'onebasket-medusa-'));
  const stops: (() => Promise<void>)[] = [() => rm(data, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    await cp(join(folder, 'database'), data, { recursive: true });
    const postgres = await startPostgres(data, await freePort());
    stops.push(postgres.stop);
    const shop = await startShop(folder, postgres.url, options.port ?? (await freePort()));
    stops.push(shop.stop);
    const seeded = JSON.parse(await readFile(join(folder, 'seeded.json'), 'utf8')) as Seeded;
    return { ...seeded, url: shop.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The installed and filled copy for exactly these sources; made once, by whoever comes first. */
async function preparedFolder(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const name of SOURCES) hash.update(name).update(await readFile(join(HERE, name)));
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'onebasket');
  const folder = join(cache, `medusa-${hash.digest('hex').slice(0, 16)}`);
  if (await exists(folder)) return folder;

  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'medusa-draft-'));
  try {
    for (const name of INSTALLED) await cp(join(HERE, name), join(draft, name));
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: draft, env: environment({}) });
    await fill(draft);
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error; // otherwise another process was faster; its copy is as good
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Makes the database that every start copies, and `seeded.json` beside it. */
async function fill(draft: string): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'onebasket-medusa-'));
  try {
    await createCluster(data);
    const postgres = await startPostgres(data, await freePort());
    try {
      const medusa = (...args: string[]) =>
        run(process.execPath, [join('node_modules', '@medusajs', 'cli', 'cli.js'), ...args], {
          cwd: draft,
          env: environment({ DATABASE_URL: postgres.url }),
          maxBuffer: 16 * 1024 * 1024,
        });
      await medusa('db:migrate', '--execute-all-links');
      await medusa('user', '-e', ADMIN.email, '-p', ADMIN.password);
      const shop = await startShop(draft, postgres.url, await freePort());
      try {
        await writeFile(join(draft, 'seeded.json'), JSON.stringify(await seed(shop.url), null, 1));
      } finally {
        await shop.stop();
      }
    } finally {
      await postgres.stop();
    }
    await cp(data, join(draft, 'database'), { recursive: true });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function startShop(folder: string, databaseUrl: string, port: number): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = spawn(process.execPath, ['server.cjs'], {
    cwd: folder,
    env: environment({ DATABASE_URL: databaseUrl, MEDUSA_PORT: String(port) }),
    // The open end of its standard input is how the shop knows that we are still there.
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaint = '';
  server.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4000)));
  const url = `http://127.0.0.1:${port}`;
  const stop = () => ended(server);
  try {
    await untilReady(`${url}/health`, server, () => complaint);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', MEDUSA_DISABLE_TELEMETRY: 'true', ...more };
}

async function untilReady(health: string, server: ChildProcess, complaint: () => string): Promise<void> {
  const giveUpAt = Date.now() + 120_000;
  while (Date.now() < giveUpAt) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`Medusa ended while starting:\n${complaint()}`);
    const answer = await fetch(health, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 150));
  }
  throw new Error(`Medusa gave no answer within 120 s:\n${complaint()}`);
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  // It has nothing to save: its database is thrown away.
  server.kill('SIGKILL');
  await exit;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return port;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
