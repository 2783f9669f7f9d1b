import { describeAdapterContract, makeCall } from '@onebasket/adapter-testkit';
import { currency, money } from '@onebasket/core';
import { startAlipayTwin, type AlipayTwin } from '@onebasket/twin-alipay';
import { alipay } from '../src/index.ts';

describeAdapterContract(alipay, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const twin = await startAlipayTwin();
    const settings = { ...twin.credentials, baseUrl: `${twin.url}/gateway.do`, product: 'qr' };
    return {
      settings,
      sample: {
        payment: { orderNumber: 'OB-1', amount: money(1230, currency('CNY')) },
        webhook: await payOnce(twin, settings),
      },
      stop: () => twin.close(),
    };
  },
});

/** The notification of a trade that was paid. */
async function payOnce(twin: AlipayTwin, settings: Readonly<Record<string, unknown>>) {
  const call = makeCall(
    async ({ url, method, headers = {}, body = '' }) => {
      const answer = await fetch(url, { method, headers, body: body as string });
      return { status: answer.status, body: await answer.text() };
    },
    { settings },
  );
  const action = await alipay.capabilities.payments?.authorize(
    { orderNumber: 'OB-0', amount: money(990, currency('CNY')) },
    { key: 'sample-authorize', remember: () => Promise.resolve() },
    call,
  );
  if (action?.status !== 'action-required') throw new Error('the twin gave no code');
  twin.pay(action.id);
  const [first] = twin.deliveries;
  if (!first) throw new Error('the twin told nobody');
  return { method: 'POST', path: '/hooks/alipay', headers: first.headers, body: Buffer.from(first.body) };
}
