import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const ONEBASKET = fileURLToPath(new URL('../src/onebasket.ts', import.meta.url));
const INVOICE = fileURLToPath(new URL('../../adapters/payments/invoice/', import.meta.url));

function adapterTest(...args: readonly string[]) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|ONEBASKET_|TEST$)/.test(name)));
  const { status, stdout, stderr } = spawnSync(process.execPath, [ONEBASKET, 'adapter', 'test', ...args], { env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

it('runs the kit that the package of the adapter has installed', () => {
  const { status, said } = adapterTest(INVOICE, '--check');
  expect(said).toMatch(/payments +\d+ passed/);
  expect(status).toBe(0);
});

it('says what to install where there is no kit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-kit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(adapterTest(folder)).toMatchObject({ status: 1, said: expect.stringContaining('it has no package.json') });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const { status, said } = adapterTest(folder);
  expect(said).toContain('npm install --save-dev @onebasket/adapter-testkit vitest');
  expect(status).toBe(1);
  expect(adapterTest(join(folder, 'nowhere'))).toMatchObject({ status: 1, said: expect.stringContaining('There is no folder') });
});
