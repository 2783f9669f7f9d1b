import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startPinduoduoTwin } from '@onebasket/twin-pinduoduo';
import { pinduoduo } from '../src/index.ts';

const account = { clientId: 'pddclient01', clientSecret: 'demo-secret-0001', pid: '1000_2000' };

describeAdapterContract(pinduoduo, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const twin = await startPinduoduoTwin(account);
    return {
      settings: { ...account, baseUrl: `${twin.url}/api/router` },
      sample: {
        listingIds: ['E9twin00_aq', 'E9twin11_br'],
        soldOutId: 'E9gone_z',
        unknownId: 'E9nobody_z',
        query: '杯',
        destination: { country: 'CN', region: '浙江省', city: '杭州市' },
        address: { country: 'CN', region: '浙江省', city: '杭州市', district: '滨江区', line1: '网商路699号' },
      },
      stop: () => twin.close(),
    };
  },
  waive: [
    {
      check: 'quotes/sold-out-is-told',
      reason: 'DDK tells no stock: what is sold out disappears from it, and is not-found; README, "Choices and quirks"',
    },
  ],
});
