import type { Adapter, Capabilities } from '@onebasket/adapter-sdk';
import { onTestFinished } from 'vitest';
import { openBench } from '../../src/bench.ts';
import { keep } from '../../src/check.ts';
import { checksFor } from '../../src/choose-checks.ts';
import type { RunningVendor } from '../../src/options.ts';

/** An adapter with some of its abilities broken. */
export function broken(adapter: Adapter, capabilities: Partial<Capabilities>): Adapter {
  return { ...adapter, capabilities: { ...adapter.capabilities, ...capabilities } };
}

/** What one check says of an adapter; "" when it holds. */
export async function said(adapter: Adapter, start: () => Promise<RunningVendor>, name: string): Promise<string> {
  const check = checksFor(adapter).find(one => one.name === name);
  if (!check) throw new Error(`the kit has no check ${name} for this adapter`);
  const bench = await openBench(adapter, await start());
  onTestFinished(() => bench.stop());
  return keep(check, bench).then(
    () => '',
    (breach: unknown) => (breach as Error).message,
  );
}
