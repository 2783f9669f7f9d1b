import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { currency, money } from '@onebasket/core';
import { startStripeTwin } from '@onebasket/twin-stripe';
import { stripe } from '../src/index.ts';

const account = { secretKey: 'sk_test_contract', webhookSecret: 'whsec_contract' };

describeAdapterContract(stripe, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const twin = await startStripeTwin(account);
    await fetch(`${twin.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${account.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'amount=1230&currency=eur',
    });
    const [first] = twin.deliveries;
    if (!first) throw new Error('the twin sent no webhook');
    return {
      settings: { ...account, baseUrl: twin.url, returnUrl: 'https://basket.example/orders/{order}' },
      sample: {
        payment: { orderNumber: 'OB-1', amount: money(1230, currency('EUR')), token: 'pm_card_visa' },
        webhook: { method: 'POST', path: '/hooks/stripe', headers: first.headers, body: Buffer.from(first.body) },
      },
      stop: () => twin.close(),
    };
  },
});
