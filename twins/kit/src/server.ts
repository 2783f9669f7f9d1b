import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerAdmin, type AdminRoutes } from './admin.ts';
import { replacementAnswer } from './answer-faults.ts';
import { FaultSwitch, type FaultRule } from './faults.ts';
import { RequestLog } from './request-log.ts';
import type { TwinHandler, TwinRequest, TwinResponse } from './request.ts';

/** How a twin server is put together. */
export interface TwinServerOptions {
  readonly handle: TwinHandler;
  /** Faults that only the vendor's own code can play: change the world or the request before the work. */
  readonly before?: (rule: FaultRule, request: TwinRequest) => TwinRequest;
  /** … or bend the answer after it. */
  readonly after?: (rule: FaultRule, request: TwinRequest, response: TwinResponse) => TwinResponse;
  /** Routes under `/__twin/` besides the common ones. */
  readonly admin?: AdminRoutes;
  readonly faults?: FaultSwitch;
  /** Added to every answer, 0 by default. */
  readonly latencyMs?: number;
  readonly now?: () => Date;
}

const STRANGE_CLIENT_BYTES = 32 * 1024 * 1024;

/** A loopback HTTP server with a fault switch and a log of what it was asked. */
export class TwinServer {
  readonly faults: FaultSwitch;
  readonly requests = new RequestLog();
  readonly #options: TwinServerOptions;
  readonly #server: Server;
  readonly #now: () => Date;
  #port = 0;
  #reopening: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: TwinServerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.faults = options.faults ?? new FaultSwitch();
    this.#server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, (message, response) => void this.#serve(message, response));
    this.faults.bind({ onArm: rule => this.#refuse(rule), onClear: () => this.#reopen() });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts to listen on loopback; port 0 takes a free one. */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    return this.url;
  }

  /** Stops listening and drops every open connection, hanging ones included. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#reopening);
    if (!this.#server.listening) return;
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await readRequest(message);
      if (request.path.startsWith('/__twin')) {
        send(response, await answerAdmin(request, this, this.#options.admin ?? {}));
        return;
      }
      await this.#answer(request, message, response);
    } catch {
      if (response.headersSent || response.destroyed) response.destroy();
      else send(response, { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Internal Server Error' });
    }
  }

  async #answer(asked: TwinRequest, message: IncomingMessage, response: ServerResponse): Promise<void> {
    const struck = this.faults.strike(asked);
    const delayMs =
      (this.#options.latencyMs ?? 0) + struck.reduce((sum, rule) => (rule.kind === 'slow' ? sum + (rule.ms ?? 1000) : sum), 0);
    if (delayMs > 0) await sleep(delayMs);
    const first = (kind: FaultRule['kind']) => struck.find(rule => rule.kind === kind);
    const breakOff = () => {
      this.requests.add(asked, 0, this.#now());
      message.socket.resetAndDestroy();
    };
    if (first('hang')) {
      this.requests.add(asked, 0, this.#now());
      return;
    }
    if (first('reset')) return breakOff();

    const replacing = struck.find(rule => replacementAnswer(rule, this.#now) !== undefined);
    let answer: TwinResponse | undefined;
    if (replacing === undefined || replacing.worked === true) answer = await this.#work(asked, struck);
    if (first('reset-after')) return breakOff();
    if (replacing !== undefined) answer = replacementAnswer(replacing, this.#now);
    if (answer === undefined) throw new Error('a request was left without an answer');
    this.requests.add(asked, answer.status, this.#now());
    if (first('cut')) return cut(answer, response);
    send(response, first('half-json') ? halved(answer) : answer);
  }

  async #work(asked: TwinRequest, struck: readonly FaultRule[]): Promise<TwinResponse> {
    const { before, after, handle } = this.#options;
    const request = struck.reduce((request, rule) => before?.(rule, request) ?? request, asked);
    const answer = await handle(request);
    return struck.reduce((answer, rule) => after?.(rule, request, answer) ?? answer, answer);
  }

  #refuse(rule: FaultRule): void {
    if (rule.kind !== 'refuse' || !this.#server.listening) return;
    this.#server.close();
    this.#server.closeAllConnections();
    if (rule.ms !== undefined) this.#reopening = setTimeout(() => this.#reopen(), rule.ms);
  }

  #reopen(): void {
    clearTimeout(this.#reopening);
    if (this.#isClosed || this.#server.listening || this.#port === 0) return;
    this.#server.listen(this.#port, '127.0.0.1');
  }
}

async function readRequest(message: IncomingMessage): Promise<TwinRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > STRANGE_CLIENT_BYTES) throw new Error('request body too large');
    chunks.push(chunk);
  }
  const [path = '/', ...rest] = (message.url ?? '/').split('?');
  const rawQuery = rest.join('?');
  return {
    method: message.method ?? 'GET',
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

function send(response: ServerResponse, answer: TwinResponse): void {
  const body = bytesOf(answer);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length } as Record<string, string | number>);
  response.end(body);
}

/** The head promises the whole body, half of it comes, then the connection is gone. */
function cut(answer: TwinResponse, response: ServerResponse): void {
  const body = bytesOf(answer);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length } as Record<string, string | number>);
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}

function halved(answer: TwinResponse): TwinResponse {
  const body = bytesOf(answer);
  return { ...answer, body: body.subarray(0, Math.floor(body.length / 2)) };
}

function bytesOf(answer: TwinResponse): Buffer {
  return typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : Buffer.from(answer.body ?? new Uint8Array());
}
