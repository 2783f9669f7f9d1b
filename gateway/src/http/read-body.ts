import type { IncomingMessage } from 'node:http';
import { HttpRefusal } from './http-refusal.ts';

/** A body far over the limit is read on and thrown away up to here, so that its sender gets to read the refusal. */
const MOST_DRAINED = 32 * 1024 * 1024;

/** The whole body. Throws `HttpRefusal` 413 above the limit and 415 for a compressed one. */
export async function readBody(request: IncomingMessage, bodyBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw new HttpRefusal(415, 'BAD_REQUEST', 'Compressed bodies are not taken');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyBytes) chunks.push(chunk);
    else if (size > MOST_DRAINED) break;
  }
  if (size > bodyBytes)
    throw new HttpRefusal(413, 'LIMIT_EXCEEDED', `The body is larger than ${bodyBytes} bytes (limit bodyBytes: ${bodyBytes})`, {
      connection: 'close',
    });
  return Buffer.concat(chunks, size);
}
