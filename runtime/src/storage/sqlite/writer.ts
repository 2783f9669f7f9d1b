import { parentPort } from 'node:worker_threads';
import type { WriteRequest } from './messages.ts';
import { WriteQueue } from './write-queue.ts';

// The thread that does all writing, so that no sync to disk and no bulk write ever stands in the way of a request.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const queue = new WriteQueue(replies => parentPort?.postMessage(replies));
parentPort?.on('message', (request: WriteRequest) => queue.add(request));
