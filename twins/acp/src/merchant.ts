import { AcpError } from './acp-error.ts';
import type { TwinProduct } from './catalogue.ts';
import { OPTIONS, type TwinLine, type TwinOrder, type TwinSession } from './sessions.ts';

type Body = Readonly<Record<string, unknown>>;

/** How a merchant is set up. */
export interface MerchantOptions {
  readonly handlers: readonly string[];
  readonly takesPurchaseOrders: boolean;
  /** What `item_ids` of a selection have to be. */
  readonly itemIds: 'goods' | 'lines';
}

/** What a merchant does with checkout sessions, whatever their release. */
export class Merchant {
  readonly sessions = new Map<string, TwinSession>();
  readonly products: Map<string, TwinProduct>;
  readonly #options: MerchantOptions;
  #next = 1;

  constructor(products: readonly TwinProduct[], options: MerchantOptions) {
    this.products = new Map(products.map(product => [product.id, product]));
    this.#options = options;
  }

  create(body: Body, version: string): TwinSession {
    const id = `cs_${String(this.#next++).padStart(6, '0')}`;
    const session: TwinSession = {
      id,
      status: 'not_ready_for_payment',
      lines: [],
      address: undefined,
      buyer: undefined,
      optionId: undefined,
      codes: [],
      messages: [],
      order: undefined,
    };
    const member = version < '2026-01-30' ? 'items' : 'line_items';
    if (!Array.isArray(body[member]) || body[member].length === 0) throw invalid('missing', member);
    if (member === 'line_items')
      for (const name of ['currency', 'capabilities']) if (body[name] === undefined) throw invalid('missing', name);
    this.#apply(session, body, version);
    this.sessions.set(id, session);
    return session;
  }

  update(session: TwinSession, body: Body, version: string): TwinSession {
    if (session.status === 'completed' || session.status === 'canceled')
      throw new AcpError(409, 'conflict', `The session is ${session.status}.`);
    this.#apply(session, body, version);
    return session;
  }

  cancel(session: TwinSession): TwinSession {
    if (session.status === 'completed' || session.status === 'canceled')
      throw new AcpError(405, 'conflict', `The session is ${session.status}.`);
    session.status = 'canceled';
    return session;
  }

  complete(session: TwinSession, body: Body, version: string): TwinSession {
    if (session.status === 'completed') throw new AcpError(409, 'conflict', 'The session is completed already.');
    if (session.status === 'authentication_required') {
      throw new AcpError(400, 'requires_3ds', 'This checkout session requires issuer authentication.', {
        param: '$.authentication_result',
      });
    }
    if (session.status !== 'ready_for_payment') throw new AcpError(400, 'invalid', `The session is ${session.status}.`);
    const token = this.#tokenIn(body, version);
    if (token === 'spt_declined') throw new AcpError(402, 'payment_declined', 'The card was declined.', { param: '$.payment_data' });
    if (token === 'spt_3ds') {
      session.status = 'authentication_required';
      return session;
    }
    for (const { product, quantity } of session.lines) {
      const left = this.products.get(product.id)?.stock ?? 0;
      if (left < quantity) throw new AcpError(409, 'out_of_stock', `Only ${left} left.`, { param: '$.line_items[0]' });
    }
    for (const { product, quantity } of session.lines) this.products.set(product.id, { ...product, stock: product.stock - quantity });
    const number = this.sessions.size;
    session.order = {
      id: `ord_${session.id.slice(3)}`,
      number: `A-${1000 + number}`,
      status: 'created',
      fulfillments: [],
      adjustments: [],
    } satisfies TwinOrder;
    session.status = 'completed';
    return session;
  }

