import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { Handover } from './parcels.ts';
import type { SfTwinOptions } from './twin.ts';

/** SF Express in a process of its own. */
export interface SpawnedSfTwin extends SpawnedTwin {
  addParcel(number: string, phoneLast4: string, more?: Omit<Handover, 'number' | 'phoneLast4'>): Promise<void>;
  advance(number: string, opCode: string, remark?: string): Promise<void>;
  reset(): Promise<void>;
}

/** Starts the carrier in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnSfTwin(options: Omit<SfTwinOptions, 'now'> = {}): Promise<SpawnedSfTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    addParcel: async (number, phoneLast4, more = {}) => {
      await twin.admin('POST', '/parcels', { ...more, number, phoneLast4 });
    },
    advance: async (number, opCode, remark) => {
      await twin.admin('POST', '/advance', { number, opCode, remark });
    },
    reset: async () => {
      await twin.admin('POST', '/reset');
    },
  };
}
