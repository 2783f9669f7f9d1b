import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AdapterLoadError, loadAdapters, type AdapterSource, type Limits } from '../src/index.ts';
import { packageOf } from './support.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'onebasket-isolation-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function load(sources: readonly AdapterSource[], from: string, taken: readonly string[] = [], limits: Partial<Limits> = {}) {
  const loaded = await loadAdapters(sources, { from, taken, warn: () => undefined, limits });
  onTestFinished(() => loaded.close());
  return loaded.adapters;
}

/** A package with this code, without dependencies of its own. */
async function packageWith(code: string, more: object = {}): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'acme-adapter', type: 'module', exports: './index.js', ...more }));
  await writeFile(join(folder, 'index.js'), code);
  return folder;
}

const MANIFEST = `id: 'acme', kind: 'channel', name: 'Acme', contract: '1.0', vendorApi: '1', settings: { type: 'object', properties: {} },
  allowedOrigins: () => [], budget: { perSecond: 1, burst: 1 }`;
const adapterWith = (manifest: string, capabilities = '{}') =>
  packageWith(`export default { manifest: { ${MANIFEST}, ${manifest} }, capabilities: ${capabilities} };`);

/** Why a package cannot be used. */
async function reasonOf(folder: string, limits: Partial<Limits> = {}): Promise<string> {
  try {
    await load([{ package: folder }], '/', [], limits);
  } catch (error) {
    if (error instanceof AdapterLoadError) return error.message;
    throw error;
  }
  throw new Error('it was loaded');
}

describe('an adapter package', () => {
  it('is found by a path from the configuration, and by its name where npm installed it', async () => {
    const folder = await temporaryFolder();
    await cp(packageOf('good'), join(folder, 'my-adapter'), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{}');
    const installed = join(folder, 'node_modules/@acme/adapter');
    await mkdir(installed, { recursive: true });
    await writeFile(
      join(installed, 'package.json'),
      JSON.stringify({ name: '@acme/adapter', type: 'module', exports: { '.': { import: './index.js' } } }),
    );
    await writeFile(join(installed, 'index.js'), `export const acme = { manifest: { ${MANIFEST} }, capabilities: {} };`);
    const adapters = await load([{ package: './my-adapter' }, { package: '@acme/adapter' }], folder);
    expect(adapters.map(({ manifest }) => manifest.id)).toEqual(['good', 'acme']);
  });

  it('runs with what it depends on, CommonJS included', async () => {
    const folder = await packageWith(
      `import { idOf } from 'helper'; export default { manifest: { ${MANIFEST}, id: idOf() }, capabilities: {} };`,
      {
        dependencies: { helper: '*' },
      },
    );
    await mkdir(join(folder, 'node_modules/helper'), { recursive: true });
    await writeFile(join(folder, 'node_modules/helper/package.json'), '{"name":"helper","main":"lib.js"}');
    await writeFile(
      join(folder, 'node_modules/helper/lib.js'),
      `const http = require('http'); class Agent extends http.Agent {} exports.idOf = () => 'from-' + typeof Agent;`,
    );
    const [adapter] = await load([{ package: folder }], '/');
    expect(adapter?.manifest.id).toBe('from-function');
  });

  it('reads nothing above its folder by naming a path as its dependency', async () => {
    const outer = await temporaryFolder();
    await writeFile(join(outer, 'package.json'), '{"name":"outer"}');
    await writeFile(join(outer, 'secret.txt'), 'secret');
    const folder = join(outer, 'node_modules/acme');
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'acme', type: 'module', exports: './index.js', dependencies: { '..': '*', '../..': '*', './../..': '*' } }),
    );
    await writeFile(
      join(folder, 'index.js'),
      `import { readFileSync } from 'node:fs';
       let name = 'denied';
       try { name = readFileSync(${JSON.stringify(join(outer, 'secret.txt'))}, 'utf8'); } catch {}
       export default { manifest: { ${MANIFEST}, name }, capabilities: {} };`,
    );
    const [adapter] = await load([{ package: 'acme' }], outer);
    expect(adapter?.manifest.name).toBe('denied');
  });

  it('that is not there, has no adapter, or cannot be read stops the start with the reason', async () => {
    await expect(load([{ package: '@acme/missing' }], await temporaryFolder())).rejects.toThrow(
      /no package of this name.*npm install @acme\/missing/,
    );
    await expect(load([{ package: './missing' }], await temporaryFolder())).rejects.toThrow(/no package\.json in/);
    expect(await reasonOf(await packageWith('export const one = 1;'))).toMatch(/0 of its exports are adapters/);
    expect(await reasonOf(await packageWith('export const = 1;'))).toMatch(/SyntaxError|Unexpected/i);
    expect(await reasonOf(await packageWith('import "not-installed";'))).toMatch(/not-installed/);
    expect(await reasonOf(await packageWith('throw undefined;'))).toMatch(/threw undefined/);
    expect(await reasonOf(await packageWith('process.exit(3);'))).toMatch(/ended with 3/);
    expect(await reasonOf(await packageWith('await new Promise(() => {});'), { startWithinMs: 1_000 })).toMatch(/not ready within 1000 ms/);
  });

  it('may not take the place of an adapter that ships, nor of another one', async () => {
    await expect(load([{ package: packageOf('good') }], '/', ['woocommerce', 'good'])).rejects.toMatchObject({
      at: 0,
      message: /"good" is taken/,
    });
    await expect(load([{ package: packageOf('good') }, { package: packageOf('good') }], '/')).rejects.toMatchObject({ at: 1 });
  });

  it('with a link that leads out of it is not run: Node would follow it', async () => {
    const folder = await adapterWith('');
    await symlink('/etc', join(folder, 'etc'));
    expect(await reasonOf(folder)).toMatch(/link out of its package/);
  });

  it('with a manifest that cannot be believed is not run', async () => {
    expect(await reasonOf(await adapterWith(`id: '../woocommerce'`))).toMatch(/manifest\/id/);
    expect(await reasonOf(await adapterWith(`kind: 'host'`))).toMatch(/manifest\/kind/);
    expect(await reasonOf(await adapterWith(`budget: { perSecond: 1e12, burst: 1 }`))).toMatch(/perSecond/);
    expect(await reasonOf(await adapterWith(`settings: { type: 'string' }`))).toMatch(/describe an object/);
    expect(await reasonOf(await adapterWith(`name: 'x'.repeat(1e6)`))).toMatch(/manifest\/name/);
  });

  it('has the abilities that it declares in full, and no others', async () => {
    const folder = await adapterWith(
      '',
      `{ search: { search() {} }, orders: { mode: 'native', place() {} }, feed: {}, webhooks: { verify() {} }, surprise: { run() {} }, payments: null }`,
    );
    const [adapter] = await load([{ package: folder }], '/');
    expect(Object.keys(adapter?.capabilities ?? {})).toEqual(['search']);
  });

  it('has a schema of settings of plain words: what could run or reach elsewhere is left out', async () => {
    const folder = await adapterWith(
      `settings: { type: 'object', $ref: 'https://stranger.example/schema', properties: { key: { type: 'string', secret: true, $id: 'x', format: 'uri' } }, required: ['key', 7] }`,
    );
    const [adapter] = await load([{ package: folder }], '/');
    expect(JSON.parse(JSON.stringify(adapter?.manifest.settings))).toEqual({
      type: 'object',
      properties: { key: { type: 'string', secret: true, format: 'uri' } },
      required: ['key'],
    });
  });

  it('may call the addresses that stand in its settings', async () => {
    const [adapter] = await load([{ package: packageOf('good') }], '/');
    const settings = {
      baseUrl: 'https://shop.example/api',
      login: { host: 'login.shop.example' },
      port: 80,
      note: 'see https://x.example',
    };
    expect(adapter?.manifest.allowedOrigins(settings)).toEqual(['https://shop.example', 'https://login.shop.example']);
  });
});

