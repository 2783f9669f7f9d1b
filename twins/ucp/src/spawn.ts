import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { UcpTwinOptions } from './options.ts';
import type { Json } from './state.ts';

/** A merchant in a process of its own; control through its admin routes. */
export interface SpawnedUcpTwin extends SpawnedTwin {
  orders(): Promise<readonly Json[]>;
  setStock(id: string, quantity: number): Promise<void>;
  setPrice(id: string, minor: number): Promise<void>;
  /** What a buyer does on the page of a session; the order's id. */
  finishOnPage(sessionId: string): Promise<string>;
  ship(orderId: string, parcel: { readonly carrier: string; readonly trackingNumber: string }): Promise<void>;
}

/** Starts a merchant in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnUcpTwin(options: Omit<UcpTwinOptions, 'now'> = {}): Promise<SpawnedUcpTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    orders: () => twin.admin('GET', '/orders'),
    setStock: async (id, quantity) => void (await twin.admin('POST', '/stock', { id, quantity })),
    setPrice: async (id, minor) => void (await twin.admin('POST', '/price', { id, minor })),
    finishOnPage: async id => (await twin.admin<{ id: string }>('POST', '/finish', { id })).id,
    ship: async (orderId, parcel) => void (await twin.admin('POST', '/ship', { orderId, ...parcel })),
  };
}
