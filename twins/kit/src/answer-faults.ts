import type { FaultRule } from './faults.ts';
import type { TwinResponse } from './request.ts';

const HTML_DOWN =
  '<!DOCTYPE html><html><head><title>503 Service Unavailable</title></head><body><h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1></body></html>';
const HTML_LOGIN =
  '<!DOCTYPE html><html><head><title>Just a moment…</title></head><body><p>Checking your browser before you continue.</p></body></html>';
const HUGE_BYTES = 10 * 1024 * 1024;

/** The answer that takes the place of the real one, or `undefined` when this fault does not replace answers. */
export function replacementAnswer(rule: FaultRule, now: () => Date): TwinResponse | undefined {
  switch (rule.kind) {
    case 'html-503':
      return { status: 503, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: HTML_DOWN };
    case 'html-200':
      return { status: 200, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: HTML_LOGIN };
    case '500':
      return {
        status: 500,
        headers: { 'content-type': 'application/json; charset=UTF-8' },
        body: '{"code":"internal_server_error","message":"There has been a critical error on this website.","data":{"status":500}}',
      };
    case '429':
      return {
        status: 429,
        headers: { 'content-type': 'application/json; charset=UTF-8', 'retry-after': retryAfter(rule, now) },
        body: '{"code":"too_many_requests","message":"Too many requests.","data":{"status":429}}',
      };
    case 'empty-200':
      return { status: 200, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: '' };
    case 'huge-body':
      return {
        status: 200,
        headers: { 'content-type': 'application/json; charset=UTF-8' },
        body: `{"padding":"${'x'.repeat(HUGE_BYTES)}"}`,
      };
    case 'redirect-to-stranger':
      return { status: 302, headers: { location: rule.location ?? 'http://stranger.invalid/collect' }, body: '' };
    default:
      return undefined;
  }
}

function retryAfter({ retryAfter = { as: 'seconds', seconds: 1 } }: FaultRule, now: () => Date): string {
  return retryAfter.as === 'seconds' ? String(retryAfter.seconds) : new Date(now().getTime() + retryAfter.seconds * 1000).toUTCString();
}
