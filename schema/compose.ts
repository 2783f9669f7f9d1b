/**
 * Composes the six subgraphs into `supergraph.graphql` (what gateways read) and `api.graphql` (what clients see: a snapshot whose diff is
 * reviewed as an API change). With `--check` it writes nothing and fails when a committed file differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { markOneOf, subgraphSdl } from './index.ts';

const NAMES = ['products', 'prices', 'orders', 'shipments', 'accounts', 'connections'];

const result = composeServices(
  NAMES.map(name => ({ name, url: `http://${name}.subgraph.invalid/graphql`, typeDefs: parse(subgraphSdl(name)) })),
);
if (result.errors) {
  for (const error of result.errors) console.error(error.message);
  process.exit(1);
}
for (const hint of result.hints) console.warn(`hint: ${hint.message}`);

const api = result.schema.toAPISchema().toGraphQLJSSchema();
markOneOf(api);
const composed = [
  { name: 'supergraph.graphql', text: result.supergraphSdl },
  { name: 'api.graphql', text: `# Written by compose.ts.\n\n${printSchema(lexicographicSortSchema(api))}\n` },
];

for (const { name, text } of composed) {
  const file = new URL(name, import.meta.url);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
    console.log(`${name}: ${text.length} characters`);
  } else if (readFileSync(file, 'utf8') === text) {
    console.log(`${name} is up to date`);
  } else {
    console.error(`schema/${name} is not what the subgraphs compose to: run \`npm run compose\` and commit it.`);
    process.exitCode = 1;
  }
}
