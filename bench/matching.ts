import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Corpus, matchPair, readItem, type Item } from '@onebasket/subgraph-products/matching';
import { readCsv } from './csv.ts';

/**
 * Measures matching on labelled pairs of two tables (tableA.csv, tableB.csv, and a file with ltable_id, rtable_id, label):
 * `npm run bench:matching -- --data DIR --pairs valid.csv`. Columns are taken as they are named; those that are missing are unknown.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/matching/abt-buy' },
    pairs: { type: 'string', default: 'valid.csv' },
    errors: { type: 'boolean', default: false },
  },
});
const folder = resolve(values.data);
if (!existsSync(join(folder, 'tableA.csv'))) {
  process.stderr.write(`bench:matching: no tableA.csv in ${folder}; name the folder with --data DIR\n`);
  process.exit(1);
}

const started = performance.now();
const corpus = new Corpus();
const [tableA, tableB] = [readTable('tableA.csv'), readTable('tableB.csv')];
for (const item of [...tableA.values(), ...tableB.values()]) corpus.add(item);

const counts = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
const pairs = readCsv(readFileSync(join(folder, values.pairs), 'utf8'));
for (const pair of pairs) {
  const [a, b] = [tableA.get(pair['ltable_id'] ?? ''), tableB.get(pair['rtable_id'] ?? '')];
  if (!a || !b) throw new RangeError(`${values.pairs} names a row that is not there: ${JSON.stringify(pair)}`);
  const decision = matchPair(a, b, corpus);
  const isSame = pair['label'] === '1';
  const outcome = decision.isSame ? (isSame ? 'truePositives' : 'falsePositives') : isSame ? 'falseNegatives' : 'trueNegatives';
  counts[outcome] += 1;
  if (values.errors && outcome.startsWith('false'))
    process.stdout.write(`${outcome}\t${a.title}\t${b.title}\t${[...decision.evidence, ...decision.conflicts].join('; ')}\n`);
}

const precision = counts.truePositives / Math.max(1, counts.truePositives + counts.falsePositives);
const recall = counts.truePositives / Math.max(1, counts.truePositives + counts.falseNegatives);
const f1 = (2 * precision * recall) / Math.max(1e-9, precision + recall);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
process.stdout.write(
  `F1 ${percent(f1)}, precision ${percent(precision)}, recall ${percent(recall)} on ${pairs.length} pairs of ${values.pairs}\n`,
);
process.stdout.write(
  `${JSON.stringify({ bench: 'matching', data: folder, pairs: pairs.length, f1, precision, recall, ...counts, elapsedMs: Math.round(performance.now() - started) })}\n`,
);

function readTable(name: string): Map<string, Item> {
  return new Map(
    readCsv(readFileSync(join(folder, name), 'utf8')).map(row => {
      const column = (...names: readonly string[]): string | undefined =>
        names.map(each => row[each]?.trim()).find(text => text !== undefined && text !== '');
      return [
        row['id'] ?? '',
        readItem({
          title: column('title', 'name') ?? '',
          brand: column('brand', 'manufacturer'),
          model: column('modelno', 'model', 'model_number', 'mpn'),
        }),
      ];
    }),
  );
}
