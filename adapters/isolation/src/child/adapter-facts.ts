import type { Adapter } from '@onebasket/adapter-sdk';
import type { AbilityFacts, AdapterFacts } from '../wire/messages.ts';

/** What an adapter says of itself, as plain data: the host reads it with suspicion. */
export function adapterFacts({ manifest, capabilities, conformance }: Adapter): AdapterFacts {
  return {
    // Functions stay behind.
    manifest: plain(manifest) as AdapterFacts['manifest'],
    abilities: Object.fromEntries(
      Object.entries(capabilities)
        .filter(([, ability]) => typeof ability === 'object' && ability !== null)
        .map(([name, ability]) => [name, abilityFacts(ability as Readonly<Record<string, unknown>>)]),
    ),
    ...(conformance === undefined ? {} : { conformance: plain(conformance) as AdapterFacts['conformance'] & object }),
  };
}

function abilityFacts(ability: Readonly<Record<string, unknown>>): AbilityFacts {
  const { mode, repeats, names, manualCapture } = ability;
  const isObject = typeof repeats === 'object' && repeats !== null;
  const repeatsBy = isObject ? (repeats as { by?: unknown }).by : undefined;
  return {
    functions: [
      ...functionsOf(ability),
      ...(isObject ? functionsOf(repeats as Readonly<Record<string, unknown>>).map(name => `repeats.${name}`) : []),
    ],
    ...(typeof mode === 'string' ? { mode } : {}),
    ...(typeof repeatsBy === 'string' ? { repeatsBy } : {}),
    ...(Array.isArray(names) ? { names: names.map(String) } : {}),
    ...(typeof manualCapture === 'boolean' ? { manualCapture } : {}),
  };
}

function functionsOf(owner: Readonly<Record<string, unknown>>): readonly string[] {
  const names = new Set<string>();
  // Abilities may be instances of a class.
  for (let at: object | null = owner; at && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null)
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor' && typeof owner[name] === 'function') names.add(name);
  return [...names];
}

/** JSON of it, back: schemas carry members for TypeScript's eyes only. */
function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}
