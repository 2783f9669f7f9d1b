import { destinationOf, optionsOf, priceOf } from './pricing.ts';
import { totalsOf } from './session-view.ts';
import { envelope } from './profile.ts';
import type { Json, Merchant, Session } from './state.ts';

/** The order as it is placed: everything is still to come. */
export function orderBody(merchant: Merchant, session: Session, home: string): Json {
  const priced = priceOf(merchant, session);
  return {
    ucp: envelope(merchant, 'order'),
    id: session.orderId,
    checkout_id: session.id,
    permalink_url: `${home}/orders/${session.orderId}`,
    ...(merchant.isEarly ? {} : { label: `#${merchant.orders.size + 1001}`, currency: session.currency, adjustments: [] }),
    line_items: priced.lines.map(line => {
      const amount = line.price * line.quantity;
      return {
        id: line.id,
        item: { id: line.itemId, title: line.title, price: line.price },
        quantity: { ...(merchant.isEarly ? {} : { original: line.quantity }), total: line.quantity, fulfilled: 0 },
        totals: [
          { type: 'subtotal', amount },
          { type: 'total', amount },
        ],
        status: 'processing',
      };
    }),
    fulfillment: {
      expectations: (session.methods ?? []).flatMap(method =>
        method.groups.map(group => ({
          id: `exp_${merchant.newId()}`,
          line_items: priced.lines
            .filter(({ id }) => merchant.isEarly || group.lineIds.includes(id))
            .map(({ id, quantity }) => ({ id, quantity })),
          method_type: method.type,
          destination: withoutId(destinationOf(method) ?? {}),
          description: optionsOf(merchant, session, method, priced.subtotal).find(({ id }) => id === group.selectedOptionId)?.title,
        })),
      ),
      events: [],
    },
    totals: totalsOf(merchant, priced),
  };
}

function withoutId(destination: Json): Json {
  const { id: _, ...address } = destination;
  return address;
}
