import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { BuyerStep, StripeTwinOptions } from './twin.ts';

/** Stripe in a process of its own. */
export interface SpawnedStripeTwin extends SpawnedTwin {
  act(intentId: string, step?: BuyerStep): Promise<void>;
  expire(intentId: string): Promise<void>;
}

/** Starts Stripe in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnStripeTwin(options: Omit<StripeTwinOptions, 'now'> = {}): Promise<SpawnedStripeTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    act: async (id, step = 'succeeds') => void (await twin.admin('POST', '/act', { id, step })),
    expire: async id => void (await twin.admin('POST', '/expire', { id })),
  };
}
