import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { AlipayTwinOptions, Credentials } from './twin.ts';

/** Alipay in a process of its own. */
export interface SpawnedAlipayTwin extends SpawnedTwin {
  readonly credentials: Credentials;
  pay(outTradeNo: string): Promise<void>;
  expire(outTradeNo: string): Promise<void>;
}

/** Starts Alipay in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnAlipayTwin(options: Omit<AlipayTwinOptions, 'now'> = {}): Promise<SpawnedAlipayTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    credentials: await twin.admin<Credentials>('GET', '/credentials'),
    pay: async outTradeNo => void (await twin.admin('POST', '/pay', { outTradeNo })),
    expire: async outTradeNo => void (await twin.admin('POST', '/expire', { outTradeNo })),
  };
}
