import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { JdVopTwinOptions } from './twin.ts';

/** JD VOP in a process of its own. */
export interface SpawnedJdVopTwin extends SpawnedTwin {
  ship(jdOrderId: number, waybill: string, carrier?: string): Promise<void>;
  deliver(jdOrderId: number): Promise<void>;
}

/** Starts JD VOP in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnJdVopTwin(options: Omit<JdVopTwinOptions, 'now'> = {}): Promise<SpawnedJdVopTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    ship: async (jdOrderId, waybill, carrier) => void (await twin.admin('POST', '/ship', { jdOrderId, waybill, carrier })),
    deliver: async jdOrderId => void (await twin.admin('POST', '/deliver', { jdOrderId })),
  };
}
