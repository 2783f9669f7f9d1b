import { readFileSync } from 'node:fs';

export { markOneOf } from './one-of.ts';
export type { Resolved } from './resolved.ts';
export { subgraphSdl } from './subgraph-sdl.ts';

/** The composed graph, as the gateway and other federation routers read it. */
export function supergraphSdl(): string {
  return readFileSync(new URL('./supergraph.graphql', import.meta.url), 'utf8');
}
