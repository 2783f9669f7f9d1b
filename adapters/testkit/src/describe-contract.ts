import type { Adapter } from '@onebasket/adapter-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBench, type Bench } from './bench.ts';
import type { Check } from './check.ts';
import { checksFor } from './choose-checks.ts';
import type { ContractOptions, Waiver } from './options.ts';
import { readConformance, recordConformance, type ConformanceResult } from './record-conformance.ts';

/**
 * Describes, for vitest, everything that the adapter contract promises of this adapter: the checks are chosen from its abilities record and run
 * against a running vendor through the real host and a server that can fail in every way of the fault list.
 */
export function describeAdapterContract(adapter: Adapter, options: ContractOptions): void {
  const { manifest } = adapter;
  const waivers = options.waive ?? [];
  const checks = checksFor(adapter, options);
  const passed = new Set<string>();
  const waiverOf = (name: string) => waivers.find(({ check }) => check === name);
  const goodResult: ConformanceResult = {
    adapter: manifest.id,
    contract: manifest.contract,
    passed: checks.flatMap(({ name }) => (waiverOf(name) ? [] : name)).sort(),
    waived: waivers,
  };
  const { record } = options;
  const isRecording = process.env['ONEBASKET_RECORD'] !== undefined;

  describe(`${manifest.id} keeps the adapter contract ${manifest.contract}`, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await openBench(adapter, await options.start());
    }, 300_000);
    afterEach(() => bench.proxy?.disarm());
    afterAll(async () => {
      await bench?.stop();
      // A licence is for the whole contract: a run with failures, or of a few checks only, grants none.
      if (record && isRecording && checks.every(({ name }) => passed.has(name))) await recordConformance(record, goodResult);
    });

    for (const check of checks) {
      const waiver = waiverOf(check.name);
      it(waiver ? `${check.name} (waived: ${waiver.reason})` : check.name, async () => {
        await (waiver ? expectStillBroken(check, waiver, bench) : check.run(bench));
        passed.add(check.name);
      });
    }

    if (record && !isRecording) {
      it('is recorded with the checks that there are now', async () => {
        expect(await readConformance(record)).toEqual(goodResult);
      });
    }

    it('waives only checks that there are, each with its reason', () => {
      const names = checks.map(({ name }) => name);
      for (const { check, reason } of waivers) {
        expect(names).toContain(check);
        expect(reason).not.toBe('');
      }
    });
  });
}

/** A waiver that is no longer needed has to go. */
export async function expectStillBroken(check: Check, { reason }: Waiver, bench: Bench): Promise<void> {
  const isBroken = await check.run(bench).then(
    () => false,
    () => true,
  );
  if (!isBroken) throw new Error(`${check.name} passes: take the waiver away ("${reason}")`);
}
