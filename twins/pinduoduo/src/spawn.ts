import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { ReportRow } from './promotion.ts';
import type { PinduoduoTwinOptions, Purchase } from './twin.ts';

/** Pinduoduo in a process of its own. */
export interface SpawnedPinduoduoTwin extends SpawnedTwin {
  buy(url: string, purchase?: Purchase): Promise<ReportRow>;
  advance(orderSn: string, status: number): Promise<void>;
}

/** Starts the platform in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnPinduoduoTwin(options: Omit<PinduoduoTwinOptions, 'now'> = {}): Promise<SpawnedPinduoduoTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    buy: (url, purchase = {}) => twin.admin<ReportRow>('POST', '/buy', { url, ...purchase }),
    advance: async (orderSn, status) => {
      await twin.admin('POST', '/advance', { orderSn, status });
    },
  };
}