describe('no process of an adapter outlives its host', () => {
  /** A host in a process of its own, whose adapter is busy without end. */
  async function startHost(how: string): Promise<{ readonly adapterPid: number; end(): Promise<void> }> {
    const folder = await temporaryFolder();
    const file = join(folder, 'host.ts');
    const index = new URL('../src/index.ts', import.meta.url).href;
    await writeFile(
      file,
      `import { loadAdapters } from ${JSON.stringify(index)};
       const { adapters } = await loadAdapters([{ package: ${JSON.stringify(packageOf('hostile'))} }], { from: '/', taken: [], warn: () => {} });
       const call = { connection: { id: 'a', name: 'a', settings: {} }, signal: new AbortController().signal, now: () => new Date(), log: {} };
       adapters[0].capabilities.listings.getListings(['loop'], call).catch(() => {});
       setTimeout(() => console.log('busy'), 300);
       process.stdin.on('data', () => { ${how} });`,
    );
    const host = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'ignore'] });
    const ended = once(host, 'exit');
    await once(host.stdout, 'data');
    const pids = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter(line => line.includes('child/runner') && line.includes('packages/hostile'))
      .map(line => Number.parseInt(line, 10));
    return {
      adapterPid: Math.max(...pids),
      end: async () => {
        host.stdin.write('end\n');
        await ended;
      },
    };
  }

  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  it.each([
    ['is killed while the adapter loops', 'process.kill(process.pid, "SIGKILL");'],
    ['exits while the adapter loops', 'process.exit(0);'],
    ['crashes while the adapter loops', 'throw new Error("crash");'],
  ])('that %s', async (_, how) => {
    const host = await startHost(how);
    expect(host.adapterPid).toBeGreaterThan(0);
    await host.end();
    for (let tries = 0; isAlive(host.adapterPid) && tries < 100; tries++) await setTimeout(50);
    expect(isAlive(host.adapterPid)).toBe(false);
  });
});
