import { spawnTwin, type SpawnedTwin } from '@onebasket/twin-kit';
import type { ShopifyTwinOptions } from './twin.ts';

/** A shop in a process of its own. */
export interface SpawnedShopifyTwin extends SpawnedTwin {
  /** A shopper pays at the checkout. */
  checkOut(checkoutUrl: string): Promise<{ readonly id: number; readonly name: string }>;
  reset(): Promise<void>;
}

/** Starts a shop in a process of its own that dies with this one. `now` cannot cross into it. */
export async function spawnShopifyTwin(options: Omit<ShopifyTwinOptions, 'now'> = {}): Promise<SpawnedShopifyTwin> {
  const twin = await spawnTwin(new URL('./main.ts', import.meta.url), ['--options', JSON.stringify(options)]);
  return {
    ...twin,
    checkOut: url => twin.admin('POST', '/checkout', { url }),
    reset: async () => {
      await twin.admin('POST', '/reset');
    },
  };
}
