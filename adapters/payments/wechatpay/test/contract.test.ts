import { createHash } from 'node:crypto';
import { describeAdapterContract, makeCall } from '@onebasket/adapter-testkit';
import { currency, money } from '@onebasket/core';
import { startWechatpayTwin, type WechatpayTwin } from '@onebasket/twin-wechatpay';
import { wechatpay } from '../src/index.ts';

describeAdapterContract(wechatpay, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const twin = await startWechatpayTwin();
    const settings = { ...twin.credentials, baseUrl: twin.url, notifyUrl: 'http://127.0.0.1:9/hooks/wechatpay' };
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
async function payOnce(twin: WechatpayTwin, settings: Readonly<Record<string, unknown>>) {
  const call = makeCall(
    async ({ url, method, headers = {}, body }) => {
      const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: body as string }) });
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    },
    { settings, now: () => new Date() },
  );
  const key = createHash('sha256').update('sample').digest('hex').slice(0, 20);
  const request = { orderNumber: 'OB-0', amount: money(990, currency('CNY')) };
  const action = await wechatpay.capabilities.payments?.authorize(request, { key, remember: () => Promise.resolve() }, call);
  if (action?.status !== 'action-required') throw new Error('the twin gave no code');
  twin.pay(action.id);
  const [first] = twin.deliveries;
  if (!first) throw new Error('the twin told nobody');
  return { method: 'POST', path: '/hooks/wechatpay', headers: first.headers, body: Buffer.from(first.body) };
}
