import { expect, it } from 'vitest';
import type { Bench } from '../src/bench.ts';
import { expectStillBroken } from '../src/describe-contract.ts';

const bench = {} as Bench;
const waiver = { check: 'search/pages', reason: 'one page only' };

it('a waiver holds as long as its check fails', async () => {
  const check = { name: 'search/pages', run: () => Promise.reject(new Error('no')) };
  await expect(expectStillBroken(check, waiver, bench)).resolves.toBeUndefined();
});

it('a waiver fails once its check passes', async () => {
  const check = { name: 'search/pages', run: () => Promise.resolve() };
  await expect(expectStillBroken(check, waiver, bench)).rejects.toThrow('take the waiver away');
});
