import { resolve } from 'node:path';
import { parseConfig, type Config } from '@onebasket/runtime';
import { spawnSfTwin } from '@onebasket/twin-sf';
import { spawnWooCommerceTwin } from '@onebasket/twin-woocommerce';

export interface Demo {
  readonly config: Config;
  readonly shops: readonly { readonly name: string; readonly url: string }[];
  /** What examples can name: a word that finds one product in both shops, and a listing of each shop that can be ordered. */
  readonly sample: { readonly word: string; readonly listingIds: readonly string[] };
  stop(): Promise<void>;
}

const SHOPS = [
  { id: 'lantern', name: 'Lantern Goods 灯塔优选' },
  { id: 'harbor', name: 'Harbor Supply 港湾商店' },
] as const;

const KEYS = { consumerKey: 'ck_demo', consumerSecret: 'cs_demo', webhookSecret: 'demo-webhook-secret' };

/**
 * The built-in demo: two WooCommerce twins on our own catalogue and an SF Express twin, each a process of its own on loopback, their orders kept
 * under the data folder; and the configuration that connects them.
 */
export async function startDemo(options: { readonly dataFolder: string; readonly port?: number | undefined }): Promise<Demo> {
  const folder = resolve(options.dataFolder);
  const sf = await spawnSfTwin({ data: `${folder}/twins/sf`, partnerId: 'demo', checkword: 'demo-checkword' });
  const shops = await Promise.all(
    SHOPS.map(async shop => ({
      ...shop,
      twin: await spawnWooCommerceTwin({
        demo: shop.id,
        name: shop.name,
        data: `${folder}/twins/${shop.id}`,
        ...KEYS,
        sfUrl: sf.url,
        autoShipMs: 8_000,
      }),
    })),
  );
  const yaml = JSON.stringify({
    gateway: options.port === undefined ? {} : { port: options.port },
    storage: { url: `sqlite:${folder}` },
    displayCurrency: 'CNY',
    channels: shops.map(({ id, name, twin }) => ({ id, adapter: 'woocommerce', name, settings: { baseUrl: twin.url, ...KEYS } })),
    carriers: [
      {
        id: 'sf',
        adapter: 'sf',
        name: 'SF Express 顺丰',
        settings: { baseUrl: `${sf.url}/std/service`, partnerId: 'demo', checkword: 'demo-checkword' },
      },
    ],
    payments: [{ id: 'invoice', adapter: 'invoice', name: 'Invoice 月结' }],
  });
  return {
    config: parseConfig(yaml, { file: 'the demo configuration' }),
    shops: shops.map(({ name, twin }) => ({ name, url: twin.url })),
    // The catalogue is the same on every machine.
    sample: { word: 'HP-3001', listingIds: ['lantern:302', 'harbor:2202'] },
    stop: async () => {
      await Promise.all([sf, ...shops.map(({ twin }) => twin)].map(twin => twin.close()));
    },
  };
}
