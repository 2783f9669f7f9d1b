export type { Planner } from './apollo-internals.ts';
export { CompiledGateway, type CompiledGatewayOptions, type ExecutorCounts } from './compiled-gateway.ts';
export type { PreparingSource, RequestContext, Send, SubgraphAnswer, SubOperation } from './subgraph-source.ts';
