import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { currency, money } from '@onebasket/core';
import { adapter } from '../src/index.ts';
import { startTwin } from './twin.ts';

describeAdapterContract(adapter, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const apiKey = 'key-of-the-twin';
    const twin = await startTwin({ apiKey });
    return {
      settings: { baseUrl: twin.url, apiKey },
      sample: { payment: { orderNumber: 'OB-1', amount: money(1230, currency('EUR')) } },
      stop: () => twin.close(),
    };
  },
});
