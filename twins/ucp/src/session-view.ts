import { isShipped, optionsOf, priceOf, type Option, type Priced } from './pricing.ts';
import { envelope } from './profile.ts';
import { shortagesOf } from './sessions.ts';
import { textOf, type Json, type Merchant, type Session } from './state.ts';

/** A session as its generation shows it. */
export function sessionView(merchant: Merchant, session: Session, home: string): Json {
  const priced = priceOf(merchant, session);
  const view = {
    ucp: envelope(merchant, session.kind),
    id: session.id,
    line_items: priced.lines.map(line => lineView(merchant, line)),
    ...(session.buyer === undefined ? {} : { buyer: session.buyer }),
    ...(session.context === undefined ? {} : { context: session.context }),
    currency: session.currency,
    totals: totalsOf(merchant, priced),
    ...(session.kind === 'checkout'
      ? checkoutMembers(merchant, session, priced, home)
      : pageOf(merchant, session, `${home}/cart/${session.id}`)),
    ...discountMembers(merchant, session, priced),
    ...(session.methods === undefined
      ? {}
      : { fulfillment: { methods: session.methods.map(method => methodView(merchant, session, method, priced)) } }),
  };
  return merchant.isEarly && !merchant.has('node-shapes') ? withNulls(view) : view;
}

/**
 * Discounts are positive in January and negative from April on; `applied` is positive always. January's subtotal is net of what is taken off the goods,
 * April's is before it.
 */
export function totalsOf(merchant: Merchant, priced: Priced): readonly Json[] {
  const itemsOff = priced.lines.reduce((sum, { off }) => sum + off, 0);
  return [
    ...goodsTotals(merchant, priced.subtotal, itemsOff),
    ...priced.fulfillment.map(({ amount, title }) => ({
      type: 'fulfillment',
      amount,
      ...(merchant.has('node-shapes') ? { display_text: title } : {}),
    })),
    ...priced.applied
      .filter(({ allocations }) => allocations === undefined)
      .map(({ amount }) => ({ type: 'discount', amount: merchant.isEarly ? amount : -amount })),
    { type: 'total', amount: priced.total },
  ];
}

function goodsTotals(merchant: Merchant, amount: number, off: number): readonly Json[] {
  if (off === 0) return [{ type: 'subtotal', amount }];
  return merchant.isEarly
    ? [
        { type: 'items_base_amount', amount },
        { type: 'items_discount', amount: off },
        { type: 'subtotal', amount: amount - off },
      ]
    : [
        { type: 'subtotal', amount },
        { type: 'items_discount', amount: -off },
      ];
}

function lineView(merchant: Merchant, { id, itemId, title, price, quantity, off }: Priced['lines'][number]): Json {
  const amount = price * quantity;
  const totals = [...goodsTotals(merchant, amount, off), { type: 'total', amount: amount - off }];
  return { id, item: { id: itemId, title, price }, quantity, totals };
}

function checkoutMembers(merchant: Merchant, session: Session, priced: Priced, home: string): Json {
  const messages = messagesOf(merchant, session, priced);
  const order = { id: session.orderId, permalink_url: `${home}/orders/${session.orderId}` };
  const ordered = merchant.has('node-shapes') ? { order_id: order.id, order_permalink_url: order.permalink_url } : { order };
  return {
    status: statusOf(merchant, session, messages),
    links: merchant.isEarly ? [] : [{ type: 'terms_of_service', url: `${home}/terms` }],
    ...(messages.length === 0 ? {} : { messages }),
    ...(session.orderId === undefined ? {} : ordered),
    ...(merchant.isEarly
      ? merchant.version === '2026-01-11' || session.payment !== undefined
        ? { payment: paymentView(merchant, session) }
        : {}
      : pageOf(merchant, session, `${home}/checkout/${session.id}`)),
    ...(session.webhookUrl === undefined ? {} : { platform: { webhook_url: session.webhookUrl } }),
  };
}

/** Where the buyer can go on, and until when. */
function pageOf(merchant: Merchant, session: Session, page: string): Json {
  if (session.status === 'completed' || session.status === 'canceled') return {};
  const expires = { expires_at: new Date(session.openedAt + 6 * 3600_000).toISOString() };
  return merchant.has('no-continue-url') ? expires : { ...expires, continue_url: page };
}

function paymentView(merchant: Merchant, { payment }: Session): Json {
  const selected = textOf(payment?.['selected_instrument_id']);
  const instruments = payment?.['instruments'] ?? [];
  if (merchant.version !== '2026-01-11') return { instruments };
  return { handlers: [], ...(selected === undefined ? {} : { selected_instrument_id: selected }), instruments };
}

