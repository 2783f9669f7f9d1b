export { createGateway, type Gateway, type GatewayOptions } from './create-gateway.ts';
export type { Answer, GraphParams, GraphRequest, Transport } from './graph-request.ts';
export type { CompiledOperation, GatewayPlugin, RequestCheck } from './plugin.ts';
export type { SubgraphTarget } from './sources/subgraph-target.ts';
