import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { FakeShop } from './fake-shop.ts';

export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The fake shop behind a real socket. A fault that answers `true` has taken the request over after the shop acted on it. */
export async function serve(shop: FakeShop): Promise<{ readonly url: string; fault: Fault; close(): Promise<void> }> {
  const server = createServer((request, response) => void answer(request, response));
  const it = {
    url: '',
    fault: (() => false) as Fault,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(`${it.url}${request.url ?? ''}`);
    const reply = await shop.handler({
      method: (request.method ?? 'GET') as 'GET',
      url: url.href,
      path: url.pathname,
      query: url.searchParams,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    if (it.fault(request, response)) return;
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? null));
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  it.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return it;
}