function statusOf(merchant: Merchant, session: Session, messages: readonly Json[]): string {
  switch (session.status) {
    case 'completed':
    case 'canceled':
      return session.status;
    case 'in_progress':
      return 'complete_in_progress';
    case 'challenged':
      return 'requires_escalation';
    case 'open':
      // January: Python is always ready, Node never.
      if (merchant.isEarly) return merchant.has('node-shapes') ? 'incomplete' : 'ready_for_complete';
      if (messages.some(({ severity }) => String(severity).startsWith('requires_'))) return 'requires_escalation';
      return messages.some(({ type }) => type === 'error') ? 'incomplete' : 'ready_for_complete';
  }
}

function messagesOf(merchant: Merchant, session: Session, priced: Priced): readonly Json[] {
  if (merchant.isEarly || session.status === 'completed' || session.status === 'canceled') return [];
  const error = (code: string, path: string, content: string, severity = 'recoverable') => ({
    type: 'error',
    code,
    path,
    content,
    severity,
  });
  const goods = shortagesOf(merchant, session).map(({ at, code, content }) => error(code, `$.line_items[${at}]`, content));
  const missing = [
    ...(textOf(session.buyer?.['email']) ? [] : [error('missing', '$.buyer.email', 'Buyer email is required')]),
    ...(isShipped(merchant, session, priced.subtotal)
      ? []
      : [error('missing', '$.fulfillment.methods', 'Fulfillment address and option are required')]),
  ];
  const known = new Set(priced.applied.map(({ code }) => code));
  const codes = (session.codes ?? []).flatMap((code, at) =>
    known.has(code)
      ? []
      : [{ type: 'warning', code: 'discount_code_invalid', path: `$.discounts.codes[${at}]`, content: `Code '${code}' is not known` }],
  );
  const review =
    session.status === 'challenged' || (merchant.has('escalates') && session.methods !== undefined)
      ? [error('buyer_review', '$', 'Please review this order on our page', 'requires_buyer_review')]
      : [];
  return [...goods, ...missing, ...codes, ...review];
}

function discountMembers(merchant: Merchant, session: Session, priced: Priced): Json {
  const copies = merchant.has('growing-discounts') ? 1 + session.silentUpdates : 1;
  const applied = Array.from({ length: copies }, () => priced.applied)
    .flat()
    .map(({ allocations, ...one }) => ({
      ...one,
      ...(merchant.isEarly ? { automatic: false } : {}),
      ...(allocations === undefined
        ? merchant.isEarly && !merchant.has('node-shapes')
          ? { allocations: [{ path: "$.totals[?(@.type=='subtotal')]", amount: one.amount }] }
          : {}
        : { method: 'each', allocations: allocations.map((amount, at) => ({ path: `$.line_items[${at}]`, amount })) }),
    }));
  if (session.codes === undefined) return merchant.isEarly ? { discounts: {} } : {};
  return { discounts: { codes: session.codes, ...(applied.length === 0 && merchant.isEarly ? {} : { applied }) } };
}

function methodView(merchant: Merchant, session: Session, method: NonNullable<Session['methods']>[number], priced: Priced): Json {
  const options = optionsOf(merchant, session, method, priced.subtotal).map(option => optionView(merchant, option));
  const typed = merchant.version === '2026-08-25' ? { type: 'shipping_address' } : {};
  return {
    id: method.id,
    type: method.type,
    line_item_ids: method.lineIds,
    ...(method.destinations === undefined ? {} : { destinations: method.destinations.map(destination => ({ ...typed, ...destination })) }),
    ...(method.selectedDestinationId === undefined ? {} : { selected_destination_id: method.selectedDestinationId }),
    ...(method.groups.length === 0
      ? {}
      : {
          groups: method.groups.map(({ id, lineIds, selectedOptionId }) => ({
            id,
            line_item_ids: lineIds,
            options,
            ...(selectedOptionId === undefined ? {} : { selected_option_id: selectedOptionId }),
          })),
        }),
  };
}

function optionView(merchant: Merchant, { id, title, amount }: Option): Json {
  if (merchant.has('node-shapes')) return { id, title, total: amount, subtotal: amount, tax: 0 };
  return {
    id,
    title,
    totals: [
      { type: 'subtotal', amount },
      { type: 'total', amount },
    ],
  };
}

const OPTIONAL = ['buyer', 'messages', 'expires_at', 'continue_url', 'order', 'ap2', 'fulfillment'];

/** January's Python server writes what it does not have as null. */
function withNulls(view: Json): Json {
  const lines = view['line_items'] as readonly Json[];
  return {
    ...Object.fromEntries(OPTIONAL.map(name => [name, null])),
    ...view,
    line_items: lines.map(line => ({
      ...line,
      item: { ...(line['item'] as Json), image_url: null },
      parent_id: null,
      totals: untitled(line['totals']),
    })),
    totals: untitled(view['totals']),
    discounts: { codes: null, applied: null, ...(view['discounts'] as Json) },
  };
}

function untitled(totals: unknown): readonly Json[] {
  return (totals as readonly Json[]).map(total => ({ display_text: null, ...total }));
}
