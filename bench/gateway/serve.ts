/** One side of the bench as a process: `node serve.ts ours | ours-remote URL | ours-sharing URL | plain-gateway URL | plain-subgraphs`. Prints its address when it is ready. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createGateway, type SubgraphTarget } from '@onebasket/gateway';
import { createLog, parseConfig, PreparedOperations, SUBGRAPH_NAMES } from '@onebasket/runtime';
import { supergraphSdl } from '@onebasket/schema';
import { execute } from 'graphql';
import { benchSubgraphs } from './catalogue.ts';

const [side, subgraphsUrl = ''] = process.argv.slice(2);
const servers: Readonly<Record<string, () => Promise<string>>> = {
  ours: () => serveOurs(Object.entries(benchSubgraphs()).map(([name, subgraph]) => [name, { kind: 'local', subgraph }])),
  'ours-remote': () => serveOurs(overHttp()),
  'ours-sharing': () => serveOurs(overHttp(), 'shareQueries: true'),
  'plain-gateway': servePlainGateway,
  'plain-subgraphs': servePlainSubgraphs,
};
const serve = servers[side ?? ''];
if (!serve) throw new RangeError(`no side ${side}`);
process.stdout.write(`${await serve()}\n`);

function overHttp(): readonly (readonly [string, SubgraphTarget])[] {
  return SUBGRAPH_NAMES.map(name => [name, { kind: 'remote', url: `${subgraphsUrl}/${name}`, secret: 'x' }]);
}

/** Our gateway: with the subgraphs in its process it is what `npm start` runs. */
async function serveOurs(subgraphs: readonly (readonly [string, SubgraphTarget])[], setting = 'introspection: false'): Promise<string> {
  const config = parseConfig(`gateway: { port: 0, host: 127.0.0.1, limits: { rate: false }, ${setting} }`, { file: 'the bench' });
  const gateway = await createGateway({
    supergraphSdl: supergraphSdl(),
    subgraphs: Object.fromEntries(subgraphs),
    config,
    keys: { derive: () => new Uint8Array(32) },
    log: createLog('error'),
  });
  return (await gateway.start()).url;
}

/** What one writes from Apollo's documentation: ApolloServer, ApolloGateway, a remote data source per subgraph. */
async function servePlainGateway(): Promise<string> {
  const gateway = new ApolloGateway({
    supergraphSdl: supergraphSdl(),
    buildService: ({ name }) => new RemoteGraphQLDataSource({ url: `${subgraphsUrl}/${name}` }),
  });
  return (
    await startStandaloneServer(new ApolloServer({ gateway, stopOnTerminationSignals: false }), { listen: { port: 0, host: '127.0.0.1' } })
  ).url;
}

/** The same subgraphs over HTTP, as cheap as they can be: raw http, documents parsed once. */
async function servePlainSubgraphs(): Promise<string> {
  const subgraphs = new Map(
    Object.entries(benchSubgraphs()).map(([name, subgraph]) => [name, { subgraph, prepared: new PreparedOperations(subgraph.schema) }]),
  );
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { query, variables, operationName } = JSON.parse(Buffer.concat(chunks).toString()) as {
      query: string;
      variables?: Record<string, unknown>;
      operationName?: string;
    };
    const target = subgraphs.get(request.url?.slice(1) ?? '');
    const document = target?.prepared.prepare(query);
    if (!target || !document || !('kind' in document)) return void response.writeHead(400).end();
    const { schema } = target.subgraph;
    const result = await execute({
      schema,
      document,
      variableValues: variables ?? {},
      operationName: operationName ?? null,
      contextValue: {},
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
