import type { RegisteredConnection } from '@onebasket/adapter-registry';
import {
  Attention,
  attentionResolvers,
  defineSubgraph,
  Journal,
  openVault,
  requireStaff,
  type RequestContext,
  type Subgraph,
  type SubgraphDeps,
} from '@onebasket/runtime';
import type {
  ConnectionKind,
  MutationConnectAccountArgs,
  MutationDisconnectAccountArgs,
  MutationPauseChannelArgs,
  QueryChannelArgs,
  Resolvers,
} from '@onebasket/schema/resolvers/connections';
import { GraphQLError } from 'graphql';
import { connectionType } from './connection-type.ts';
import { credentialsSpec, flowsSpec } from './credentials/credential-doc.ts';
import { CredentialKeeper } from './credentials/credential-keeper.ts';
import { endPage } from './credentials/end-page.ts';
import { deliveriesSpec } from './inbox/delivery-doc.ts';
import { Inbox } from './inbox/inbox.ts';
import { MessagePuller, pullsSpec } from './messages/message-puller.ts';
import { pausesSpec } from './pause/pause-doc.ts';
import { Pauses } from './pause/pauses.ts';

export { followCredentials } from './credentials/follow-credentials.ts';
export { lendCredentials } from './credentials/lend-credentials.ts';
export { followPauses } from './pause/follow-pauses.ts';

const SWEEP_MS = 60 * 60_000;

/** Connections: the configured vendor accounts, their pause switch, their owners' consent, and the room where vendors' webhooks and messages arrive. */
export function createConnectionsSubgraph(deps: SubgraphDeps): Subgraph {
  const { registry, storage, log, config, keys } = deps;
  const { publicUrl, host, port } = config.gateway;
  const pauses = new Pauses({ ...deps, collection: storage.collection(pausesSpec) });
  const inbox = new Inbox({
    ...deps,
    collection: storage.collection(deliveriesSpec),
    journal: new Journal(storage),
    soleWorker: config.storage.url.startsWith('sqlite:'),
  });
  const puller = new MessagePuller({ ...deps, collection: storage.collection(pullsSpec), keep: (id, event) => inbox.keep(id, event) });
  const credentials = new CredentialKeeper({
    ...deps,
    credentials: storage.collection(credentialsSpec),
    flows: storage.collection(flowsSpec),
    vault: openVault(keys, config.secrets?.keys),
    publicUrl: (publicUrl ?? `http://${host}:${port}`).replace(/\/+$/, ''),
  });
  const attention = attentionResolvers(new Attention([inbox.attention]));
  let sweep: NodeJS.Timeout | undefined;

  const turn =
    (isPaused: boolean) =>
    async (_: unknown, { channelId, note }: MutationPauseChannelArgs, { viewer }: RequestContext) => {
      const channel = await pauses.set(viewer, channelId, isPaused, note);
      return channel.describe();
    };
  const connectionOf = (kind: ConnectionKind, id: string): RegisteredConnection => {
    const connection = registry[kind.toLowerCase() as Lowercase<ConnectionKind>](id);
    if (!connection) throw new GraphQLError('There is no such account', { extensions: { code: 'NOT_FOUND' } });
    return connection;
  };
  const resolvers = {
    Query: {
      ...attention.Query,
      internalPausedChannels: (_: unknown, __: unknown, { viewer }: RequestContext) => {
        if (viewer.kind !== 'SERVICE') throw new GraphQLError('Not allowed', { extensions: { code: 'FORBIDDEN' } });
        return pauses.paused();
      },
      channels: () => registry.channels().map(one => one.describe()),
      channel: (_: unknown, { id }: QueryChannelArgs) => registry.channel(id)?.describe() ?? null,
      connections: (_: unknown, __: unknown, { viewer }: RequestContext) => {
        requireStaff(viewer);
        return Promise.all(
          [...registry.channels(), ...registry.carriers(), ...registry.payments()].map(one => connectionType(one, credentials)),
        );
      },
    },
    Mutation: {
      ...attention.Mutation,
      pauseChannel: turn(true),
      resumeChannel: turn(false),
      connectAccount: (_: unknown, { kind = 'CHANNEL', connectionId }: MutationConnectAccountArgs, { viewer }: RequestContext) => {
        requireStaff(viewer, 'operator');
        return credentials.begin(viewer, connectionOf(kind, connectionId));
      },
      disconnectAccount: (_: unknown, { kind = 'CHANNEL', connectionId }: MutationDisconnectAccountArgs, { viewer }: RequestContext) => {
        requireStaff(viewer, 'operator');
        return credentials.disconnect(viewer, connectionOf(kind, connectionId));
      },
    },
  } satisfies Resolvers;

  return defineSubgraph({
    name: 'connections',
    resolvers,
    routes: [
      { method: 'POST', path: '/hooks/', handle: request => inbox.receive(request) },
      { method: 'GET', path: '/hooks/', handle: request => inbox.greet(request) },
      {
        method: 'GET',
        path: '/connect/',
        handle: async ({ path, query }) => {
          const connection = registry.connection(path.split('/')[2] ?? '');
          if (!connection?.has('authorisation')) return { status: 404 };
          return endPage(await credentials.end(connection, Object.fromEntries(query)));
        },
      },
    ],
    start: async () => {
      await storage.ready();
      await pauses.start();
      await credentials.start();
      inbox.start();
      puller.start();
      sweep = setInterval(() => void inbox.sweep().catch((error: unknown) => log.warn('inbox sweep', { error: String(error) })), SWEEP_MS);
      sweep.unref();
    },
    stop: async () => {
      clearInterval(sweep);
      pauses.stop();
      credentials.stop();
      await puller.stop();
      await inbox.stop();
    },
  });
}
