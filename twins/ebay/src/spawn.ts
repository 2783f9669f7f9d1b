import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { EbayTwinOptions } from './twin.ts';

/** Starts eBay in a process of its own that dies with this one. `now` cannot cross into it. */
export function spawnEbayTwin(options: Omit<EbayTwinOptions, 'now'> = {}): Promise<SpawnedTwin> {
  return spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
}
