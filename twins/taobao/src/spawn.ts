import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { ReportRow } from './report.ts';
import type { Purchase, TaobaoTwinOptions } from './twin.ts';

/** Taobao's open platform in a process of its own. */
export interface SpawnedTaobaoTwin extends SpawnedTwin {
  buy(purchase: Purchase): Promise<ReportRow>;
  reset(): Promise<void>;
}

/** Starts the platform in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnTaobaoTwin(options: Omit<TaobaoTwinOptions, 'now'> = {}): Promise<SpawnedTaobaoTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    buy: purchase => twin.admin<ReportRow>('POST', '/buy', purchase),
    reset: async () => {
      await twin.admin('POST', '/reset');
    },
  };
}
