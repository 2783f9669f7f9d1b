import type { HttpClient, HttpRequest, HttpResponse } from '@onebasket/adapter-sdk';
import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { AdapterError, type Outcome } from '@onebasket/core';
import { request as send, type Agent, type Dispatcher } from 'undici';
import { sleep, type Budget } from './budget.ts';
import type { Redactor } from './redact.ts';

const BODY_LIMIT = 8 * 1024 * 1024;
const READ_TRIES = 3;
const PASSING = new Set([502, 503, 504]);
/** Errors of the connection itself: nothing of the request can have been acted on. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EACCES',
]);

export interface HttpClientOptions {
  readonly connectionId: string;
  readonly agent: Agent;
  readonly budget: Budget;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly redactor: Redactor;
  readonly signal: AbortSignal;
  /** `performance.now()` at which the call must have ended. */
  readonly deadlineAt: number;
}

/** The host's side of `call.http`: allowed origins only, budget, deadline, body limit; reads repeated when that can help, writes never sent twice. */
export function httpClient(options: HttpClientOptions): HttpClient {
  return {
    async request(request) {
      const isRead = (request.effect ?? (request.method === 'GET' ? 'read' : 'write')) === 'read';
      for (let tries = 1; ; tries++) {
        const answer = await attempt(options, request, isRead).catch((error: unknown) => asAdapterError(options, request, error, isRead));
        const waitMs = repeatAfterMs(answer, isRead, tries);
        if (waitMs === undefined || performance.now() + waitMs > options.deadlineAt) {
          if (answer instanceof AdapterError) throw answer;
          return answer;
        }
        await sleep(waitMs, options.signal);
      }
    },
  };
}

/** How long to wait before the same request may be sent again; `undefined` = not at all. 429 was not acted on, so it may be repeated for writes too. */
function repeatAfterMs(answer: HttpResponse | AdapterError, isRead: boolean, tries: number): number | undefined {
  if (tries >= READ_TRIES) return undefined;
  const backoff = 100 * 3 ** (tries - 1) * (0.8 + Math.random() * 0.4);
  if (answer instanceof AdapterError) return isRead && answer.code === 'unavailable' ? backoff : undefined;
  if (answer.status === 429) return retryAfterMs(answer.headers) ?? backoff * 3;
  return isRead && PASSING.has(answer.status) ? (retryAfterMs(answer.headers) ?? backoff) : undefined;
}

/** Retry-After in seconds or as an HTTP date, in milliseconds from now. */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers['retry-after']?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

async function attempt(options: HttpClientOptions, request: HttpRequest, isRead: boolean): Promise<HttpResponse> {
  const done = await options.budget.take(options.signal, options.deadlineAt);
  try {
    const signed = request.sign?.() ?? {};
    const url = checkOrigin(options, request, signed.url ?? request.url);
    const response = await send(url, {
      method: request.method,
      headers: { 'accept-encoding': 'identity', ...request.headers, ...signed.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      signal: options.signal,
      dispatcher: options.agent,
    });
    if (response.statusCode >= 300 && response.statusCode < 400 && response.statusCode !== 304) {
      await response.body.dump({ limit: 65_536 }).catch(() => undefined);
      throw new AdapterError('invalid-response', {
        outcome: outcomeOf(isRead),
        message: `${nameOf(options, request)} answered a redirect, which is not followed`,
      });
    }
    return await readWhole(options, request, response, isRead);
  } finally {
    done();
  }
}

function checkOrigin(options: HttpClientOptions, request: HttpRequest, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && options.allowedOrigins.has(url.origin)) return url;
  throw new AdapterError('misconfigured', {
    outcome: 'not-done',
    message: `${nameOf(options, request)} is outside the hosts that its settings allow`,
  });
}

async function readWhole(
  options: HttpClientOptions,
  request: HttpRequest,
  response: Dispatcher.ResponseData,
  isRead: boolean,
): Promise<HttpResponse> {
  const tooLarge = () =>
    new AdapterError('invalid-response', {
      outcome: outcomeOf(isRead),
      message: `${nameOf(options, request)} answered more than ${BODY_LIMIT / 1024 / 1024} MiB`,
    });
  const announced = Number(response.headers['content-length'] ?? 0);
  if (announced > BODY_LIMIT) {
    response.body.destroy();
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += (chunk as Buffer).length;
    if (size > BODY_LIMIT) {
      response.body.destroy();
      throw tooLarge();
    }
    chunks.push(chunk as Buffer);
  }
  const body = Buffer.concat(chunks);
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
  const text = () => body.toString('utf8');
  return {
    status: response.statusCode,
    headers,
    body,
    text,
    json: () => {
      try {
        return parseLosslessJson(text());
      } catch (error) {
        const seen = /^\s*</.test(text().slice(0, 200)) ? 'a page of HTML' : size === 0 ? 'an empty body' : 'text that is not JSON';
        const isDone = response.statusCode >= 400 && response.statusCode < 500;
        throw new AdapterError(PASSING.has(response.statusCode) ? 'unavailable' : 'invalid-response', {
          outcome: isDone ? 'not-done' : outcomeOf(isRead),
          message: `${nameOf(options, request)} answered ${response.statusCode} with ${seen}`,
          cause: error,
        });
      }
    },
  };
}

function outcomeOf(isRead: boolean): Outcome {
  return isRead ? 'not-done' : 'unknown';
}

/** "acme GET /products": never an address with secrets. */
function nameOf(options: HttpClientOptions, request: HttpRequest): string {
  const path = URL.canParse(request.url) ? new URL(request.url).pathname : 'an address';
  return options.redactor.text(`${options.connectionId} ${request.label ?? `${request.method} ${path}`}`);
}

function asAdapterError(options: HttpClientOptions, request: HttpRequest, error: unknown, isRead: boolean): AdapterError {
  if (error instanceof AdapterError) return error;
  const code = (error as { code?: unknown }).code ?? (error as { cause?: { code?: unknown } }).cause?.code;
  const name = nameOf(options, request);
  if (options.signal.aborted)
    return new AdapterError('timeout', { outcome: outcomeOf(isRead), message: `${name} gave no whole answer in time`, cause: error });
  if (typeof code === 'string' && BEFORE_SENDING.has(code))
    return new AdapterError('unavailable', { outcome: 'not-done', message: `${name} cannot be reached (${code})`, cause: error });
  if (typeof code === 'string' && /TIMEOUT/.test(code))
    return new AdapterError('timeout', { outcome: outcomeOf(isRead), message: `${name} gave no whole answer in time`, cause: error });
  return new AdapterError('unavailable', { outcome: outcomeOf(isRead), message: `${name}: the connection broke`, cause: error });
}
