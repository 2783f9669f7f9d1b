import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;

/** The blocks of one language on the page about review, in their order. */
async function examples(language: string): Promise<readonly string[]> {
  const page = await readFile(join(root, 'docs/orders/review.md'), 'utf8');
  return [...page.matchAll(/^```(\w+)\n([^]*?)^```/gm)].flatMap(([, is, text = '']) => (is === language ? [text] : []));
}

async function reviewTest(
  orders: string,
  ...more: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  await writeFile(join(folder, 'orders.json'), orders);
  const args = [
    'bin/src/onebasket.ts',
    'review',
    'test',
    '--config',
    join(folder, 'onebasket.yaml'),
    '--orders',
    join(folder, 'orders.json'),
    ...more,
  ];
  try {
    return { code: 0, ...(await run(process.execPath, args, { cwd: root })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onebasket-'));
  await writeFile(join(folder, 'onebasket.yaml'), (await examples('yaml')).join('\n'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('onebasket review test', () => {
  it("tries the rules of the documentation on the documentation's orders", async () => {
    const [orders = ''] = await examples('json');
    const { code, stdout } = await reviewTest(orders);
    expect(stdout).toMatch(/^two-cameras {2}hold {3}large: total 5200\.00 CNY is at or above 5000\.00 CNY$/m);
    expect(stdout).toMatch(/^ {2}large: 1$/m);
    expect(stdout).toMatch(/^ {2}bulk: 0 \(means none of these orders\)$/m);
    expect(code).toBe(0);
  });

  it('exits with 1 when an order comes otherwise than it says it should, or cannot be read', async () => {
    const cheap = { currency: 'CNY', lines: [{ listing: 'shop:1', unitPrice: '5' }], expect: 'block', fraud: true };
    const unexpected = await reviewTest(JSON.stringify([cheap]), '--json');
    expect([unexpected.code, JSON.parse(unexpected.stdout)]).toEqual([
      1,
      expect.objectContaining({ quality: { frauds: 1, caught: 0, honest: 0, stopped: 0 } }),
    ]);
    const wrong = await reviewTest('[{ "currency": "yuan" }]');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(/^orders\[0\]/)]);
  });
});
