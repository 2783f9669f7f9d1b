import { describeAdapterContract, makeCall } from '@onebasket/adapter-testkit';
import { offer, signedForm, startAlibaba1688Twin } from '@onebasket/twin-alibaba1688';
import type { OrderRequest, NativeOrders } from '@onebasket/adapter-sdk';
import { alibaba1688 } from '../src/index.ts';

const account = { appKey: '1234567', appSecret: 'demo-secret-0001', accessToken: 'tok-1-of-the-buyer' };
const SPEC = 'b266e0726506185beaf205cbae88530d';

const cup = offer({
  offerId: 610_000_000_001,
  subject: '保温杯 批发',
  skus: [
    { skuId: 5_100_000_000_001, specId: SPEC, attributes: { 颜色: '白色' }, stock: 100_000 },
    { skuId: 5_100_000_000_002, specId: '2ba3d63866a71fbae83909d9b4814f01', attributes: { 颜色: '黑色' }, stock: 100_000 },
  ],
  tiers: [
    { from: 1, price: 1800 },
    { from: 100, price: 1650 },
  ],
});

const offers = [
  cup,
  offer({ offerId: 610_000_000_002, subject: '保温杯 礼盒', stock: 100_000 }),
  offer({ offerId: 610_000_000_003, subject: '保温杯 售罄', stock: 0 }),
  ...Array.from({ length: 12 }, (_, at) => offer({ offerId: 610_000_000_100 + at, subject: `保温杯 ${at}` })),
];

const destination = { country: 'CN', region: '浙江省', city: '杭州市', postalCode: '310000' };
const address = { ...destination, district: '滨江区', line1: '网商路699号' };

/** A push as the platform sends it, about an order with more digits than a number holds. */
function push() {
  const message = '{"msgId":31,"type":"ORDER_BUYER_VIEW_ORDER_PAY","data":{"orderId":100000000000000001,"currentStatus":"waitsellersend"}}';
  const body = new URLSearchParams(signedForm(message, account.appSecret)).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path: '/hooks/vendor', headers, body: Buffer.from(body) };
}

const READS = /keywordQuery|queryProductDetail|createOrder\.preview|buyerView|getBuyerOrderList|getRefundReasonList|OpQueryOrderRefund/;

describeAdapterContract(alibaba1688, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const twin = await startAlibaba1688Twin({ ...account, offers, closeGraceMs: 0 });
    const settings = { ...account, baseUrl: twin.url };
    const listingId = `${cup.offerId}-${SPEC}`;
    let made = 0;
    const orderNow = () => orderOnce(settings, listingId, `own-${++made}`);
    const orderId = await orderNow();
    twin.pay(orderId);
    twin.ship(orderId, 'YT3832890717253');
    twin.scan(orderId, '快件已签收');
    return {
      settings,
      sample: {
        listingIds: [listingId, '610000000002'],
        soldOutId: '610000000003',
        unknownId: '699999999999',
        query: '保温杯',
        destination,
        address,
        contact: { name: '王小明', phone: '+86 138 0000 0000' },
        trackingNumber: `1688-${orderId}`,
        webhook: push(),
        deliveredOrder: async () => {
          const externalId = await orderNow();
          twin.setStatus(externalId, 'confirm_goods');
          return { ref: { externalId, key: 'own' }, lines: [{ externalId: listingId, quantity: 1 }] };
        },
        consent: { query: { code: twin.tokens.consent() }, redirectUri: 'https://basket.example/oauth/callback' },
      },
      control: {
        mayRepeat: ({ path }) => READS.test(path),
        countOrders: key => Promise.resolve(twin.orders().filter(it => it.outOrderId === key && it.status !== 'cancel').length),
      },
      stop: () => twin.close(),
    };
  },
  calls: {
    search: { allowed: () => 6, reason: 'Of the first five offers the variants are read: the search tells none; README, "Variants".' },
    listings: { allowed: n => n, reason: 'queryProductDetail tells one offer at a time; README, table of abilities.' },
    quotes: {
      allowed: n => 2 * n,
      reason: 'Each offer is read once, and each basket has a preview of its own: that is how 1688 prices it.',
    },
  },
});

/** An order outside of the kit's, so that there is a parcel to follow. */
async function orderOnce(settings: object, externalId: string, key: string): Promise<string> {
  const call = makeCall(
    async ({ url, headers, body }) => {
      const response = await fetch(url, { method: 'POST', headers: { ...headers }, body: String(body) });
      return { status: response.status, body: await response.text() };
    },
    { settings: { ...settings } },
  );
  const line = { externalId, quantity: 1 };
  const [quote] = (await alibaba1688.capabilities.quotes?.getQuotes([{ lines: [line], destination }], call)) ?? [];
  const request = {
    lines: [{ ...line, title: '', options: [] }],
    contact: { name: '王', phone: '13800000000' },
    address,
    quote,
  } as OrderRequest;
  const placed = await (alibaba1688.capabilities.orders as NativeOrders).place(request, { key, remember: async () => {} }, call);
  if (placed.status !== 'placed') throw new Error(placed.message);
  return placed.externalId;
}
