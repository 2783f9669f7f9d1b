import { readFileSync } from 'node:fs';

export { markOneOf } from './one-of.ts';
export type { Resolved } from './resolved.ts';

/** The SDL of one subgraph, as composition reads it. */
export function subgraphSdl(name: string): string {
  return readFileSync(new URL(`./${name}.graphql`, import.meta.url), 'utf8');
}

/** The composed graph, as the gateway and other federation routers read it. */
export function supergraphSdl(): string {
  return readFileSync(new URL('./supergraph.graphql', import.meta.url), 'utf8');
}
