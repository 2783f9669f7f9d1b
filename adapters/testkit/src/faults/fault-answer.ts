import type { Fault } from './fault-list.ts';

/** An answer that comes instead of the vendor's. */
export interface ReplacedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const HOUR_SECONDS = 3600;
const TEN_MB = 10 * 1024 * 1024;

/** The answer of a fault that replaces it. Pages of errors repeat the request with its credentials, as careless servers do. */
export function replacedAnswer(
  fault: Fault,
  request: { readonly url: string; readonly authorization: string },
  stranger: string,
): ReplacedAnswer | undefined {
  const said = `${request.url} ${request.authorization}`;
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const json = { 'content-type': 'application/json' };
  switch (fault) {
    case 'html-503':
      return { status: 503, headers: html, body: `<!doctype html><h1>Down for maintenance</h1><pre>${said}</pre>` };
    case 'html-200':
      return { status: 200, headers: html, body: `<!doctype html><h1>Please log in</h1><pre>${said}</pre>` };
    case '500':
      return { status: 500, headers: json, body: JSON.stringify({ code: 'internal_server_error', message: `failed at ${said}` }) };
    case '429-seconds':
      return { status: 429, headers: { ...json, 'retry-after': String(HOUR_SECONDS) }, body: '{"message":"Too many requests"}' };
    case '429-date': {
      const date = new Date(Date.now() + HOUR_SECONDS * 1000).toUTCString();
      return { status: 429, headers: { ...json, 'retry-after': date }, body: '{"message":"Too many requests"}' };
    }
    case 'empty-200':
      return { status: 200, headers: json, body: '' };
    case 'huge':
      return { status: 200, headers: json, body: Buffer.alloc(TEN_MB, ' ') };
    case 'redirect':
      return { status: 307, headers: { location: `${stranger}/` }, body: '' };
    case 'refused':
    case 'reset':
    case 'reset-after':
    case 'slow':
    case 'cut':
      return undefined;
  }
}
