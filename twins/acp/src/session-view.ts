import { OPTIONS, price, type TwinOrder, type TwinSession } from './sessions.ts';

/** How sessions of one release look. */
export interface ViewContext {
  readonly version: string;
  readonly currency: string;
  readonly continueUrls: boolean;
  readonly handlers: readonly string[];
  readonly now: Date;
}

const total = (type: string, text: string, amount: number) => ({ type, display_text: text, amount });

/** A session in the words of its release. */
export function viewOf(session: TwinSession, context: ViewContext): object {
  const priced = price(session);
  const isOld = context.version < '2026-01-30';
  const lines = session.lines.map(({ id, product, quantity }, at) => {
    const { base = 0, tax = 0 } = priced.lines[at] ?? {};
    const told = {
      name: product.title,
      unit_amount: product.price,
      ...(product.disclosure === undefined
        ? {}
        : { disclosures: [{ type: 'disclaimer', content_type: 'plain', content: product.disclosure }] }),
    };
    if (isOld)
      return { id, item: { id: product.id, quantity }, ...told, base_amount: base, discount: 0, subtotal: base, tax, total: base + tax };
    return {
      id,
      item: { id: product.id },
      quantity,
      ...told,
      availability_status: product.stock > 0 ? 'in_stock' : 'out_of_stock',
      available_quantity: product.stock,
      totals: [
        total('base_amount', 'Base amount', base),
        total('subtotal', 'Subtotal', base),
        total('tax', 'Tax', tax),
        total('total', 'Total', base + tax),
      ],
    };
  });
  return {
    id: session.id,
    ...(isOld ? { payment_provider: { provider: context.handlers[0], supported_payment_methods: ['card'] } } : capabilities(context)),
    status: session.status,
    currency: context.currency.toLowerCase(),
    line_items: lines,
    ...(session.buyer === undefined ? {} : { buyer: session.buyer }),
    ...destination(session, context),
    fulfillment_options: session.address ? OPTIONS.map(option => optionView(option, context)) : [],
    ...selection(session, context),
    totals: [
      total('items_base_amount', 'Items', priced.goods),
      total('subtotal', 'Subtotal', priced.goods),
      ...(priced.discount > 0 ? [total('discount', 'Discount', priced.discount)] : []),
      total('fulfillment', 'Shipping', priced.shipping),
      total('tax', 'Tax', priced.tax),
      total('total', 'Total', priced.total),
    ],
    ...(priced.discount > 0
      ? {
          discounts: {
            codes: session.codes,
            applied: [{ id: 'ad_1', code: session.codes[0], coupon: { id: 'c_1', name: 'A tenth off' }, amount: priced.discount }],
            rejected: [],
          },
        }
      : {}),
    messages: session.messages,
    links: [{ type: 'terms_of_use', url: 'https://shop.example/terms' }],
    ...(context.continueUrls
      ? {
          continue_url: `https://shop.example/checkout/${session.id}`,
          expires_at: new Date(context.now.getTime() + 3_600_000).toISOString(),
        }
      : {}),
    ...(session.order ? { order: orderView(session, session.order) } : {}),
  };
}

/** An order, as sessions and events tell it. */
export function orderView(session: TwinSession, order: TwinOrder): object {
  const { total: amount } = price(session);
  return {
    type: 'order',
    id: order.id,
    checkout_session_id: session.id,
    order_number: order.number,
    permalink_url: `https://shop.example/orders/${order.id}`,
    status: order.status,
    line_items: session.lines.map(({ id, product, quantity }) => ({
      id,
      title: product.title,
      product_id: product.id,
      quantity: { ordered: quantity, current: quantity, fulfilled: order.fulfillments.length > 0 ? quantity : 0 },
    })),
    fulfillments: order.fulfillments,
    adjustments: order.adjustments,
    totals: [total('total', 'Total', amount)],
  };
}

function capabilities({ handlers }: ViewContext): object {
  return {
    capabilities: {
      payment: {
        handlers: handlers.map(id => ({
          id,
          name: 'dev.acp.tokenized.card',
          version: '2026-01-22',
          spec: 'https://acp.example/handlers/tokenized.card',
          requires_delegate_payment: true,
          requires_pci_compliance: false,
          psp: 'stripe',
          config_schema: 'https://acp.example/config.json',
          instrument_schemas: [],
          config: {},
        })),
      },
      interventions: { supported: [] },
    },
  };
}

function destination({ address }: TwinSession, { version }: ViewContext): object {
  if (!address) return {};
  return version < '2025-12-12' ? { fulfillment_address: address } : { fulfillment_details: { address } };
}

function optionView({ id, title, cost }: (typeof OPTIONS)[number], { version, now }: ViewContext): object {
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
  return {
    type: 'shipping',
    id,
    title,
    carrier: 'DHL',
    earliest_delivery_time: inDays(2),
    latest_delivery_time: inDays(4),
    ...(version < '2026-01-16' ? { subtotal: String(cost), tax: '0', total: String(cost) } : { totals: [total('total', title, cost)] }),
  };
}

function selection({ optionId, lines }: TwinSession, { version }: ViewContext): object {
  if (optionId === undefined) return {};
  const choice = { option_id: optionId, item_ids: lines.map(({ product }) => product.id) };
  if (version < '2025-12-12') return { fulfillment_option_id: optionId };
  return {
    selected_fulfillment_options: [version < '2026-01-30' ? { type: 'shipping', shipping: choice } : { type: 'shipping', ...choice }],
  };
}
