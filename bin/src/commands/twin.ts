import { startWooCommerceTwin } from '@onebasket/twin-woocommerce';
import { stringify } from 'yaml';
import type { VendorTwin } from '../twins/vendor-twins.ts';

export interface TwinOptions {
  readonly catalogue?: string;
  readonly port: number;
  readonly data?: string;
  readonly name: string;
  readonly currency: string;
}

const KEYS = { consumerKey: 'ck_twin', consumerSecret: 'cs_twin', webhookSecret: 'twin-webhook-secret' };

/** `onebasket twin woocommerce`: serves until Ctrl-C and prints the configuration that connects it. */
export async function twinWooCommerce(options: TwinOptions): Promise<void> {
  const twin = await startWooCommerceTwin({ ...options, ...KEYS });
  console.log(`${options.name} answers at ${twin.url}. To connect it:

channels:
  - id: shop
    adapter: woocommerce
    name: ${JSON.stringify(options.name)}
    settings: { baseUrl: ${twin.url}, consumerKey: ${KEYS.consumerKey}, consumerSecret: ${KEYS.consumerSecret}, webhookSecret: ${KEYS.webhookSecret} }
`);
  untilStopped(twin);
}

/** `onebasket twin <vendor>`: serves its invented catalogue until Ctrl-C and prints the configuration that connects it. */
export async function twinOf(vendor: VendorTwin, { port }: { readonly port: number }): Promise<void> {
  const twin = await vendor.start({ port });
  const channels = [{ id: vendor.adapter, adapter: vendor.adapter, settings: twin.settings }];
  console.log(
    `${vendor.about}, at ${twin.url}. A search for "${twin.query}" finds something. To connect it:\n\n${stringify({ channels })}`,
  );
  untilStopped(twin);
}

function untilStopped(twin: { close(): Promise<void> }): void {
  const stop = () => void twin.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
