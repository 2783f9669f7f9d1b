import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { AcpTwinOptions } from './twin.ts';

/** Starts a merchant in a process of its own that dies with this one. `now` cannot cross into it. */
export function spawnAcpTwin(options: Omit<AcpTwinOptions, 'now'> = {}): Promise<SpawnedTwin> {
  return spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
}
