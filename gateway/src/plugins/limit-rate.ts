import { viewerKey, type Config } from '@onebasket/runtime';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { GraphRequest } from '../graph-request.ts';
import type { GatewayPlugin } from '../plugin.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { refuse } from '../refusals.ts';

type Rate = Exclude<Config['gateway']['limits']['rate'], false>;

/**
 * So many operations per viewer, or per address for those who are nobody in particular. The address is the socket's: a header that the
 * client writes would make the limit the client's.
 */
export function limitRate(rate: Rate, limiter: RateLimiter): GatewayPlugin {
  return {
    name: 'limit-rate',
    async request(request) {
      try {
        await limiter.consume(keyOf(request));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        throw refuse('RATE_LIMITED', `Too many requests (limit rate: ${rate.perSecond} per second, bursts of ${rate.burst})`, {
          retryAfterMs: Math.max(1, refused.msBeforeNext),
        });
      }
    },
  };
}

function keyOf({ viewer, remoteAddress }: GraphRequest): string {
  return viewer && viewer.kind !== 'ANONYMOUS' ? viewerKey(viewer) : `address:${remoteAddress}`;
}
