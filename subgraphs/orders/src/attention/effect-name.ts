import type { SubgraphName } from '@onebasket/runtime';

/** Subgraphs whose documents have effects. */
export const OWNERS = ['orders', 'shipments', 'prices', 'accounts', 'connections'] as const satisfies readonly SubgraphName[];
export type Owner = (typeof OWNERS)[number];

/** Where an effect is: its subgraph, the kind of document there, the document, and its name in that. */
export interface EffectName {
  readonly owner: Owner;
  readonly source: string;
  readonly aggregateId: string;
  readonly effectId: string;
}

/** One id for the graph. */
export function writeEffectId({ owner, source, aggregateId, effectId }: EffectName): string {
  return Buffer.from(JSON.stringify([owner, source, aggregateId, effectId])).toString('base64url');
}

/** `undefined` for whatever `writeEffectId` did not write. */
export function readEffectId(text: string): EffectName | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(value) || value.length !== 4 || !value.every(member => typeof member === 'string')) return undefined;
    const [named, source, aggregateId, effectId] = value as [string, string, string, string];
    const owner = OWNERS.find(one => one === named);
    return owner && { owner, source, aggregateId, effectId };
  } catch {
    return undefined;
  }
}
