import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordConformance } from '@onebasket/adapter-testkit';
import { expect, it, onTestFinished } from 'vitest';

it('a recorded result names adapter, contract, day, what passed in order, and what was waived', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'conformance.json');
  const waived = [{ check: 'search/pages', reason: 'one page only' }];
  await recordConformance(file, { adapter: 'acme', contract: '1.0', passed: ['b', 'a'], waived });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    adapter: 'acme',
    contract: '1.0',
    date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
    passed: ['a', 'b'],
    waived,
  });
});
