import type { Log } from '../log/log.ts';
import { memoryBus } from './memory.ts';
import type { Bus } from './port.ts';
import { redisBus } from './redis.ts';

export type { Bus } from './port.ts';
export { mapStream } from './map-stream.ts';
export { watchDocument } from './watch-document.ts';

/** `memory:` within one process, `redis://…` between several. */
export async function openBus(url: string, log: Log): Promise<Bus> {
  if (url === 'memory:') return memoryBus(log);
  if (/^rediss?:\/\//.test(url)) return redisBus(url, log);
  throw new TypeError(`bus.url must be "memory:" or "redis://…"`);
}
