import { randomUUID } from 'node:crypto';
import type { JdVopTwin } from '@onebasket/twin-jd-vop';
import { callTo, placed } from './call-to.ts';

/** A fresh order of one SKU that has arrived. */
export async function placeDelivered(twin: JdVopTwin, settings: Readonly<Record<string, unknown>>, sku: string) {
  const key = randomUUID();
  const lines = [{ externalId: sku, quantity: 1 }];
  const { externalId } = await placed(
    callTo({ ...settings, baseUrl: twin.url }, () => new Date()),
    lines,
    key,
  );
  twin.ship(Number(externalId), `JDVA${externalId}`);
  twin.deliver(Number(externalId));
  return { ref: { externalId, key }, lines };
}
