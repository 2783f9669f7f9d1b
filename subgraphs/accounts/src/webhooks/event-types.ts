/** Events that an endpoint may ask for. */
export const EVENT_TYPES = [
  'order.placed',
  'order.updated',
  'order.cancelled',
  'order.failed',
  'shipment.updated',
  'price.dropped',
] as const;

/** What a test sends; nobody has to ask for it. */
export const TEST_EVENT = 'webhook.test';

/** Something that happened to an aggregate, as its subgraph tells it: ids and states, nothing about people. */
export interface WebhookEvent {
  /** Names it: subgraph, aggregate and number. The same key told twice is one event. */
  readonly key: string;
  readonly type: string;
  readonly at: string;
  /** `viewerKey` of whose the aggregate is. */
  readonly ownerKey: string;
  /** JSON text. */
  readonly data: string;
}
