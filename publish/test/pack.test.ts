import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOutside, PUBLISHED, type Outside } from '../outside.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readJson = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;

/** Uses something of every package, so that a missing file or declaration shows. */
const USER = `
import { currency, formatAmount, parseMoney } from '@onebasket/core';
import { createRegistry } from '@onebasket/adapter-registry';
import { CONTRACT_VERSION, defineAdapter, moneyIn, type Adapter } from '@onebasket/adapter-sdk';
import { json, TwinServer } from '@onebasket/twin-kit';
import { Type } from 'typebox';

const adapter: Adapter = defineAdapter({
  manifest: {
    id: 'tiny',
    kind: 'channel',
    name: 'Tiny',
    contract: CONTRACT_VERSION,
    vendorApi: '1',
    settings: Type.Object({ baseUrl: Type.String() }),
    allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
    budget: { perSecond: 10, burst: 10 },
  },
  capabilities: {
    health: {
      check: async call => {
        const answer = await call.http.request({ method: 'GET', url: String(call.connection.settings['baseUrl']) });
        const price = moneyIn((answer.json() as { price: unknown }).price, currency('EUR'));
        return { detail: price ? formatAmount(price) : 'no price' };
      },
    },
  },
});
const twin = new TwinServer({ handle: () => json(200, { price: formatAmount(parseMoney('12.3', currency('EUR'))) }) });
const baseUrl = await twin.listen();
const quiet = { debug: () => {}, info: () => {}, warn: () => {} };
const registry = createRegistry({
  connections: [{ kind: 'channel', config: { id: 'tiny', adapter: 'tiny', settings: { baseUrl } } }],
  adapters: [adapter],
  log: quiet,
  offerUnlicensed: true,
});
console.log((await registry.channel('tiny')?.run('health', (it, call) => it.check(call)))?.detail);
await registry.close();
await twin.close();
`;

const EXAMINED = `
import { CONTRACT_VERSION, defineAdapter } from '@onebasket/adapter-sdk';
import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { Type } from 'typebox';

const adapter = defineAdapter({
  manifest: {
    id: 'tiny',
    kind: 'carrier',
    name: 'Tiny',
    contract: CONTRACT_VERSION,
    vendorApi: '1',
    settings: Type.Object({}),
    allowedOrigins: () => [],
    budget: { perSecond: 10, burst: 10 },
  },
  capabilities: { health: { check: async () => ({ detail: 'well' }) } },
});
describeAdapterContract(adapter, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => ({ settings: {}, stop: async () => {} }),
});
`;

const CONSUMER = {
  name: 'consumer',
  private: true,
  type: 'module',
  dependencies: {
    '@onebasket/core': '*',
    '@onebasket/adapter-sdk': '*',
    '@onebasket/adapter-registry': '*',
    '@onebasket/adapter-testkit': '*',
    '@onebasket/twin-kit': '*',
    'create-onebasket-adapter': '*',
    typebox: '*',
  },
  devDependencies: { typescript: '*', '@types/node': '*' },
};

/** As strict as any user's project may be, the packages' own declarations included. */
const STRICT = {
  compilerOptions: {
    strict: true,
    module: 'NodeNext',
    target: 'ES2024',
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    outDir: 'out',
    types: ['node'],
  },
  include: ['*.ts'],
};

describe('the published packages', () => {
  let outside: Outside;
  let project: string;
  beforeAll(async () => {
    outside = await openOutside();
    project = join(outside.folder, 'consumer');
    await mkdir(project);
    await writeFile(join(project, 'package.json'), JSON.stringify(CONSUMER));
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(STRICT));
    await writeFile(join(project, 'use.ts'), USER);
    await writeFile(
      join(project, 'kit.ts'),
      `import { describeAdapterContract, type Sample } from '@onebasket/adapter-testkit';\nexport const sample: Sample = {};\nexport { describeAdapterContract };\n`,
    );
    await outside.install(project);
  });
  afterAll(() => outside?.close());

  it('are type-checked, compiled and run by plain tools outside of this workspace', async () => {
    await outside.run(project, 'tsc', ['-p', '.']);
    expect(await outside.run(project, 'node', ['--no-strip-types', 'out/use.js'])).toBe('12.30\n');
  }, 240_000);

  it.each(PUBLISHED)('%s ships JavaScript, declarations, a licence and a README, and nothing else of ours', async path => {
    const { name } = await readJson(join(root, path, 'package.json'));
    const folder = join(project, 'node_modules', String(name));
    // What the scaffolder copies is sources on purpose.
    const files = (await readdir(folder, { recursive: true })).filter(file => !file.startsWith('template'));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts']));
    expect(files.filter(file => (file.endsWith('.ts') && !file.endsWith('.d.ts')) || /(^|\/)test(\/|$)|tsbuildinfo/.test(file))).toEqual(
      [],
    );
    const manifest = await readJson(join(folder, 'package.json'));
    expect(manifest).not.toHaveProperty('private');
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest).toMatchObject({ license: 'MIT', type: 'module', engines: { node: '>=24' } });
    expect(JSON.stringify(manifest['exports'])).not.toContain('/src/');
  });

  it('examine an adapter by a command, and bring the page that a failing check points to', async () => {
    const adapter = join(outside.folder, 'tiny-adapter');
    await mkdir(join(adapter, 'test'), { recursive: true });
    const dependencies = { '@onebasket/adapter-sdk': '*', '@onebasket/adapter-testkit': '*', typebox: '*' };
    await writeFile(
      join(adapter, 'package.json'),
      JSON.stringify({ name: 'tiny-adapter', version: '2.3.4', type: 'module', dependencies }),
    );
    await writeFile(join(adapter, 'test/contract.test.ts'), EXAMINED);
    await outside.install(adapter);
    expect(await outside.run(adapter, 'onebasket-adapter-test', ['.'])).toContain('health  1 passed');
    expect(await readJson(join(adapter, 'conformance.json'))).toMatchObject({ version: '2.3.4', abilities: { health: { passed: 1 } } });
    const page = join(adapter, 'node_modules/@onebasket/adapter-testkit/docs/adapters/contract.md');
    expect(await readFile(page, 'utf8')).toContain('## Health');
  });

  it('leave a manifest in the workspace that runs from sources', async () => {
    for (const path of PUBLISHED)
      expect(await readJson(join(root, path, 'package.json'))).toMatchObject({ exports: { '.': './src/index.ts' } });
  });
});
