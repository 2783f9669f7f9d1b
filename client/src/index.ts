export { createClient, GraphError, type Client, type ClientOptions, type GraphErrorEntry } from './client.ts';
export * from './generated/operations.ts';
