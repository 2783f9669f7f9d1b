import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse, type DocumentNode } from 'graphql';
import { subgraphSdl } from './subgraph-sdl.ts';

/** Loads `schema/<name>.graphql` for graphql-codegen as composition reads it, with the federation directives declared. */
export default function loadSubgraph(path: string): DocumentNode {
  const federation = readFileSync(new URL('./federation.graphql', import.meta.url), 'utf8');
  return parse(`${federation}\n${subgraphSdl(basename(path, '.graphql'))}`);
}
