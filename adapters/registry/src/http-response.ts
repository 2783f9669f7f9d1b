import { createHash } from 'node:crypto';
import type { HttpResponse } from '@onebasket/adapter-sdk';
import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import type { Dispatcher } from 'undici';
import { outcomeOf, type RequestFacts } from './http-failure.ts';

const BODY_LIMIT = 8 * 1024 * 1024;

/** Statuses by which a server, or a proxy before it, says that it is not there at the moment. */
export const PASSING: ReadonlySet<number> = new Set([502, 503, 504]);

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
  const body = Buffer.concat(chunks);
  const text = () => body.toString('utf8');
  let digest: string | undefined;
  return {
    status: response.statusCode,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [
        name.toLowerCase(),
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    body,
    get digest() {
      return (digest ??= createHash('sha256').update(body).digest('hex'));
    },
    text,
    json: () => {
      try {
        return parseLosslessJson(text());
      } catch (error) {
        throw notJson(response.statusCode, text(), request, error);
      }
    },
  };
}

function notJson(status: number, text: string, request: RequestFacts, cause: unknown): AdapterError {
  const seen = text === '' ? 'an empty body' : /^\s*</.test(text.slice(0, 200)) ? 'a page of HTML' : 'text that is not JSON';
  return new AdapterError(PASSING.has(status) ? 'unavailable' : 'invalid-response', {
    outcome: status >= 400 && status < 500 ? 'not-done' : outcomeOf(request),
    message: `${request.name} answered ${status} with ${seen}`,
    cause,
  });
}
