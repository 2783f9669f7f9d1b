import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { OrderRow } from './affiliate.ts';
import type { JdTwinOptions } from './twin.ts';

/** JD Union in a process of its own. */
export interface SpawnedJdTwin extends SpawnedTwin {
  buy(clickURL: string, quantity?: number): Promise<OrderRow>;
}

/** Starts JD Union in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnJdTwin(options: Omit<JdTwinOptions, 'now'> = {}): Promise<SpawnedJdTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return { ...twin, buy: (clickURL, quantity) => twin.admin('POST', '/buy', { clickURL, quantity }) };
}
