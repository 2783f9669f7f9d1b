import { defineSubgraph, type RequestContext, type Subgraph, type SubgraphDeps } from '@onebasket/runtime';
import { deliveries, Inbox } from './inbox/inbox.ts';
import { Pauses, pausesSpec } from './pause/pauses.ts';

export { followPauses } from './pause/pauses.ts';

const SWEEP_MS = 60 * 60_000;

/** Connections: the configured vendor accounts that sell, their pause switch, and the room where vendors' webhooks arrive. */
export function createConnectionsSubgraph(deps: SubgraphDeps): Subgraph {
  const { registry, graph, clock, log, bus, config } = deps;
  const pauses = new Pauses({ collection: deps.storage.collection(pausesSpec), registry, bus, clock });
  const inbox = new Inbox({
    collection: deps.storage.collection(deliveries),
    registry,
    graph,
    clock,
    log,
    soleWorker: config.storage.url.startsWith('sqlite:'),
  });
  let sweep: NodeJS.Timeout | undefined;

  const set =
    (isPaused: boolean) =>
    async (_: unknown, { channelId, note }: { channelId: string; note: string }, { viewer }: RequestContext) => {
      await pauses.set(viewer, channelId, isPaused, note);
      return registry.channel(channelId)?.describe();
    };

  return defineSubgraph({
    name: 'connections',
    resolvers: {
      Query: {
        channels: () => registry.channels().map(channel => channel.describe()),
        channel: (_: unknown, { id }: { id: string }) => registry.channel(id)?.describe() ?? null,
      },
      Mutation: { pauseChannel: set(true), resumeChannel: set(false) },
    },
    routes: [
      { method: 'POST', path: '/hooks/', handle: request => inbox.receive(request) },
      // Some vendors look whether somebody is there before they send.
      {
        method: 'GET',
        path: '/hooks/',
        handle: async ({ path }) => ({ status: registry.connection(path.split('/')[2] ?? '') ? 200 : 404, body: '' }),
      },
    ],
    start: async () => {
      await deps.storage.ready();
      await pauses.start();
      inbox.start();
      sweep = setInterval(() => void inbox.sweep().catch((error: unknown) => log.warn('inbox sweep', { error: String(error) })), SWEEP_MS);
      sweep.unref();
    },
    stop: async () => {
      clearInterval(sweep);
      await inbox.stop();
    },
  });
}
