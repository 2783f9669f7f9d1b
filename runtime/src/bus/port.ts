import type { Json } from '@onebasket/core';

/** Live signals between subgraphs and replicas: wake-ups and live screens only. A lost message loses no truth. */
export interface Bus {
  publish(topic: string, message: Json): void;
  /** Returns how to stop. A handler that throws is logged and stays subscribed. */
  subscribe(topic: string, handler: (message: Json) => void): () => void;
  close(): Promise<void>;
}
