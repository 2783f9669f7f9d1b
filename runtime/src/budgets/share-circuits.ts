import { randomUUID } from 'node:crypto';
import type { HealthNews, Registry } from '@onebasket/adapter-registry';
import type { Json } from '@onebasket/core';
import type { Bus } from '../bus/port.ts';

const NEWS = 'registry.health';
const EVERY_MS = 5_000;

interface Envelope {
  readonly replica: string;
  readonly connection: string;
  readonly kind: 'channel' | 'carrier' | 'payment';
  readonly news: HealthNews;
}

/**
 * Lets replicas tell each other how vendors do: at once when a circuit opens, else every few seconds while there is something to tell. So an open circuit
 * and `Channel.health` are not one process's view. Returns how to stop.
 */
export function shareCircuits(registry: Registry, bus: Bus): () => void {
  const replica = randomUUID();
  const all = [...registry.channels(), ...registry.carriers(), ...registry.payments()];
  const tell = (connection: (typeof all)[number]) => {
    const news = connection.healthNews();
    if (news.calls > 0) bus.publish(NEWS, { replica, connection: connection.id, kind: connection.kind, news } as unknown as Json);
  };
  const stops = all.map(connection => connection.onCircuitOpened(() => tell(connection)));
  const stopListening = bus.subscribe(NEWS, message => {
    const { replica: from, connection, kind, news } = message as unknown as Envelope;
    if (from !== replica) registry[kind](connection)?.hearHealthNews(from, news);
  });
  const timer = setInterval(() => all.forEach(tell), EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    stopListening();
    for (const stop of stops) stop();
  };
}
