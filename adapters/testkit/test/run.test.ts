import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/run/main.ts', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../node_modules/', import.meta.url));

/** A whole adapter in two files; its vendor answers `GREETING`. */
const ADAPTER = `
import { defineAdapter } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

export const tiny = defineAdapter({
  manifest: {
    id: 'tiny', kind: 'carrier', name: 'Tiny', contract: '1.0', vendorApi: '1',
    settings: Type.Object({ name: Type.String() }),
    allowedOrigins: () => [],
    budget: { perSecond: 10, burst: 10 },
  },
  capabilities: { health: { check: async call => ({ detail: String(call.connection.settings['name']) }) } },
});`;
const contractTest = (name: string, more = '') => `
import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { tiny } from '../src/index.ts';

describeAdapterContract(tiny, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => ({ settings: { name: ${JSON.stringify(name)} }, stop: async () => {} }),
  ${more}
});`;

/** A package outside of this workspace that has installed what an adapter needs. */
async function makePackage(test: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'adapter-')));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const path of ['src', 'test', 'node_modules/@onebasket']) await mkdir(join(folder, path), { recursive: true });
  for (const name of ['@onebasket/adapter-sdk', '@onebasket/adapter-testkit', 'typebox', 'vitest']) {
    await symlink(await realpath(join(MODULES, name)), join(folder, 'node_modules', name));
  }
  await writeFile(join(folder, 'package.json'), '{ "name": "tiny", "version": "2.3.4", "type": "module" }');
  await writeFile(join(folder, 'src/index.ts'), ADAPTER);
  if (test !== '') await writeFile(join(folder, 'test/contract.test.ts'), test);
  return folder;
}

async function run(...args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|ONEBASKET_|TEST$)/.test(name)));
  const child = spawn(process.execPath, [MAIN, ...args], { env });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>(resolve => child.once('close', resolve)),
  ]);
  return { code, said: out + err };
}

const resultOf = async (folder: string) => JSON.parse(await readFile(join(folder, 'conformance.json'), 'utf8')) as Record<string, unknown>;

describe('testing an adapter in a folder of its own', () => {
  it('says what passed, and writes the result beside its package.json', async () => {
    const folder = await makePackage(contractTest('well'));
    const { code, said } = await run(folder);
    expect(said).toContain('health  1 passed');
    expect(said).toContain('conformance.json is written.');
    expect(code).toBe(0);
    expect(await resultOf(folder)).toMatchObject({ adapter: 'tiny', version: '2.3.4', abilities: { health: { passed: 1, waived: [] } } });

    const again = await run(folder);
    expect(again.said).toContain('conformance.json says the same.');
    expect((await run(folder, '--check')).code).toBe(0);
  });

  it('ends with 1 where a check fails, tells what is wrong, and grants nothing', async () => {
    const folder = await makePackage(contractTest(''));
    const { code, said } = await run(folder);
    expect(said).toContain('health  0 passed, 1 FAILED');
    expect(said).toContain('health/says-how-it-is does not hold');
    expect(said).toMatch(/ {4}wanted: a healthy account answers with a few words about it\n {4}seen: {3}detail is empty/);
    expect(code).toBe(1);
    await expect(resultOf(folder)).rejects.toThrow('ENOENT');
  });

  it('with --check ends with 1 where the result is not the recorded one, and leaves it alone', async () => {
    const folder = await makePackage(contractTest('well'));
    await writeFile(join(folder, 'conformance.json'), '{"adapter":"tiny","passed":[]}');
    const { code, said } = await run(folder, '--check');
    expect(said).toContain('conformance.json against the checks that there are now');
    expect(code).toBe(1);
    expect(await resultOf(folder)).toEqual({ adapter: 'tiny', passed: [] });
  });

  it('ends with 1 for a vendor that does not start, and says why', async () => {
    const folder = await makePackage(contractTest('', "start: async () => { throw new Error('the port is taken'); },"));
    const { code, said } = await run(folder);
    expect(said).toContain('the port is taken');
    expect(code).toBe(1);
  });

  it('ends with 1 for a folder without a contract test, and says what is missing', async () => {
    const { code, said } = await run(await makePackage(''));
    expect(said).toContain('has no test/contract.test.ts, which would run the kit');
    expect(code).toBe(1);
  });

  it('prints how it is used for what it does not understand', async () => {
    const { code, said } = await run('.', '--record', '--check');
    expect(said).toContain('usage: onebasket-adapter-test [DIR]');
    expect(code).toBe(1);
  });
});
