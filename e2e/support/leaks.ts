import { expect } from 'vitest';
import { SHOP_SECRET } from './broken-answers.ts';

/** What an answer may never hold, whatever went wrong: a stack, a place on this machine, a query of a database, a secret of ours or of a shop. */
export function expectNothingLeaked(text: string): void {
  expect(text).not.toMatch(/\n\s+at |\\n\s+at |node_modules|file:\/\/|\.ts:\d|wp-config|SELECT \*|INTERNAL_SERVER_ERROR|\/tmp\/onebasket-/);
  for (const secret of [SHOP_SECRET, 'ck_test_1234', 'cs_test_1234', 'webhook-secret', process.cwd()]) expect(text).not.toContain(secret);
}
