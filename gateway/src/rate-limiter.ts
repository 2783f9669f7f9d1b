import type { Config, Log } from '@onebasket/runtime';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { createClient } from 'redis';

type Rate = Exclude<Config['gateway']['limits']['rate'], false>;

/** Counts requests per key. */
export interface RateLimiter {
  /** Rejects with `RateLimiterRes` above the limit. */
  consume(key: string): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * So many requests in a window that is as long as the burst takes to be earned again. Counted in Redis when the bus is there, so that all
 * replicas share the count; in this process alone when it is not, or while Redis is away.
 */
export function openRateLimiter(rate: Rate, busUrl: string, log: Log): RateLimiter {
  const memory = new RateLimiterMemory({ points: rate.burst, duration: rate.burst / rate.perSecond });
  if (!busUrl.startsWith('redis')) return limiterOf(memory, async () => undefined);

  const client = createClient({
    url: busUrl,
    disableOfflineQueue: true,
    socket: { reconnectStrategy: retries => Math.min(100 * 2 ** retries, 3_000) },
  });
  client.on('error', error => log.warn('redis', { part: 'rate limit', error: String(error) }));
  // Not awaited: until it is there, the count in memory stands in.
  client.connect().catch((error: unknown) => log.warn('redis', { part: 'rate limit', error: String(error) }));
  // Redis forgets by whole seconds.
  const duration = Math.max(1, Math.ceil(rate.burst / rate.perSecond));
  const shared = new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
    keyPrefix: 'onebasket:rate',
    points: Math.max(rate.burst, duration * rate.perSecond),
    duration,
  });
  return limiterOf(shared, async () => client.destroy());
}

function limiterOf(limiter: RateLimiterAbstract, close: () => Promise<void>): RateLimiter {
  return { consume: key => limiter.consume(key), close };
}
