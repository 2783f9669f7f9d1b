import { ABILITIES, type Ability, type Adapter, type Capabilities, type Conformance } from '@onebasket/adapter-sdk';
import { isSameMajor } from './contract-version.ts';

/** What a host offers of an adapter, and what it leaves out. */
export interface Licence {
  readonly capabilities: Capabilities;
  /** By ability: the version of the contract whose conformance kit it passed. Abilities that are offered without a pass are missing here. */
  readonly passes: ReadonlyMap<string, string>;
  /** In words for the log: which abilities are not offered, and why. */
  readonly warnings: readonly string[];
}

const ORDER_MODES: readonly string[] = ['native', 'handoff', 'negotiated'];

/**
 * The abilities that have a pass, which are those that are offered. `offerUnlicensed` offers the others too: for the conformance kit, which has to run
 * them, and for development. What this host does not know (an ability of a newer minor version of the contract) is offered in no case.
 */
export function licenceOf(adapter: Adapter, conformance: Conformance | undefined, offerUnlicensed: boolean): Licence {
  const { id } = adapter.manifest;
  const isOurs = conformance !== undefined && (conformance.adapter ?? id) === id && isSameMajor(conformance.contract);
  const passes = new Map<string, string>();
  const offered: [string, unknown][] = [];
  const unknown: string[] = [];
  const unlicensed: string[] = [];
  for (const [ability, it] of Object.entries(adapter.capabilities as Readonly<Record<string, unknown>>)) {
    if (it === undefined) continue;
    if (!isKnown(ability, it)) {
      unknown.push(ability);
      continue;
    }
    const hasPass = isOurs && Object.hasOwn(conformance.abilities ?? {}, ability);
    if (hasPass) passes.set(ability, conformance.contract);
    if (hasPass || offerUnlicensed) offered.push([ability, it]);
    else unlicensed.push(ability);
  }
  const warnings = [
    ...(unknown.length > 0
      ? [
          `adapter ${id} (contract ${adapter.manifest.contract}) has abilities that this host does not know and does not offer: ${unknown.join(', ')}`,
        ]
      : []),
    ...(unlicensed.length > 0
      ? [
          `adapter ${id} has no pass of the conformance kit for: ${unlicensed.join(', ')}. They are not offered; run \`onebasket adapter test\` on its package`,
        ]
      : []),
  ];
  return { capabilities: Object.fromEntries(offered) as Capabilities, passes, warnings };
}

function isKnown(ability: string, it: unknown): boolean {
  if (!ABILITIES.includes(ability as Ability)) return false;
  return ability !== 'orders' || ORDER_MODES.includes((it as { readonly mode: string }).mode);
}
