export * from './define-subgraph.ts';
export * from './prepared-operations.ts';
export * from './request-context.ts';
export * from './serve-subgraph.ts';
export * from './scalars.ts';
export * from './types.ts';
