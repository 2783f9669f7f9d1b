import type { Call, WireRecord } from '@onebasket/adapter-sdk';
import { toAddress, toBuyer, type Basket } from './basket.ts';
import type { Merchant } from './discovery.ts';
import type { Session } from './session-wire.ts';
import { settingsOf } from './settings.ts';

/** Whether we can pay at this session: by purchase order, or with a token for a handler that the merchant names (or does not care to name). */
export function canPay(call: Call, merchant: Merchant, { paymentHandlers }: Session): boolean {
  const { paymentHandler, paymentToken, purchaseOrderTerms } = settingsOf(call);
  if (purchaseOrderTerms !== undefined && merchant.generation.payment === 'handler-instrument') return true;
  if (paymentHandler === undefined || paymentToken === undefined) return false;
  return paymentHandlers.length === 0 || paymentHandlers.includes(paymentHandler);
}

/** The body that completes a session. The same for the same order: it is sent again when nobody answered. */
export function completeBody(call: Call, merchant: Merchant, basket: Basket, orderKey: string): WireRecord {
  const buyer = basket.buyer && toBuyer(call, merchant, basket.buyer);
  const billing = basket.place && basket.buyer ? { billing_address: toAddress(basket.place, basket.buyer.name) } : {};
  return { ...(buyer ? { buyer } : {}), payment_data: { ...paymentData(call, merchant, orderKey), ...billing } };
}

function paymentData(call: Call, { generation }: Merchant, orderKey: string): WireRecord {
  const { paymentHandler, paymentToken, paymentType = 'card', paymentCredentialType = 'spt', purchaseOrderTerms } = settingsOf(call);
  if (generation.payment === 'provider-token') return { token: paymentToken, provider: paymentHandler };
  if (purchaseOrderTerms !== undefined) return { purchase_order_number: orderKey, payment_terms: purchaseOrderTerms };
  return {
    handler_id: paymentHandler,
    instrument: { type: paymentType, credential: { type: paymentCredentialType, token: paymentToken } },
  };
}
