import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { WooCommerceTwinOptions } from './options.ts';
import type { Parcel } from './shipping-desk.ts';

/** A WooCommerce shop in a process of its own; the same control as in process, through its admin routes. */
export interface SpawnedWooCommerceTwin extends SpawnedTwin {
  orders(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  setStock(id: number, quantity: number): Promise<void>;
  setPrice(id: number, price: string): Promise<void>;
  ship(orderId: number, parcel: Parcel): Promise<void>;
  reset(): Promise<void>;
}

/** Starts a shop in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnWooCommerceTwin(options: Omit<WooCommerceTwinOptions, 'now'> = {}): Promise<SpawnedWooCommerceTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    orders: () => twin.admin('GET', '/orders'),
    setStock: async (id, quantity) => void (await twin.admin('POST', '/stock', { id, quantity })),
    setPrice: async (id, price) => void (await twin.admin('POST', '/price', { id, price })),
    ship: async (orderId, parcel) => void (await twin.admin('POST', '/ship', { orderId, ...parcel })),
    reset: async () => void (await twin.admin('POST', '/reset')),
  };
}
