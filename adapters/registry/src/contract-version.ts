import { CONTRACT_VERSION, type Adapter } from '@onebasket/adapter-sdk';

/** Why this host cannot run the adapter, with what to do about it; `undefined` when it can: a host runs every adapter of the same major version of the contract. */
export function contractProblem({ manifest }: Adapter): string | undefined {
  const { id, contract } = manifest as { readonly id: string; readonly contract: unknown };
  const version = typeof contract === 'string' ? majorAndMinor(contract) : undefined;
  const major = hostMajor();
  const host = `this host runs contract ${major}.x (${CONTRACT_VERSION})`;
  if (version === undefined) {
    return `the adapter "${id}" names ${shown(contract)} as its contract, which is no version; ${host}: its manifest has to say contract: '${CONTRACT_VERSION}'`;
  }
  if (version.major === major) return undefined;
  const advice =
    version.major > major
      ? `update OneBasket, or install a version of the adapter that was written for contract ${major}.x`
      : `install a version of the adapter that was written for contract ${major}.x`;
  return `the adapter "${id}" was written for contract ${String(contract)}, and ${host}: ${advice}`;
}

/** Is this version of the contract one that this host runs? */
export function isSameMajor(contract: string): boolean {
  return majorAndMinor(contract)?.major === hostMajor();
}

function hostMajor(): number {
  const major = majorAndMinor(CONTRACT_VERSION)?.major;
  if (major === undefined) throw new Error(`CONTRACT_VERSION ${CONTRACT_VERSION} is no version`);
  return major;
}

/** "1.4" and "1.4.2"; nothing looser, so that a slip is seen at start. */
function majorAndMinor(text: string): { readonly major: number; readonly minor: number } | undefined {
  const match = /^(\d{1,6})\.(\d{1,6})(\.\d{1,6})?$/.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** Short, whatever it is: it came from a stranger's package. */
function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 40);
}
