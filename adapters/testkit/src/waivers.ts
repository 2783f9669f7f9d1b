import type { Bench } from './bench.ts';
import type { Check } from './check.ts';
import type { CallAllowances, Waiver } from './options.ts';

/** A reason that a stranger can follow. */
const SHORTEST_REASON = 20;

/** A waiver that is no longer needed has to go. */
export async function expectStillBroken(check: Check, { reason }: Waiver, bench: Bench): Promise<void> {
  bench.forget();
  const isBroken = await check.run(bench).then(
    () => false,
    () => true,
  );
  if (!isBroken) throw new Error(`${check.name} holds now: take its waiver away ("${reason}")`);
}

/** What is wrong with the waivers and allowances themselves, in words. */
export function waiverProblems(waivers: readonly Waiver[], calls: CallAllowances, checks: readonly Check[]): readonly string[] {
  const names = new Set(checks.map(({ name }) => name));
  const waived = waivers.map(({ check }) => check);
  return [
    ...waived.filter(name => !names.has(name)).map(name => `${name} is waived, and there is no such check: ${nearest(name, names)}`),
    ...waived.filter((name, at) => waived.indexOf(name) !== at).map(name => `${name} is waived twice`),
    ...waivers.filter(({ reason }) => !isSentence(reason)).map(({ check, reason }) => needsReason(`the waiver of ${check}`, reason)),
    ...Object.entries(calls).flatMap(([ability, { reason }]) => (isSentence(reason) ? [] : needsReason(`calls.${ability}`, reason))),
  ];
}

function isSentence(reason: string): boolean {
  return reason.trim().length >= SHORTEST_REASON && /\S\s+\S/.test(reason);
}

function needsReason(what: string, reason: string): string {
  return `${what} needs a reason of a sentence at least, saying what of the vendor makes it impossible; it says "${reason}"`;
}

function nearest(name: string, names: ReadonlySet<string>): string {
  const [family = ''] = name.split('/');
  const alike = [...names].filter(one => one.startsWith(`${family}/`));
  return alike.length > 0
    ? `there are ${alike.slice(0, 8).join(', ')}${alike.length > 8 ? ', …' : ''}`
    : `no check begins with "${family}/"`;
}
