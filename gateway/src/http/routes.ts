import { findRoute, type HttpRoute, type SubgraphName } from '@onebasket/runtime';
import { request as send } from 'undici';
import type { SubgraphTarget } from '../sources/subgraph-target.ts';

type RouteRequest = Parameters<HttpRoute['handle']>[0];
type RouteAnswer = Awaited<ReturnType<HttpRoute['handle']>>;

/** Who answers which plain routes, for subgraphs that run elsewhere. */
const REMOTE_ROUTES: readonly { readonly path: string; readonly subgraph: SubgraphName }[] = [
  { path: '/hooks/', subgraph: 'connections' },
  { path: '/connect/', subgraph: 'connections' },
  { path: '/outbox', subgraph: 'accounts' },
];

/** Headers that belong to one connection, not to the message. */
const HOP_HEADERS = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'host',
  'content-length',
  'expect',
  'te',
  'trailer',
]);

/** Finds the subgraph's route that answers at our port (vendors' webhooks, the outbox); undefined when there is none. */
export function findSubgraphRoute(
  targets: Readonly<Record<string, SubgraphTarget>>,
  method: string,
  path: string,
): HttpRoute['handle'] | undefined {
  const locals = Object.values(targets).flatMap(target => (target.kind === 'local' ? (target.subgraph.routes ?? []) : []));
  const local = findRoute(locals, method, path);
  if (local) return request => local.handle(request);
  const remote = REMOTE_ROUTES.find(route => (route.path.endsWith('/') ? path.startsWith(route.path) : path === route.path));
  const target = remote && targets[remote.subgraph];
  return target?.kind === 'remote' ? request => forward(target.url, target.secret, method, request) : undefined;
}

async function forward(url: string, secret: string, method: string, request: RouteRequest): Promise<RouteAnswer> {
  const address = new URL(request.path, url);
  address.search = request.query.toString();
  const passed = Object.entries(request.headers).filter(([name]) => !HOP_HEADERS.has(name) && !name.startsWith('x-onebasket-'));
  try {
    const response = await send(address, {
      method: method as 'GET' | 'POST',
      headers: { ...Object.fromEntries(passed), 'x-onebasket-subgraph': secret, 'x-onebasket-remote': request.remoteAddress },
      body: method === 'GET' ? null : Buffer.from(request.body),
      headersTimeout: 30_000,
    });
    const type = response.headers['content-type'];
    return {
      status: response.statusCode,
      ...(typeof type === 'string' ? { headers: { 'content-type': type } } : {}),
      body: await response.body.text(),
    };
  } catch {
    return { status: 503, headers: { 'retry-after': '5' }, body: '' };
  }
}
