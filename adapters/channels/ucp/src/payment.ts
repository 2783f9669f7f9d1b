import type { Call, WireRecord } from '@onebasket/adapter-sdk';
import { toPostalAddress, type Basket } from './basket.ts';
import type { Merchant } from './discovery.ts';
import { settingsOf } from './settings.ts';
import type { Checkout } from './wire-checkout.ts';

/** Whether we can pay at this session: there is a configured instrument, and the merchant takes its handler (those of January 2026 list what they like). */
export function canPay(call: Call, merchant: Merchant, session: Checkout): boolean {
  const { paymentHandler, paymentToken } = settingsOf(call);
  if (paymentHandler === undefined || paymentToken === undefined) return false;
  const listed = [...session.paymentHandlers, ...merchant.profile.paymentHandlers];
  return !merchant.generation.hasTruthfulStatus || listed.length === 0 || listed.includes(paymentHandler);
}

/** The body that completes a session, in the words of the merchant's generation. The same for the same order: it is sent again when nobody answered. */
export function completeBody(call: Call, merchant: Merchant, basket: Basket): WireRecord {
  const settings = settingsOf(call);
  const display = {
    ...(settings.paymentBrand === undefined ? {} : { brand: settings.paymentBrand }),
    ...(settings.paymentLastDigits === undefined ? {} : { last_digits: settings.paymentLastDigits }),
  };
  const instrument = {
    id: 'instrument-1',
    handler_id: settings.paymentHandler,
    type: settings.paymentType ?? 'card',
    credential: { type: settings.paymentCredentialType ?? 'token', token: settings.paymentToken },
    ...(basket.place ? { billing_address: toPostalAddress(basket.place, basket.buyer) } : {}),
  };
  const shown = Object.keys(display).length === 0 ? {} : { display };
  switch (merchant.generation.payment) {
    case 'payment_data':
      return { payment_data: { ...instrument, handler_name: settings.paymentHandler, ...display }, risk_signals: {} };
    case 'instruments-with-risk':
      return { payment: { instruments: [{ ...instrument, ...shown }] }, risk_signals: {} };
    case 'instruments':
      return { payment: { instruments: [{ ...instrument, ...shown, selected: true }] } };
  }
}
