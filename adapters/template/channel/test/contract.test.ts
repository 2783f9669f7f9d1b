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
      sample: {
        query: 'lamp',
        listingIds: ['17', '18'],
        soldOutId: '20',
        unknownId: '999999',
        destination: { country: 'DE', city: 'Bonn', postalCode: '53111' },
        address: { country: 'DE', city: 'Bonn', postalCode: '53111', line1: 'Lindenweg 7' },
      },
      stop: () => twin.close(),
    };
  },
});
