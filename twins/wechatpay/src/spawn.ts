import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { Credentials, WechatpayTwinOptions } from './twin.ts';

/** WeChat Pay in a process of its own. */
export interface SpawnedWechatpayTwin extends SpawnedTwin {
  readonly credentials: Credentials;
  pay(number: string): Promise<void>;
  finishRefund(outRefundNo: string): Promise<void>;
}

/** Starts WeChat Pay in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnWechatpayTwin(options: Omit<WechatpayTwinOptions, 'now'> = {}): Promise<SpawnedWechatpayTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    credentials: await twin.admin<Credentials>('GET', '/credentials'),
    pay: async number => void (await twin.admin('POST', '/pay', { number })),
    finishRefund: async outRefundNo => void (await twin.admin('POST', '/finish-refund', { outRefundNo })),
  };
}
