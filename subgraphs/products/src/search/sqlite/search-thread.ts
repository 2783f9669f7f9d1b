import { parentPort, workerData } from 'node:worker_threads';
import { CatalogueView } from '../ranking/catalogue-view.ts';
import { PriceScale, type Rates } from '../ranking/convert.ts';
import { findProducts } from '../ranking/find-products.ts';
import { Answers, pageOf } from './answers.ts';
import type { IndexTask, TaskResult } from './tasks.ts';
import { TextTable } from './text-table.ts';

// The thread that owns the index. It answers one message at a time, in the order sent.
const { displayCurrency, rates } = workerData as { displayCurrency: string; rates: Rates | undefined };
const view = new CatalogueView();
const text = new TextTable();
const scale = new PriceScale(rates);
const answers = new Answers();

function run(task: IndexTask): TaskResult {
  if (task.kind === 'write') {
    const deletes = task.remove.flatMap(id => view.remove(id) ?? []);
    text.write(
      task.put.map(listing => ({ rowId: view.put(listing), listing })),
      deletes,
    );
    return undefined;
  }
  const { query, page } = task;
  const kept = page.after && answers.get(page.after.answerId);
  if (page.after && kept) return pageOf(kept, page.after.answerId, page);
  const found = findProducts(query, displayCurrency, view, text, scale);
  return pageOf(found, answers.keep(found), page);
}

function answer(id: number, task: IndexTask): object {
  try {
    return { id, result: run(task) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.on('message', ({ id, task }: { id: number; task: IndexTask }) => parentPort?.postMessage(answer(id, task)));
