import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { currency, money } from '@onebasket/core';
import { invoice } from '../src/index.ts';

describeAdapterContract(invoice, {
  record: new URL('../conformance.json', import.meta.url),
  start: () =>
    Promise.resolve({
      settings: { terms: 'net 30' },
      sample: { payment: { orderNumber: 'OB-1', amount: money(1230, currency('EUR')) } },
      stop: () => Promise.resolve(),
    }),
});
