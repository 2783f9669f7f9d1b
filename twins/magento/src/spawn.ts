import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { MagentoTwinOptions } from './options.ts';

/** Starts a shop in a process of its own that dies with this one. `now` cannot cross into it. */
export function spawnMagentoTwin(options: Omit<MagentoTwinOptions, 'now'> = {}): Promise<SpawnedTwin> {
  return spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
}
