/** Composes the six subgraphs into `supergraph.graphql`; with `--check` it writes nothing and fails when the committed file differs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const names = ['products', 'prices', 'orders', 'shipments', 'accounts', 'connections'];
const file = new URL('./supergraph.graphql', import.meta.url);

const result = composeServices(
  names.map(name => ({
    name,
    url: `http://${name}.subgraph.invalid/graphql`,
    typeDefs: parse(readFileSync(new URL(`./${name}.graphql`, import.meta.url), 'utf8')),
  })),
);
if (result.errors) {
  for (const error of result.errors) console.error(error.message);
  process.exit(1);
}
for (const hint of result.hints) console.warn(`hint: ${hint.message}`);
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== result.supergraphSdl) {
    console.error('schema/supergraph.graphql is not what the subgraphs compose to: run `npm run compose` and commit it.');
    process.exit(1);
  }
  console.log('supergraph.graphql is up to date');
} else {
  writeFileSync(file, result.supergraphSdl);
  console.log(`supergraph.graphql: ${result.supergraphSdl.length} characters`);
}
