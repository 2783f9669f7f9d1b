import { defineSubgraph, Journal, type RequestContext, type Subgraph, type SubgraphDeps } from '@onebasket/runtime';
import type { MutationPauseChannelArgs, QueryChannelArgs, Resolvers } from '@onebasket/schema/resolvers/connections';
import { deliveriesSpec } from './inbox/delivery-doc.ts';
import { Inbox } from './inbox/inbox.ts';
import { pausesSpec } from './pause/pause-doc.ts';
import { Pauses } from './pause/pauses.ts';

export { followPauses } from './pause/follow-pauses.ts';

const SWEEP_MS = 60 * 60_000;

/** Connections: the configured vendor accounts that sell, their pause switch, and the room where vendors' webhooks arrive. */
export function createConnectionsSubgraph(deps: SubgraphDeps): Subgraph {
  const { registry, storage, log, config } = deps;
  const pauses = new Pauses({ ...deps, collection: storage.collection(pausesSpec) });
  const inbox = new Inbox({
    ...deps,
    collection: storage.collection(deliveriesSpec),
    journal: new Journal(storage),
    soleWorker: config.storage.url.startsWith('sqlite:'),
  });
  let sweep: NodeJS.Timeout | undefined;

  const turn =
    (isPaused: boolean) =>
    async (_: unknown, { channelId, note }: MutationPauseChannelArgs, { viewer }: RequestContext) => {
      const channel = await pauses.set(viewer, channelId, isPaused, note);
      return channel.describe();
    };
  const resolvers = {
    Query: {
      channels: () => registry.channels().map(one => one.describe()),
      channel: (_: unknown, { id }: QueryChannelArgs) => registry.channel(id)?.describe() ?? null,
    },
    Mutation: { pauseChannel: turn(true), resumeChannel: turn(false) },
  } satisfies Resolvers;

  return defineSubgraph({
    name: 'connections',
    resolvers,
    routes: [
      { method: 'POST', path: '/hooks/', handle: request => inbox.receive(request) },
      { method: 'GET', path: '/hooks/', handle: async request => inbox.greet(request) },
    ],
    start: async () => {
      await storage.ready();
      await pauses.start();
      inbox.start();
      sweep = setInterval(() => void inbox.sweep().catch((error: unknown) => log.warn('inbox sweep', { error: String(error) })), SWEEP_MS);
      sweep.unref();
    },
    stop: async () => {
      clearInterval(sweep);
      pauses.stop();
      await inbox.stop();
    },
  });
}