  #apply(session: TwinSession, body: Body, version: string): void {
    const lines = version < '2026-01-30' ? body['items'] : body['line_items'];
    if (Array.isArray(lines)) session.lines = lines.map((line: unknown, at) => this.#line(line, at));
    if (body['buyer'] !== undefined) session.buyer = body['buyer'];
    const { codes } = (body['discounts'] ?? {}) as { readonly codes?: unknown };
    if (Array.isArray(codes)) session.codes = codes.map(String);
    const details = (body['fulfillment_details'] ?? {}) as { readonly address?: TwinSession['address'] };
    const address = version < '2025-12-12' ? (body['fulfillment_address'] as TwinSession['address']) : details.address;
    if (address) {
      for (const name of ['name', 'line_one', 'city', 'state', 'country', 'postal_code']) {
        if (typeof address[name] !== 'string') throw invalid('missing', `fulfillment_details.address.${name}`);
      }
      session.address = address;
      session.optionId ??= OPTIONS[0]?.id;
    }
    this.#select(session, body, version);
    session.messages = session.lines.flatMap(({ product, quantity }, at) =>
      product.stock < quantity
        ? [
            {
              type: 'error',
              code: 'out_of_stock',
              param: `$.line_items[${at}]`,
              content_type: 'plain',
              content: `${product.title}: ${product.stock} left.`,
            },
          ]
        : [],
    );
    session.status = session.messages.length === 0 && session.address ? 'ready_for_payment' : 'not_ready_for_payment';
  }

  #line(value: unknown, at: number): TwinLine {
    const line = value as { readonly id?: unknown; readonly quantity?: unknown; readonly item?: { readonly id?: unknown } };
    const id = line.item?.id ?? line.id;
    const product = typeof id === 'string' ? this.products.get(id) : undefined;
    if (!product) throw new AcpError(400, 'invalid', 'No such item.', { param: `$.items[${at}]` });
    const quantity = line.quantity ?? 1;
    if (!Number.isInteger(quantity) || Number(quantity) < 1)
      throw new AcpError(400, 'invalid', 'Not a quantity.', { param: `$.items[${at}].quantity` });
    return { id: `li_${at + 1}_${product.id}`, product, quantity: Number(quantity) };
  }

  #select(session: TwinSession, body: Body, version: string): void {
    const chosen = selectionIn(body, version);
    if (!chosen) return;
    const { optionId, itemIds } = chosen;
    if (typeof optionId !== 'string' || !OPTIONS.some(({ id }) => id === optionId))
      throw invalid('invalid', 'selected_fulfillment_options[0].option_id');
    const known = session.lines.map(({ id, product }) => (this.#options.itemIds === 'goods' ? product.id : id));
    if (itemIds && !itemIds.every(id => known.includes(id))) throw invalid('invalid', 'selected_fulfillment_options[0].item_ids');
    session.optionId = optionId;
  }

  #tokenIn(body: Body, version: string): string {
    const data = (body['payment_data'] ?? {}) as Readonly<Record<string, unknown>>;
    if (version < '2026-01-30') {
      if (typeof data['token'] !== 'string' || !this.#options.handlers.includes(String(data['provider'])))
        throw invalid('invalid', 'payment_data');
      return data['token'];
    }
    if (typeof data['purchase_order_number'] === 'string') {
      if (this.#options.takesPurchaseOrders) return 'spt_purchase_order';
      throw new AcpError(400, 'unsupported', 'No purchase orders here.', { param: '$.payment_data.purchase_order_number' });
    }
    const { credential } = (data['instrument'] ?? {}) as { readonly credential?: { readonly type?: unknown; readonly token?: unknown } };
    const isKnown = this.#options.handlers.includes(String(data['handler_id']));
    if (!isKnown || typeof credential?.type !== 'string' || typeof credential.token !== 'string') throw invalid('invalid', 'payment_data');
    return credential.token;
  }
}

function selectionIn(body: Body, version: string): { readonly optionId: unknown; readonly itemIds?: readonly string[] } | undefined {
  if (version < '2025-12-12') return body['fulfillment_option_id'] === undefined ? undefined : { optionId: body['fulfillment_option_id'] };
  const [first] = (body['selected_fulfillment_options'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  const inner = (version < '2026-01-30' ? first?.['shipping'] : first) as Readonly<Record<string, unknown>> | undefined;
  return first ? { optionId: inner?.['option_id'], itemIds: (inner?.['item_ids'] ?? []) as readonly string[] } : undefined;
}

function invalid(code: string, place: string): AcpError {
  return new AcpError(400, code, `${place} is ${code}.`, { param: `$.${place}` });
}
