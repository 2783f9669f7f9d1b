import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startSfTwin } from '@onebasket/twin-sf';
import { sf } from '../src/index.ts';

const PARCEL = 'SF1234567890123';

const push = {
  method: 'POST',
  path: '/hooks/sf/a-long-push-token',
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(
    JSON.stringify({
      Body: {
        WaybillRoute: ['50', '80'].map((opCode, id) => ({ id, mailno: PARCEL, acceptTime: '2026-01-05 10:00:00', opCode, remark: '…' })),
      },
    }),
  ),
};

describeAdapterContract(sf, {
  record: new URL('../conformance.json', import.meta.url),
  waive: [
    {
      check: 'webhooks/tampered-bodies-are-refused',
      reason: 'SF signs no route push: a secret token in the address is all that tells its pushes from others; see README, "Pushes".',
    },
  ],
  start: async () => {
    const account = { partnerId: 'PARTNER', checkword: 'demoCheckword01' };
    const twin = await startSfTwin({ ...account, stepMs: 0 });
    await twin.addParcel(PARCEL, '1234');
    // One code that SF documents and one that nobody has heard of.
    await twin.advance(PARCEL, '204');
    await twin.advance(PARCEL, '9999', '新');
    return {
      settings: { ...account, baseUrl: `${twin.url}/std/service`, pushToken: 'a-long-push-token' },
      sample: { trackingNumber: PARCEL, phoneLast4: '1234', unknownId: 'SF0000000000001', webhook: push },
      stop: () => twin.close(),
    };
  },
});
