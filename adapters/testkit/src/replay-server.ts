import { isDeepStrictEqual } from 'node:util';
import { createServer, type IncomingMessage } from 'node:http';
import { listen, stopListening } from './listen.ts';

/** A whole exchange with a vendor, as it was recorded and scrubbed. */
export interface RecordedExchange {
  readonly name: string;
  readonly request: {
    readonly method: string;
    /** With its query; parameters named here must be there, others (signatures, times) may be. */
    readonly path: string;
    /** JSON or text; absent = any body. */
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    /** A text as it is, anything else as JSON. */
    readonly body?: unknown;
  };
}

/** A real server that knows nothing but recorded answers. */
export interface ReplayServer {
  readonly url: string;
  /** Method and path of requests for which there was no recording; they were answered with 501. */
  readonly unknown: readonly string[];
  /** Throws when a recording was never asked for, or a request met none. */
  assertAllUsed(): void;
  stop(): Promise<void>;
}

/** Serves recorded exchanges on loopback. Several recordings of one request are given one after the other; the last one stays. */
export async function startReplayServer(exchanges: readonly RecordedExchange[]): Promise<ReplayServer> {
  const used = new Set<RecordedExchange>();
  const unknown: string[] = [];
  const server = createServer((request, response) => {
    readText(request).then(
      body => {
        const fitting = exchanges.filter(exchange => fits(exchange, request, body));
        const exchange = fitting.find(one => !used.has(one)) ?? fitting.at(-1);
        if (!exchange) {
          unknown.push(`${request.method} ${request.url}`);
          return response.writeHead(501, { 'content-type': 'text/plain' }).end('no recording of this request');
        }
        used.add(exchange);
        const { status, headers, body: answer } = exchange.response;
        return response
          .writeHead(status, headers ?? { 'content-type': 'application/json' })
          .end(typeof answer === 'string' || answer === undefined ? (answer ?? '') : JSON.stringify(answer));
      },
      () => response.destroy(),
    );
  });
  const url = await listen(server);
  return {
    url,
    unknown,
    assertAllUsed: () => {
      const unused = exchanges.filter(exchange => !used.has(exchange)).map(({ name }) => name);
      if (unused.length > 0) throw new Error(`recordings that nobody asked for: ${unused.join(', ')}`);
      if (unknown.length > 0) throw new Error(`requests without a recording: ${unknown.join(', ')}`);
    },
    stop: () => stopListening(server),
  };
}

function fits({ request }: RecordedExchange, incoming: IncomingMessage, body: string): boolean {
  if (request.method !== incoming.method) return false;
  const [wanted, asked] = [request.path, incoming.url ?? '/'].map(path => new URL(path, 'http://vendor.invalid')) as [URL, URL];
  if (wanted.pathname !== asked.pathname) return false;
  for (const [name, value] of wanted.searchParams) if (!asked.searchParams.getAll(name).includes(value)) return false;
  if (request.body === undefined) return true;
  return typeof request.body === 'string' ? request.body === body : isDeepStrictEqual(request.body, parsed(body));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
