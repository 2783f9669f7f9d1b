import { setImmediate } from 'node:timers/promises';
import type { Log } from '../log/log.ts';
import type { DocumentForm } from './document-form.ts';
import type { DocumentTable } from './document-table.ts';
import type { Doc } from './port.ts';

const SLICE = 64;
const PROGRESS_EVERY_MS = 2_000;

/**
 * Derives the keys of every stored document anew when the index functions changed since the stored keys were derived. Goes in slices that
 * let other work pass; documents written meanwhile bring their own keys and are left alone. Stopped in the middle, it starts over next time.
 */
export async function rekeyWhenChanged<T extends Doc, I extends string>(
  derivedUnder: string | undefined,
  form: DocumentForm<T, I>,
  table: DocumentTable,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  if (derivedUnder === form.fingerprint) return;
  let done = 0;
  let reportedAt = Date.now();
  let slice = await table.walk(undefined, SLICE);
  if (slice.length > 0) log.info('indexes changed, deriving keys anew', { collection: form.name });
  while (slice.length > 0) {
    signal.throwIfAborted();
    await table.rekey(slice.map(stored => ({ id: stored.id, v: stored.v, entries: form.entriesOf(stored) })));
    done += slice.length;
    if (Date.now() - reportedAt >= PROGRESS_EVERY_MS) {
      reportedAt = Date.now();
      log.info('deriving keys anew', { collection: form.name, documents: done });
    }
    await setImmediate();
    slice = await table.walk(slice.at(-1)?.id, SLICE);
  }
  await table.markKeyed(form.fingerprint);
  if (done > 0) log.info('keys derived anew', { collection: form.name, documents: done });
}
