export * from './bus/index.ts';
export * from './config/index.ts';
export * from './graph-client/index.ts';
export * from './keys/index.ts';
export * from './log/index.ts';
export * from './subgraph/index.ts';
export * from './viewer/index.ts';
export type * from './storage/port.ts';
export * from './effects/index.ts';
