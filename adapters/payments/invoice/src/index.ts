import { createHash } from 'node:crypto';
import { currencyCode, defineAdapter, type PaymentResult } from '@onebasket/adapter-sdk';
import { compareMoney, currency, fromMoneyJson, type Money, refuse, zero } from '@onebasket/core';
import { Type } from 'typebox';
import conformance from '../conformance.json' with { type: 'json' };

interface InvoiceSettings {
  readonly terms?: string;
  readonly currencies?: readonly string[];
  readonly maxAmount?: { readonly amount: string; readonly currency: string };
}

/** The payment's name follows from the key, so that every repeat names the same one. */
function nameOf(key: string): string {
  return `inv_${createHash('sha256').update(key).digest('base64url').slice(0, 24)}`;
}

function result(status: PaymentResult['status'], id: string, amount: Money): PaymentResult {
  return { status, id, amount };
}

/**
 * Pay on account: the shop's owner invoices the buyer later. Nothing leaves the process, so every outcome is known at once;
 * an amount above the agreed maximum or in another currency is refused.
 */
export const invoice = defineAdapter({
  manifest: {
    id: 'invoice',
    kind: 'payment',
    name: 'Invoice',
    contract: '1.0',
    vendorApi: 'none',
    settings: Type.Object({
      terms: Type.Optional(Type.String({ maxLength: 200, description: 'What the buyer is told, such as "net 30".' })),
      currencies: Type.Optional(
        Type.Array(currencyCode('One that is invoiced.'), { minItems: 1, description: 'Currencies that are invoiced; all when left out.' }),
      ),
      maxAmount: Type.Optional(
        Type.Object(
          { amount: Type.String({ pattern: '^\\d{1,18}(\\.\\d{1,8})?$' }), currency: currencyCode('Its currency.') },
          { description: 'The most that one order may cost on account.' },
        ),
      ),
    }),
    allowedOrigins: () => [],
    budget: { perSecond: 1_000, burst: 1_000 },
  },
  capabilities: {
    health: {
      check: async call => {
        const { terms } = call.connection.settings as InvoiceSettings;
        return { detail: terms ? `pay on account, ${terms}` : 'pay on account' };
      },
    },
    payments: {
      manualCapture: true,
      async authorize({ amount }, attempt, call) {
        const { currencies, maxAmount } = call.connection.settings as InvoiceSettings;
        if (currencies && !currencies.includes(amount.currency))
          return refuse('payment-refused', `${amount.currency} is not invoiced; allowed: ${currencies.join(', ')}`);
        // A limit in one currency says nothing of another, so nothing is lent there.
        if (maxAmount && (maxAmount.currency !== amount.currency || compareMoney(amount, fromMoneyJson(maxAmount)) > 0)) {
          return refuse('payment-refused', `at most ${maxAmount.amount} ${maxAmount.currency} are invoiced`);
        }
        return result('authorized', nameOf(attempt.key), amount);
      },
      capture: async (id, amount) => result('captured', id, amount),
      // How much was released follows from the authorisation; XXX is ISO 4217's "no currency".
      void: async id => result('voided', id, zero(currency('XXX'))),
      refund: async (id, amount) => result('refunded', id, amount),
      // Nothing is kept anywhere: doing it again is the same as having done it.
      find: async () => undefined,
    },
  },
  conformance,
});
