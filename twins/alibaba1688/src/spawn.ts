import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { Alibaba1688TwinOptions } from './twin.ts';

/** 1688 in a process of its own. */
export interface SpawnedAlibaba1688Twin extends SpawnedTwin {
  pay(orderId: string): Promise<void>;
  ship(orderId: string, billNo: string): Promise<void>;
  scan(orderId: string, remark: string): Promise<void>;
}

/** Starts the platform in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnAlibaba1688Twin(options: Omit<Alibaba1688TwinOptions, 'now'> = {}): Promise<SpawnedAlibaba1688Twin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  const act = async (path: string, wish: object): Promise<void> => {
    await twin.admin('POST', path, wish);
  };
  return {
    ...twin,
    pay: orderId => act('/pay', { orderId }),
    ship: (orderId, billNo) => act('/ship', { orderId, billNo }),
    scan: (orderId, remark) => act('/scan', { orderId, remark }),
  };
}
