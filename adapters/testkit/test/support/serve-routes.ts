import { createServer, type IncomingMessage } from 'node:http';
import { listen, stopListening } from '../../src/listen.ts';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** What a route is asked; `id` is what the parentheses of its path hold. */
export interface Asked {
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly id: string;
}

export type Route = readonly [method: string, path: RegExp, answer: (request: Asked) => Reply];

export const ok = (body: unknown, status = 200): Reply => ({ status, body });
export const no = (status: number, code: string): Reply => ({ status, body: { code } });

/** A small server of JSON on loopback. */
export async function serveRoutes(
  routes: readonly Route[],
  isAllowed: (request: IncomingMessage) => boolean,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const answer = (incoming: IncomingMessage, text: string): Reply => {
    if (!isAllowed(incoming)) return no(401, 'wrong_key');
    const url = new URL(incoming.url ?? '/', 'http://vendor.invalid');
    for (const [method, path, reply] of routes) {
      const match = path.exec(url.pathname);
      if (incoming.method !== method || !match) continue;
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
      return reply({ query: url.searchParams, body, id: match[1] ?? '' });
    }
    return no(404, 'no_route');
  };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const { status, body } = answer(incoming, Buffer.concat(chunks).toString('utf8'));
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
  });
  return { url: await listen(server), stop: () => stopListening(server) };
}
