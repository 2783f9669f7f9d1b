import { retryAfterMs, type HttpClient, type HttpRequest, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { request as send, type Agent, type Dispatcher } from 'undici';
import { sleep, type Budget } from './budget/budget.ts';
import { isRead, nameOf, PASSING } from './http-answer.ts';
import { outcomeOf, toTransportFailure, type RequestFacts } from './http-failure.ts';
import { readWhole } from './http-response.ts';
import type { Redactor } from './redact.ts';

const MOST_TRIES = 3;
const MOST_REDIRECTS = 3;
/** A read that says nothing for so long is given up although its caller has more time. A write is waited for: giving up would leave it in doubt. */
const READ_TIMEOUT_MS = 10_000;
/** Some shops sit behind firewalls that turn away whoever does not say who they are. */
const STANDING_HEADERS = { 'accept-encoding': 'identity', 'user-agent': 'OneBasket/1.0' };

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
      const facts = factsOf(options, request);
      for (let tries = 1; ; tries++) {
        const answer = await attempt(options, request, facts).catch((error: unknown) =>
          toTransportFailure(error, facts, options.signal.aborted),
        );
        const waitMs = repeatAfterMs(answer, facts.isRead, tries);
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
  if (tries >= MOST_TRIES) return undefined;
  const backoff = 100 * 3 ** (tries - 1) * (0.8 + Math.random() * 0.4);
  if (answer instanceof AdapterError) return isRead && answer.code === 'unavailable' ? backoff : undefined;
  if (answer.status === 429) return retryAfterMs(answer.headers, new Date()) ?? backoff * 3;
  return isRead && PASSING.has(answer.status) ? (retryAfterMs(answer.headers, new Date()) ?? backoff) : undefined;
}

async function attempt(options: HttpClientOptions, request: HttpRequest, facts: RequestFacts): Promise<HttpResponse> {
  const done = await options.budget.take(request.cost ?? 1, facts.isRead ? 'read' : 'write', options.signal, options.deadlineAt);
  try {
    const signed = (await request.sign?.()) ?? {};
    let url = allowed(options, signed.url ?? request.url);
    if (!url) {
      throw new AdapterError('misconfigured', {
        outcome: 'not-done',
        message: `${facts.name} is outside the hosts that its settings allow`,
      });
    }
    for (let redirects = 0; ; redirects++) {
      const response = await send(url, {
        method: request.method,
        headers: { ...STANDING_HEADERS, ...lowerCased(request.headers), ...lowerCased(signed.headers) },
        ...(request.body === undefined ? {} : { body: request.body }),
        ...(facts.isRead ? { headersTimeout: READ_TIMEOUT_MS, bodyTimeout: READ_TIMEOUT_MS } : {}),
        signal: options.signal,
        dispatcher: options.agent,
      });
      if (!isRedirect(response)) {
        const answer = await readWhole(response, facts);
        noteRetryAfter(options.budget, answer);
        return answer;
      }
      await response.body.dump({ limit: 65_536 }).catch(() => undefined);
      const target = targetOf(response, url);
      const isFollowed = request.method === 'GET' && !request.sign && redirects < MOST_REDIRECTS;
      const next: URL | undefined = isFollowed && target ? allowed(options, target.href) : undefined;
      if (!next) {
        throw new AdapterError('invalid-response', {
          outcome: outcomeOf(facts),
          message: `${facts.name} answered a redirect to ${target?.origin ?? 'nowhere'}, which is not followed`,
        });
      }
      url = next;
    }
  } finally {
    done();
  }
}

/** "Not before …" is for everybody who uses the account, in all replicas. */
function noteRetryAfter(budget: Budget, { status, headers }: HttpResponse): void {
  const blockedForMs = status === 429 ? retryAfterMs(headers, new Date()) : undefined;
  if (blockedForMs !== undefined) budget.note({ blockedForMs });
}

function isRedirect({ statusCode }: Dispatcher.ResponseData): boolean {
  return statusCode >= 300 && statusCode < 400 && statusCode !== 304;
}

function targetOf(response: Dispatcher.ResponseData, from: URL): URL | undefined {
  const { location } = response.headers;
  return typeof location === 'string' && URL.canParse(location, from) ? new URL(location, from) : undefined;
}

function allowed({ allowedOrigins }: HttpClientOptions, text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && allowedOrigins.has(url.origin) ? url : undefined;
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function factsOf(options: HttpClientOptions, request: HttpRequest): RequestFacts {
  return { name: options.redactor.text(nameOf(options.connectionId, request)), isRead: isRead(request) };
}
