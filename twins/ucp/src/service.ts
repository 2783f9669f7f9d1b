import { lookupCatalogue, productOf, searchCatalogue } from './catalogue.ts';
import { completeSession } from './complete.ts';
import type { OrderEvents } from './events.ts';
import { sessionView } from './session-view.ts';
import { cancelSession, checkoutOfCart, openSession, sessionOf, updateSession } from './sessions.ts';
import { isJson, listOf, No, type Json, type Merchant } from './state.ts';

/** One operation, over whichever transport. */
export interface Asked {
  readonly operation: OperationName;
  readonly id: string;
  readonly body: Json;
  readonly webhookUrl: string | undefined;
}

export const OPERATION_NAMES = [
  'search_catalog',
  'lookup_catalog',
  'get_product',
  'create_cart',
  'get_cart',
  'update_cart',
  'cancel_cart',
  'create_checkout',
  'get_checkout',
  'update_checkout',
  'complete_checkout',
  'cancel_checkout',
  'get_order',
  'put_order',
] as const;
export type OperationName = (typeof OPERATION_NAMES)[number];

export interface Done {
  readonly status: number;
  readonly body: Json;
}

/** Does what is asked. Throws `No`. */
export function serve(merchant: Merchant, events: OrderEvents, home: string, { operation, id, body, webhookUrl }: Asked): Done {
  const shown = (sessionId: string, status = 200): Done => {
    const of = merchant.has('first-session') && status === 200 ? [...merchant.sessions.keys()][0] : sessionId;
    return { status, body: sessionView(merchant, sessionOf(merchant, of ?? sessionId), home) };
  };
  switch (operation) {
    case 'search_catalog':
      return { status: 200, body: searchCatalogue(merchant, body, home) };
    case 'lookup_catalog':
      return { status: 200, body: lookupCatalogue(merchant, body, home) };
    case 'get_product':
      return { status: 200, body: productOf(merchant, body, home) };
    case 'create_cart':
    case 'create_checkout': {
      const made = operation === 'create_checkout' ? checkoutOfCart(merchant, body) : undefined;
      if (made) return shown(made.id);
      return shown(openSession(merchant, operation === 'create_cart' ? 'cart' : 'checkout', body, webhookUrl).id, 201);
    }
    case 'get_cart':
    case 'get_checkout':
      return shown(sessionOf(merchant, id).id);
    case 'update_cart':
    case 'update_checkout':
      return shown(updateSession(merchant, id, body).id);
    case 'cancel_cart':
    case 'cancel_checkout':
      return shown(cancelSession(merchant, id).id);
    case 'complete_checkout': {
      const { order } = completeSession(merchant, id, body, home);
      if (order) events.send('order_placed', order);
      if (merchant.has('ordered-but-500')) throw new Error('the answer was lost');
      if (merchant.has('ordered-but-409')) throw new No(409, 'checkout_not_modifiable', "Cannot complete checkout in state 'completed'");
      return shown(id);
    }
    case 'get_order':
    case 'put_order': {
      const order = merchant.orders.get(id);
      if (!order) throw new No(404, 'not_found', 'Order not found');
      if (operation === 'put_order') {
        refuseAdjustments(body);
        order.body = body;
      }
      return { status: 200, body: order.body };
    }
  }
}

function refuseAdjustments({ adjustments }: Json): void {
  if (adjustments === undefined || adjustments === null) return;
  if (!Array.isArray(adjustments)) throw new No(422, 'list_type', 'adjustments');
  for (const { status } of listOf(adjustments)) {
    if (!['pending', 'completed', 'failed'].includes(String(status))) throw new No(422, 'literal_error', 'adjustments.status');
  }
  if (!adjustments.every(isJson)) throw new No(422, 'model_type', 'adjustments');
}
