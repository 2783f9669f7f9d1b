import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came over the wire; the body is the raw bytes, so that signatures can be checked over them. */
export interface TwinRequest {
  readonly method: string;
  /** The path without the query, still percent-encoded. */
  readonly path: string;
  /** The query without the question mark, exactly as sent. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a twin answers. Text bodies are sent as UTF-8; the length header is set by the server. */
export interface TwinResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** Answers one request. What it throws becomes a bare 500, as an unlucky vendor would answer. */
export type TwinHandler = (request: TwinRequest) => TwinResponse | Promise<TwinResponse>;

/** A JSON answer. */
export function json(status: number, value: unknown, headers: TwinResponse['headers'] = {}): TwinResponse {
  return { status, headers: { 'content-type': 'application/json; charset=UTF-8', ...headers }, body: JSON.stringify(value) };
}

/** The body as JSON, or `undefined` when it is none. */
export function bodyJson(request: TwinRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
