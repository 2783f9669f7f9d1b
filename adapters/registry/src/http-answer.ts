import { createHash } from 'node:crypto';
import { parseLosslessJson, type HttpRequest, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { outcomeOf, type RequestFacts } from './http-failure.ts';

/** Statuses by which a server, or a proxy before it, says that it is not there at the moment. */
export const PASSING: ReadonlySet<number> = new Set([502, 503, 504]);

/** An answer that came whole, as adapters read it: text and JSON are made, and digested, only when somebody asks. */
export function httpAnswer(status: number, headers: Readonly<Record<string, string>>, body: Buffer, request: RequestFacts): HttpResponse {
  const text = () => body.toString('utf8');
  let digest: string | undefined;
  return {
    status,
    headers,
    body,
    get digest() {
      return (digest ??= createHash('sha256').update(body).digest('hex'));
    },
    text,
    json: () => {
      try {
        return parseLosslessJson(text());
      } catch (error) {
        throw notJson(status, text(), request, error);
      }
    },
  };
}

/** True for what may be sent again: what the request says itself, else every GET. */
export function isRead({ effect, method }: Pick<HttpRequest, 'effect' | 'method'>): boolean {
  return (effect ?? (method === 'GET' ? 'read' : 'write')) === 'read';
}

/** What messages call a request: "acme GET /products". */
export function nameOf(connectionId: string, { label, method, url }: Pick<HttpRequest, 'label' | 'method' | 'url'>): string {
  const path = URL.canParse(url) ? new URL(url).pathname : 'an address';
  return `${connectionId} ${label ?? `${method} ${path}`}`;
}

function notJson(status: number, text: string, request: RequestFacts, cause: unknown): AdapterError {
  const seen = text === '' ? 'an empty body' : /^\s*</.test(text.slice(0, 200)) ? 'a page of HTML' : 'text that is not JSON';
  return new AdapterError(PASSING.has(status) ? 'unavailable' : 'invalid-response', {
    outcome: status >= 400 && status < 500 ? 'not-done' : outcomeOf(request),
    message: `${request.name} answered ${status} with ${seen}`,
    cause,
  });
}
