/** A vendor's stand-in on loopback, and what connects it. */
export interface RunningVendorTwin {
  readonly url: string;
  /** Of the connection, complete. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Words that find something there. */
  readonly query: string;
  close(): Promise<void>;
}

export interface VendorTwin {
  /** The word in configuration. */
  readonly adapter: string;
  /** For the command's help. */
  readonly about: string;
  start(options: { readonly port: number }): Promise<RunningVendorTwin>;
}

const SECRET = 'demo-secret-0001';

/** Stand-ins that `onebasket twin` runs on their invented catalogues; loaded only when they are asked for. WooCommerce's has options of its own. */
export const vendorTwins: readonly VendorTwin[] = [
  {
    adapter: 'taobao',
    about: 'Taobao and Tmall for affiliates: the TOP gateway',
    async start({ port }) {
      const { startTaobaoTwin } = await import('@onebasket/twin-taobao');
      const app = { appKey: '10000001', appSecret: SECRET };
      const twin = await startTaobaoTwin({ port, ...app });
      return running(twin, { ...app, adzoneId: '123456789', baseUrl: `${twin.url}/router/rest` }, '保温杯');
    },
  },
  {
    adapter: 'jd',
    about: 'JD Union',
    async start({ port }) {
      const { startJdTwin } = await import('@onebasket/twin-jd');
      const app = { appKey: 'jdkey01', appSecret: SECRET };
      const twin = await startJdTwin({ port, ...app, count: 24 });
      const settings = { ...app, baseUrl: `${twin.url}/routerjson`, siteId: '4100183350', positionId: '3001', sceneId: 2 };
      return running(twin, settings, '号');
    },
  },
  {
    adapter: 'jd-vop',
    about: 'JD VOP, purchase for companies',
    async start({ port }) {
      const { startJdVopTwin } = await import('@onebasket/twin-jd-vop');
      const account = { clientId: 'vopclient', clientSecret: SECRET, username: 'buyer01', password: 'p@ss' };
      const twin = await startJdVopTwin({ port, ...account, count: 24 });
      return running(twin, { ...account, baseUrl: twin.url, companyName: '示例公司' }, '型');
    },
  },
  {
    adapter: 'pinduoduo',
    about: 'Pinduoduo for affiliates: the DDK',
    async start({ port }) {
      const { startPinduoduoTwin } = await import('@onebasket/twin-pinduoduo');
      const account = { clientId: 'pddclient01', clientSecret: SECRET, pid: '1000_2000' };
      const twin = await startPinduoduoTwin({ port, ...account });
      return running(twin, { ...account, baseUrl: `${twin.url}/api/router` }, '杯');
    },
  },
  {
    adapter: 'alibaba1688',
    about: '1688, wholesale with orders by API',
    async start({ port }) {
      const { startAlibaba1688Twin } = await import('@onebasket/twin-alibaba1688');
      const account = { appKey: '1234567', appSecret: SECRET, accessToken: 'tok-1-of-the-buyer' };
      const twin = await startAlibaba1688Twin({ port, ...account });
      return running(twin, { ...account, baseUrl: twin.url }, '保温杯');
    },
  },
  {
    adapter: 'shopify',
    about: 'a Shopify shop: Storefront and Admin API',
    async start({ port }) {
      const { startShopifyTwin } = await import('@onebasket/twin-shopify');
      const twin = await startShopifyTwin({ port, storefrontToken: 'demo-storefront-token' });
      return running(twin, { baseUrl: twin.url, shopDomain: twin.shopDomain, storefrontToken: 'demo-storefront-token' }, 'lamp');
    },
  },
  {
    adapter: 'ebay',
    about: 'eBay: the Browse API',
    async start({ port }) {
      const { startEbayTwin } = await import('@onebasket/twin-ebay');
      const keyset = { clientId: 'OneBaske-demo-PRD-1', clientSecret: 'PRD-demo-secret-0001', ruName: 'OneBasket-demo-RuName' };
      const twin = await startEbayTwin({ port, ...keyset });
      return running(twin, { ...keyset, baseUrl: twin.url, marketplaceId: 'EBAY_DE' }, 'phone');
    },
  },
  {
    adapter: 'medusa',
    about: 'a Medusa v2 shop: Store and Admin API',
    async start({ port }) {
      const { startMedusaTwin } = await import('@onebasket/twin-medusa');
      const keys = { publishableKey: 'pk_demo', adminKey: 'sk_demo' };
      const twin = await startMedusaTwin({ port, ...keys });
      return running(twin, { baseUrl: twin.url, ...keys }, 'lamp');
    },
  },
  {
    adapter: 'magento',
    about: 'a Magento shop: GraphQL and REST',
    async start({ port }) {
      const { startMagentoTwin } = await import('@onebasket/twin-magento');
      const integrationToken = 'demo-integration-token';
      const twin = await startMagentoTwin({ port, integrationToken });
      return running(twin, { baseUrl: twin.url, integrationToken }, 'pack');
    },
  },
  {
    adapter: 'saleor',
    about: 'a Saleor shop',
    async start({ port }) {
      const { startSaleorTwin } = await import('@onebasket/twin-saleor');
      const twin = await startSaleorTwin({ port });
      return running(twin, { baseUrl: twin.url, channel: 'eur', appToken: 'TOKEN-adapter', payment: 'report' }, 'mug');
    },
  },
  {
    adapter: 'ucp',
    about: 'a merchant that speaks the Universal Commerce Protocol',
    async start({ port }) {
      const { startUcpTwin } = await import('@onebasket/twin-ucp');
      const twin = await startUcpTwin({ port, version: '2026-08-25' });
      return running(
        twin,
        { baseUrl: twin.url, platformProfileUrl: 'https://onebasket.test/hooks/ucp/profile?version={version}' },
        'roses',
      );
    },
  },
  {
    adapter: 'acp',
    about: 'a merchant that speaks the Agentic Commerce Protocol',
    async start({ port }) {
      const { startAcpTwin } = await import('@onebasket/twin-acp');
      const account = { accessToken: 'demo-merchant-token', signingSecret: 'demo-signing-secret', webhookSecret: 'demo-webhook-secret' };
      const twin = await startAcpTwin({ port, ...account });
      const payment = { paymentHandler: 'card_tokenized', paymentToken: 'spt_demo_token' };
      return running(twin, { ...account, ...payment, baseUrl: twin.url, feedUrl: '/feed/products.jsonl', currency: 'EUR' }, 'lamp');
    },
  },
];

function running(
  twin: { readonly url: string; close(): Promise<void> },
  settings: Readonly<Record<string, unknown>>,
  query: string,
): RunningVendorTwin {
  return { url: twin.url, settings, query, close: () => twin.close() };
}
