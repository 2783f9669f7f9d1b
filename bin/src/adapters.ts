import type { Adapter } from '@onebasket/adapter-sdk';
import type { Config } from '@onebasket/runtime';

/** The adapters that ship with OneBasket, by the word that configuration uses. Each is loaded when somebody asks for it: a start should not read what it does not use. */
const SHIPPED: Readonly<Record<string, () => Promise<Adapter>>> = {
  taobao: async () => (await import('@onebasket/adapter-taobao')).taobao,
  jd: async () => (await import('@onebasket/adapter-jd')).jd,
  'jd-vop': async () => (await import('@onebasket/adapter-jd-vop')).jdVop,
  pinduoduo: async () => (await import('@onebasket/adapter-pinduoduo')).pinduoduo,
  alibaba1688: async () => (await import('@onebasket/adapter-alibaba1688')).alibaba1688,
  shopify: async () => (await import('@onebasket/adapter-shopify')).shopify,
  ebay: async () => (await import('@onebasket/adapter-ebay')).ebay,
  woocommerce: async () => (await import('@onebasket/adapter-woocommerce')).woocommerce,
  vendure: async () => (await import('@onebasket/adapter-vendure')).vendure,
  medusa: async () => (await import('@onebasket/adapter-medusa')).medusa,
  magento: async () => (await import('@onebasket/adapter-magento')).magento,
  saleor: async () => (await import('@onebasket/adapter-saleor')).saleor,
  ucp: async () => (await import('@onebasket/adapter-ucp')).ucp,
  acp: async () => (await import('@onebasket/adapter-acp')).acp,
  sf: async () => (await import('@onebasket/adapter-sf')).sf,
  stripe: async () => (await import('@onebasket/adapter-stripe')).stripe,
  alipay: async () => (await import('@onebasket/adapter-alipay')).alipay,
  wechatpay: async () => (await import('@onebasket/adapter-wechatpay')).wechatpay,
  invoice: async () => (await import('@onebasket/adapter-invoice')).invoice,
};

export const shippedAdapterIds: readonly string[] = Object.keys(SHIPPED);

/** All of them. */
export function loadShippedAdapters(): Promise<readonly Adapter[]> {
  return Promise.all(Object.values(SHIPPED).map(load => load()));
}

/**
 * Those that this configuration needs: all of them when it names one that does not ship, so that the complaint can tell what there is.
 */
export async function shippedAdaptersFor({
  channels,
  carriers,
  payments,
}: Pick<Config, 'channels' | 'carriers' | 'payments'>): Promise<readonly Adapter[]> {
  const named = new Set([...channels, ...carriers, ...payments].map(({ adapter }) => adapter));
  if ([...named].some(id => !Object.hasOwn(SHIPPED, id))) return loadShippedAdapters();
  return Promise.all([...named].flatMap(id => SHIPPED[id]?.() ?? []));
}
