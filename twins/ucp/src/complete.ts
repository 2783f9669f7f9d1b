import { orderBody } from './order-view.ts';
import { isShipped } from './pricing.ts';
import { notModifiable, sessionOf, shortagesOf, subtotalOf } from './sessions.ts';
import { isJson, listOf, No, textOf, type Json, type Merchant, type Order, type Session } from './state.ts';

/** Pays and makes the order. The payment comes before the address is looked at, as in the references of January. */
export function completeSession(
  merchant: Merchant,
  id: string,
  body: Json,
  home: string,
): { readonly session: Session; readonly order: Order | undefined } {
  const session = sessionOf(merchant, id);
  if (session.status !== 'open') throw notModifiable('complete', session);
  const instrument = instrumentIn(merchant, body);
  if (merchant.isEarly) pay(instrument);
  if (!isShipped(merchant, session, subtotalOf(merchant, session))) {
    throw new No(
      400,
      merchant.isEarly ? 'invalid_request' : 'fulfillment_incomplete',
      'Fulfillment address and option must be selected before completion.',
    );
  }
  if (!merchant.isEarly) pay(instrument);
  const [short] = shortagesOf(merchant, session);
  if (short) throw new No(409, short.code, short.content);
  if (merchant.has('completes-for-ever') || merchant.has('challenges')) {
    const waiting: Session = { ...session, status: merchant.has('challenges') ? 'challenged' : 'in_progress' };
    merchant.sessions.set(id, waiting);
    return { session: waiting, order: undefined };
  }
  return makeOrder(merchant, session, home);
}

/** What a buyer does on the merchant's own page: address and payment are dealt with there. */
export function makeOrder(merchant: Merchant, session: Session, home: string): { readonly session: Session; readonly order: Order } {
  for (const { itemId, quantity } of session.lines) merchant.stock.set(itemId, (merchant.stock.get(itemId) ?? 0) - quantity);
  const done: Session = { ...session, status: 'completed', orderId: merchant.newId() };
  const order: Order = { id: done.orderId as string, session: done, body: {} };
  order.body = orderBody(merchant, done, home);
  merchant.sessions.set(session.id, done);
  merchant.orders.set(order.id, order);
  return { session: done, order };
}

function instrumentIn(merchant: Merchant, body: Json): Json {
  if (merchant.version === '2026-01-11') {
    if (!isJson(body['payment_data'])) throw new No(422, 'missing', 'payment_data');
  } else if (!isJson(body['payment'])) throw new No(422, 'missing', 'payment');
  if (merchant.isEarly && !isJson(body['risk_signals'])) throw new No(422, 'missing', 'risk_signals');
  const instrument = isJson(body['payment_data'])
    ? body['payment_data']
    : listOf(isJson(body['payment']) ? body['payment']['instruments'] : [])[0];
  if (!instrument || !isJson(instrument['credential'])) throw new No(400, 'invalid_request', 'Missing credentials in instrument');
  return instrument;
}

function pay(instrument: Json): void {
  const credential = instrument['credential'] as Json;
  const handler = textOf(instrument['handler_id']) ?? '';
  if (handler === 'google_pay' || handler === 'shop_pay' || credential['type'] === 'card') return;
  if (handler !== 'mock_payment_handler') throw new No(400, 'invalid_request', `Unsupported payment handler: ${handler}`);
  switch (credential['token']) {
    case 'success_token':
      return;
    case 'fail_token':
      throw new No(402, 'insufficient_funds', 'Payment Failed: Insufficient Funds (Mock)');
    case 'fraud_token':
      throw new No(403, 'fraud_detected', 'Payment Failed: Fraud Detected (Mock)');
    default:
      throw new No(402, 'unknown_token', `Unknown mock token: ${String(credential['token'])}`);
  }
}
