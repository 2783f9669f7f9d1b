import type { HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import type { Dispatcher } from 'undici';
import { httpAnswer } from './http-answer.ts';
import { outcomeOf, type RequestFacts } from './http-failure.ts';

const BODY_LIMIT = 8 * 1024 * 1024;

/** Reads an answer to its end. One over the limit is refused as soon as that is known, and its connection dropped. */
export async function readWhole(response: Dispatcher.ResponseData, request: RequestFacts): Promise<HttpResponse> {
  const tooLarge = () => {
    response.body.destroy();
    return new AdapterError('invalid-response', {
      outcome: outcomeOf(request),
      message: `${request.name} answered more than ${BODY_LIMIT / 1024 / 1024} MiB`,
    });
  };
  if (Number(response.headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += (chunk as Buffer).length;
    if (size > BODY_LIMIT) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
  return httpAnswer(response.statusCode, headers, Buffer.concat(chunks), request);
}
