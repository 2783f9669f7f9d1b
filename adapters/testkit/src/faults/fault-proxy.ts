import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, stopListening } from '../listen.ts';
import { bendAnswer, type Bend } from './bend-answer.ts';
import { replacedAnswer } from './fault-answer.ts';
import { FAULT_FACTS, type Fault } from './fault-list.ts';
import { pageKey } from './page-key.ts';

/** A request as it came from the adapter. */
export interface ProxiedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: string;
}

/** Which requests a fault strikes. */
export interface Strike {
  readonly fault: Fault;
  /** Default: every request. `refused` strikes them all: nobody listens. */
  readonly when?: (request: ProxiedRequest) => boolean;
}

/** A real server between an adapter and its vendor that can fail in every way of the list. */
export interface FaultProxy {
  /** The vendor's base address through the proxy. */
  readonly url: string;
  /** Everything that arrived here since the last `arm` or `disarm`. */
  readonly seen: readonly ProxiedRequest[];
  /** What was handed on to the vendor since then. */
  readonly forwarded: readonly ProxiedRequest[];
  /** Everything that reached the stranger to whom `redirect` points; must stay empty. */
  readonly strangerSaw: readonly string[];
  arm(strike: Strike): Promise<void>;
  /** The server turns no more pages: whichever page is asked for, the first comes. */
  loopPages(): void;
  /** Everything comes whole and in time, with one kind of value bent. */
  bend(how: Bend): void;
  disarm(): Promise<void>;
  /** Resolves when the vendor has answered everything that was handed on. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Starts the proxy in front of `baseUrl`, whose path is kept. */
export async function startFaultProxy(baseUrl: string): Promise<FaultProxy> {
  const upstream = new URL(baseUrl);
  const seen: ProxiedRequest[] = [];
  const forwarded: ProxiedRequest[] = [];
  const strangerSaw: string[] = [];
  let strike: Strike | undefined;
  let firstPages: Map<string, Promise<Answer>> | undefined;
  let bend: Bend | undefined;

  const stranger = createServer((request, response) => {
    strangerSaw.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  const strangerUrl = await listen(stranger);

  const underWay = new Set<Promise<boolean>>();
  const ask = (request: ProxiedRequest, headers: IncomingMessage['headers']) => {
    forwarded.push(request);
    const answer = askVendor(upstream, request, headers);
    const settled: Promise<boolean> = answer.then(
      () => underWay.delete(settled),
      () => underWay.delete(settled),
    );
    underWay.add(settled);
    return answer;
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = { method: incoming.method ?? 'GET', path: incoming.url ?? '/', body: await readAll(incoming) };
    seen.push(request);
    const fault = strike && (strike.when?.(request) ?? true) ? strike.fault : undefined;
    if (!fault) {
      const key = firstPages && pageKey(request);
      if (!firstPages || key === undefined) {
        const answer = await ask(request, incoming.headers);
        return give(response, bend ? { ...answer, body: bendAnswer(answer.body, bend) } : answer);
      }
      const page = firstPages.get(key) ?? ask(request, incoming.headers);
      firstPages.set(key, page);
      return give(response, await page);
    }
    const answer = FAULT_FACTS[fault].reachesVendor ? await ask(request, incoming.headers) : undefined;
    fail(fault, request, incoming, response, answer, strangerUrl);
  };
  const server = createServer((incoming, response) => {
    // The vendor itself is gone, or the adapter left: for the other side that is a broken connection.
    handle(incoming, response).catch(() => response.destroy());
  });
  const origin = await listen(server);
  const port = Number(new URL(origin).port);

  const reset = () => {
    seen.length = 0;
    forwarded.length = 0;
    firstPages = undefined;
    bend = undefined;
    strike = undefined;
  };
  const disarm = async () => {
    reset();
    if (!server.listening) await listen(server, port);
  };
  return {
    url: origin + (upstream.pathname === '/' && !baseUrl.endsWith('/') ? '' : upstream.pathname),
    seen,
    forwarded,
    strangerSaw,
    arm: async next => {
      await disarm();
      strike = next;
      if (next.fault === 'refused') await stopListening(server);
    },
    loopPages: () => {
      reset();
      firstPages = new Map();
    },
    bend: how => {
      reset();
      bend = how;
    },
    disarm,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: async () => {
      await stopListening(server);
      await stopListening(stranger);
    },
  };
}

/** Longer than any deadline of the kit. */
const SLOW_MS = 20_000;

function fail(
  fault: Fault,
  request: ProxiedRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: Answer | undefined,
  stranger: string,
): void {
  const replaced = replacedAnswer(fault, { url: request.path, authorization: incoming.headers.authorization ?? '' }, stranger);
  if (replaced) {
    response.writeHead(replaced.status, replaced.headers).end(replaced.body);
  } else if (fault === 'cut' && answer) {
    const half = answer.body.subarray(0, Math.max(1, answer.body.length >> 1));
    // Framed as if it were whole: what comes is half a text, as from a server whose disk is full.
    response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': half.length }).end(half);
  } else if (fault === 'slow' && answer) {
    const timer = setTimeout(() => give(response, answer), SLOW_MS);
    response.once('close', () => clearTimeout(timer));
  } else {
    incoming.socket.resetAndDestroy();
  }
}

function give(response: ServerResponse, { status, headers, body }: Answer): void {
  const { 'transfer-encoding': _, connection: __, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length }).end(body);
}

function askVendor(upstream: URL, request: ProxiedRequest, headers: IncomingMessage['headers']): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = send(
      { hostname: upstream.hostname, port: upstream.port || 80, method: request.method, path: request.path, headers, agent: false },
      answer => {
        readWhole(answer).then(body => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body }), reject);
      },
    );
    outgoing.once('error', reject).end(request.body);
  });
}

async function readWhole(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function readAll(message: IncomingMessage): Promise<string> {
  return (await readWhole(message)).toString('utf8');
}
