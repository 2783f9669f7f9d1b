import type { Adapter } from '@onebasket/adapter-sdk';
import { CONTRACT_VERSION } from '@onebasket/adapter-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBench, type Bench } from './bench.ts';
import { keep } from './check.ts';
import { checksFor } from './choose-checks.ts';
import type { ContractOptions } from './options.ts';
import { goodResult, kitVersion, lasting, packageVersion, readConformance, recordConformance } from './record-conformance.ts';
import type { ContractMeta } from './task-meta.ts';
import { expectStillBroken, waiverProblems } from './waivers.ts';

/**
 * Describes, for vitest, everything that the adapter contract promises of this adapter: the checks are chosen from its abilities record and run
 * against a running vendor through the real host and a server that can fail in every way of the fault list.
 */
export function describeAdapterContract(adapter: Adapter, options: ContractOptions): void {
  const { manifest } = adapter;
  const waivers = options.waive ?? [];
  const checks = checksFor(adapter, options);
  const passed = new Set<string>();
  const recording = recordingMode();
  const resultNow = async (record: URL) =>
    goodResult(adapter, checks, waivers, { version: await packageVersion(record), kit: await kitVersion() });

  describe(`${manifest.id} keeps the adapter contract ${CONTRACT_VERSION}`, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await openBench(adapter, await options.start(), options.calls);
    }, 300_000);
    afterEach(() => bench.proxy?.disarm());
    afterAll(async () => {
      await bench?.stop();
      // A licence is for the whole contract: a run with failures, or of a few checks only, grants none.
      if (!options.record || recording === 'never' || !checks.every(({ name }) => passed.has(name))) return;
      const [now, before] = [await resultNow(options.record), await readConformance(options.record)];
      if (recording === 'always' || !before || !isSame(lasting(now), lasting(before))) await recordConformance(options.record, now);
    });

    for (const check of checks) {
      const waiver = waivers.find(one => one.check === check.name);
      it(waiver ? `${check.name} (waived: ${waiver.reason})` : check.name, async ({ task }) => {
        const about: ContractMeta = { ability: check.ability, ...(waiver ? { waived: waiver.reason } : {}) };
        task.meta.contract = about;
        await (waiver ? expectStillBroken(check, waiver, bench) : keep(check, bench));
        passed.add(check.name);
      });
    }

    const { record } = options;
    if (record && recording === 'never') {
      it('is recorded with the checks that there are now', async () => {
        const before = await readConformance(record);
        const hint = 'conformance.json against the checks that there are now; run again with ONEBASKET_RECORD=1 to write it anew';
        expect(before && lasting(before), hint).toEqual(lasting(await resultNow(record)));
      });
    }

    it('waives only checks that there are, each once and with its reason', () => {
      expect(waiverProblems(waivers, options.calls ?? {}, checks)).toEqual([]);
    });
  });
}

/** `ONEBASKET_RECORD`: unset compares the result with the file, `changed` writes it where they differ, anything else always. */
function recordingMode(): 'never' | 'changed' | 'always' {
  const asked = process.env['ONEBASKET_RECORD'];
  if (asked === undefined || asked === '') return 'never';
  return asked === 'changed' ? 'changed' : 'always';
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
