import { createClient } from 'redis';
import type { Json } from '@onebasket/core';
import type { Log } from '../log/log.ts';
import { guard } from './memory.ts';
import type { Bus } from './port.ts';

/** Live signals between processes over Redis pub/sub. While Redis is away messages are lost and the sweeps carry on; it reconnects by itself. */
export async function redisBus(url: string, log: Log): Promise<Bus> {
  const options = {
    url,
    disableOfflineQueue: true,
    socket: { reconnectStrategy: (retries: number) => Math.min(100 * 2 ** retries, 3_000) },
  };
  const publisher = createClient(options);
  const subscriber = createClient({ ...options, disableOfflineQueue: false });
  for (const client of [publisher, subscriber]) client.on('error', error => log.warn('redis', { error: String(error) }));
  await Promise.all([publisher.connect(), subscriber.connect()]);
  return {
    publish(topic, message) {
      publisher
        .publish(topic, JSON.stringify(message))
        .catch((error: unknown) => log.warn('a signal was lost', { topic, error: String(error) }));
    },
    subscribe(topic, handler) {
      // Parsed inside the guard: what a stranger publishes on our topic must not hurt the connection.
      const listener = guard(topic, (text: string) => handler(JSON.parse(text) as Json), log);
      const failed = (error: unknown) => log.warn('redis subscription', { topic, error: String(error) });
      subscriber.subscribe(topic, listener).catch(failed);
      return () => void subscriber.unsubscribe(topic, listener).catch(failed);
    },
    async close() {
      await Promise.allSettled([publisher.close(), subscriber.close()]);
    },
  };
}
