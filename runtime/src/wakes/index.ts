import { systemClock } from '@onebasket/core';
import type { Log } from '../log/log.ts';
import type { Wakes } from './port.ts';

export type { WakeQueue, Wakes } from './port.ts';

/** BullMQ where the bus is Redis; nothing where one process does everything, as its own drives and sweeps are all there is to wake. */
export async function openWakes(busUrl: string, log: Log): Promise<Wakes> {
  // Only who has Redis pays for loading it.
  if (/^rediss?:\/\//.test(busUrl)) return (await import('./bull.ts')).bullWakes(busUrl, systemClock, log);
  return { queue: () => ({ poke: () => undefined, work: () => () => Promise.resolve() }), close: () => Promise.resolve() };
}
