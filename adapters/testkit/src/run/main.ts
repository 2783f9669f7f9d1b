#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { testAdapter } from './test-adapter.ts';

const USAGE = `usage: onebasket-adapter-test [DIR] [--record | --check]

Runs the conformance kit on the adapter in DIR (default: here): its test/contract.test.ts, against the vendor that it starts.
A run in which everything passed writes conformance.json where it has changed, by which hosts know what they may offer.

  --record   write conformance.json anew in any case
  --check    write nothing; fail where conformance.json is not what this run finds (for CI)`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { record: { type: 'boolean' }, check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(USAGE);
  } else if (positionals.length > 1 || (values.record && values.check)) {
    throw new Error(USAGE);
  } else {
    const isGood = await testAdapter(positionals[0] ?? '.', values.record ? 'always' : values.check ? 'never' : 'changed');
    process.exitCode = isGood ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
