import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { createRegistry, type RegisteredConnection } from '@onebasket/adapter-registry';
import { loadAdapters, type LoadedAdapters } from '../src/index.ts';
import { BREAKOUTS } from './packages/hostile/breakouts.ts';
import { packageOf, serve } from './support.ts';

let loaded: LoadedAdapters;
let connection: RegisteredConnection;
const warnings: string[] = [];

beforeAll(async () => {
  loaded = await loadAdapters([{ package: packageOf('hostile') }], {
    from: import.meta.dirname,
    taken: [],
    warn: message => warnings.push(message),
  });
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  const registry = createRegistry({
    connections: [{ kind: 'channel', config: { id: 'acme', adapter: 'hostile', settings: { baseUrl: 'http://127.0.0.1:9' } } }],
    adapters: loaded.adapters,
    log: silent,
    offerUnlicensed: true,
  });
  connection = registry.channel('acme') as RegisteredConnection;
});
afterAll(() => loaded.close());

async function attempt(name: string, target: string): Promise<string | undefined> {
  const [told] = await connection.run('listings', (it, call) => it.getListings([name, target], call));
  return told?.title;
}

describe('an isolated adapter cannot break out', () => {
  it.each(Object.keys(BREAKOUTS))('by: %s', async name => {
    const server = await serve();
    const target = name === 'read a file by climbing' ? 'support.ts' : server.url;
    expect(await attempt(name, target)).toMatch(/^denied: /);
    expect(server.connections()).toBe(0);
    expect(warnings, 'it is still the same process').toEqual([]);
  });

  it('nor leaves anything behind on the disk', () => {
    for (const path of [`${tmpdir()}/onebasket-hostile`, `${packageOf('hostile')}/written`, `${packageOf('hostile')}/link`])
      expect(existsSync(path), path).toBe(false);
  });

  it('nor sees the environment of its host', async () => {
    expect(await attempt('environment', '')).toBe('');
  });

  it('but may read the files of its own package', async () => {
    expect(await attempt('folder', '')).toContain('breakouts.ts');
  });
});
