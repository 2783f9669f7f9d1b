import { describe, expect, it } from 'vitest';
import type { Bench } from '../src/bench.ts';
import type { Check } from '../src/check.ts';
import { expectStillBroken, waiverProblems } from '../src/waivers.ts';

const bench = { forget: () => undefined } as unknown as Bench;
const waiver = { check: 'search/pages', reason: 'The vendor answers one page and has no cursor.' };
const search = (run: Check['run']): Check => ({ name: 'search/pages', ability: 'search', wants: 'pages', section: 'search', run });

describe('a waiver', () => {
  it('holds as long as its check fails', async () => {
    await expect(
      expectStillBroken(
        search(() => Promise.reject(new Error('no'))),
        waiver,
        bench,
      ),
    ).resolves.toBeUndefined();
  });

  it('fails once its check passes', async () => {
    const passing = search(() => Promise.resolve());
    await expect(expectStillBroken(passing, waiver, bench)).rejects.toThrow('search/pages holds now: take its waiver away');
  });

  it.each(['', 'broken', 'vendor', '            ', 'onelongwordthatisnosentence'])(
    'needs a reason of a sentence, which %j is not',
    reason => {
      expect(waiverProblems([{ ...waiver, reason }], {}, [search(() => Promise.resolve())])).toEqual([
        expect.stringContaining('the waiver of search/pages needs a reason of a sentence at least') as string,
      ]);
    },
  );

  it('names a check that there is, once, and is told which ones there are', () => {
    const problems = waiverProblems([{ ...waiver, check: 'search/paging' }, waiver, waiver], {}, [search(() => Promise.resolve())]);
    expect(problems).toEqual([
      'search/paging is waived, and there is no such check: there are search/pages',
      'search/pages is waived twice',
    ]);
  });

  it('of requests needs a reason, too', () => {
    const calls = { quotes: { allowed: (n: number) => n, reason: 'slow' } };
    expect(waiverProblems([], calls, [])).toEqual([expect.stringContaining('calls.quotes needs a reason') as string]);
  });
});
