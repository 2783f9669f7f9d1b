import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A running Vendure shop: fresh on every start, gone after `stop()`. */
export interface VendureServer {
  /** The server's base: `baseUrl` of the adapter. */
  readonly url: string;
  readonly shopApi: string;
  readonly adminApi: string;
  /** Ends the process and waits for it. */
  stop(): Promise<void>;
}

const HERE = import.meta.dirname;
const SOURCES = ['package.json', 'package-lock.json', 'vendure-config.cjs', 'populate.cjs', 'server.cjs', 'initial.json', 'catalogue.csv'];
const run = promisify(execFile);

/**
 * Starts a real Vendure on loopback, on `port` or any free one. The first call on a machine installs the packages and builds the
 * shop's image (about a minute) into a cache folder outside of the clone; later calls take some five seconds.
 */
export async function startVendure(options: { readonly port?: number } = {}): Promise<VendureServer> {
  const folder = await preparedFolder();
  const port = options.port ?? (await freePort());
  const server = spawn(process.execPath, ['server.cjs'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'test', VENDURE_PORT: String(port), VENDURE_IMAGE: join(folder, 'shop.sqlite') },
    // The open end of its standard input is how the shop knows that we are still there.
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaint = '';
  server.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4000)));

  const url = `http://127.0.0.1:${port}`;
  const stop = () => ended(server);
  try {
    await untilReady(`${url}/shop-api`, server, () => complaint);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, shopApi: `${url}/shop-api`, adminApi: `${url}/admin-api`, stop };
}

/** The installed and populated copy for exactly these sources; made once, by whoever comes first. */
async function preparedFolder(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const name of SOURCES) hash.update(name).update(await readFile(join(HERE, name)));
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'onebasket');
  const folder = join(cache, `vendure-${hash.digest('hex').slice(0, 16)}`);
  if (await exists(folder)) return folder;

  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'vendure-draft-'));
  try {
    for (const name of SOURCES) await cp(join(HERE, name), join(draft, name));
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: draft });
    const env = { ...process.env, NODE_ENV: 'test', VENDURE_PORT: String(await freePort()), VENDURE_IMAGE_OUT: join(draft, 'shop.sqlite') };
    await run(process.execPath, ['populate.cjs'], { cwd: draft, env, maxBuffer: 16 * 1024 * 1024 });
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error; // otherwise another process was faster; its copy is as good
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

async function untilReady(shopApi: string, server: ChildProcess, complaint: () => string): Promise<void> {
  const giveUpAt = Date.now() + 90_000;
  while (Date.now() < giveUpAt) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`Vendure ended while starting:\n${complaint()}`);
    const answer = await fetch(shopApi, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{__typename}"}',
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 150));
  }
  throw new Error(`Vendure gave no answer within 90 s:\n${complaint()}`);
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = new Promise(resolve => server.once('exit', resolve));
  server.kill('SIGTERM');
  const tooLong = setTimeout(() => server.kill('SIGKILL'), 5_000);
  await exit;
  clearTimeout(tooLong);
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
