import { describeAdapterContract, makeCall } from '@onebasket/adapter-testkit';
import type { HandoffOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { startPinduoduoTwin } from '@onebasket/twin-pinduoduo';
import { pinduoduo } from '../src/index.ts';

const account = { clientId: 'pddclient01', clientSecret: 'demo-secret-0001', pid: '1000_2000' };

describeAdapterContract(pinduoduo, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const twin = await startPinduoduoTwin(account);
    const since = new Date(Date.now() - 3_600_000);
    await buyThrice(`${twin.url}/api/router`, (url, minutes) => twin.buy(url, { at: Math.floor(since.getTime() / 1000) + minutes * 60 }));
    return {
      settings: { ...account, baseUrl: `${twin.url}/api/router` },
      sample: {
        listingIds: ['E9twin00_aq', 'E9twin11_br'],
        soldOutId: 'E9gone_z',
        unknownId: 'E9nobody_z',
        query: '杯',
        destination: { country: 'CN', region: '浙江省', city: '杭州市' },
        reportSince: since.toISOString(),
        reportedKey: 'purchase-2',
        address: { country: 'CN', region: '浙江省', city: '杭州市', district: '滨江区', line1: '网商路699号' },
      },
      stop: () => twin.close(),
    };
  },
  calls: {
    listings: { allowed: n => n, reason: 'pdd.ddk.goods.detail tells one product at a time; README, table of abilities.' },
    quotes: { allowed: n => n, reason: 'Quotes are read live from pdd.ddk.goods.detail, which tells one product at a time.' },
  },
  waive: [
    {
      check: 'quotes/sold-out-is-told',
      reason: 'DDK tells no stock: what is sold out disappears from it, and is not-found; README, "Choices and quirks"',
    },
  ],
});

/** Purchases through links of the adapter, outside of the kit's own, so that there is something to report. */
async function buyThrice(baseUrl: string, buy: (url: string, minutes: number) => unknown): Promise<void> {
  const call = makeCall(
    async ({ url, headers, body }) => {
      const response = await fetch(url, { method: 'POST', headers: { ...headers }, body: String(body) });
      return { status: response.status, body: await response.text() };
    },
    { settings: { ...account, baseUrl }, now: () => new Date() },
  );
  const request = { lines: [{ externalId: 'E9twin00_aq', quantity: 1 }] } as unknown as OrderRequest;
  for (const minutes of [1, 2, 3]) {
    const attempt = { key: `purchase-${minutes}`, remember: async () => {} };
    const handoff = await (pinduoduo.capabilities.orders as HandoffOrders).prepare(request, attempt, call);
    if (handoff.status !== 'handoff') throw new Error(handoff.message);
    buy(handoff.url, minutes);
  }
}
