import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { adapter } from '../src/index.ts';
import { startTwin } from './twin.ts';

describeAdapterContract(adapter, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const apiKey = 'key-of-the-twin';
    const twin = await startTwin({ apiKey });
    return {
      settings: { baseUrl: twin.url, apiKey },
      sample: { trackingNumber: 'AC000000000017', unknownId: 'AC999999999999' },
      stop: () => twin.close(),
    };
  },
});
