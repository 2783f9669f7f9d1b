import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { msgDigest, sf } from '../src/index.ts';

const PARCEL = 'SF1234567890123';
const CHECKWORD = 'demoCheckword01';

describeAdapterContract(sf, {
  start: async () => {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => (body += String(chunk)));
      request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(answer(new URLSearchParams(body))));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return {
      settings: {
        baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/std/service`,
        partnerId: 'PARTNER',
        checkword: CHECKWORD,
        pushToken: 'a-long-push-token',
      },
      sample: { trackingNumber: PARCEL, phoneLast4: '1234', unknownId: 'SF0000000000001' },
      stop: () =>
        new Promise<void>(resolve => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  },
});

/** The platform's answer to a route query: the signature is looked at, one parcel is known. */
function answer(form: URLSearchParams): string {
  const text = form.get('msgData') ?? '';
  if (form.get('msgDigest') !== msgDigest(text, form.get('timestamp') ?? '', CHECKWORD)) {
    return JSON.stringify({ apiResultCode: 'A1006', apiErrorMsg: 'digest', apiResponseID: 'x', apiResultData: '' });
  }
  const [mailNo] = (JSON.parse(text) as { trackingNumber: readonly [string] }).trackingNumber;
  const routes =
    mailNo === PARCEL
      ? [
          { acceptTime: '2026-01-05 10:00:00', opCode: '50', remark: '已收件', acceptAddress: '深圳市' },
          { acceptTime: '2026-01-05 12:00:00', opCode: '9999', remark: '新', acceptAddress: '深圳市' },
        ]
      : [];
  const data = { success: true, errorCode: 'S0000', errorMsg: null, msgData: { routeResps: [{ mailNo, routes }] } };
  return JSON.stringify({ apiResultCode: 'A1000', apiErrorMsg: '', apiResponseID: 'x', apiResultData: JSON.stringify(data) });
}
