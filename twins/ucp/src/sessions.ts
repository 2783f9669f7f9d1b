import { priceOf } from './pricing.ts';
import { isJson, listOf, No, textOf, type Json, type Line, type Merchant, type Method, type Session } from './state.ts';

/** Opens a session for this body. Throws `No` for goods that there are not. */
export function openSession(merchant: Merchant, kind: Session['kind'], body: Json, webhookUrl?: string): Session {
  const cart = kind === 'checkout' && !merchant.isEarly ? merchant.sessions.get(textOf(body['cart_id']) ?? '') : undefined;
  const session: Session = {
    // January's Python server takes the caller's, over a session that has it.
    id: (merchant.isEarly ? textOf(body['id']) : undefined) ?? merchant.newId(),
    kind,
    status: 'open',
    currency: merchant.isEarly ? (textOf(body['currency']) ?? merchant.currency) : merchant.currency,
    lines: [],
    buyer: undefined,
    methods: undefined,
    codes: undefined,
    payment: undefined,
    context: undefined,
    openedAt: merchant.now().getTime(),
    updates: 0,
    silentUpdates: 0,
    orderId: undefined,
    webhookUrl,
    cartId: cart?.id,
  };
  if (cart) Object.assign(session, { lines: cart.lines, codes: cart.codes, buyer: cart.buyer, context: cart.context });
  else change(merchant, session, body);
  if (!merchant.isEarly) refuseUnavailable(merchant, session);
  merchant.sessions.set(session.id, session);
  return session;
}

/** Changes a session as its generation does: January's servers keep what a body leaves out, later ones replace the whole. A refused change changes nothing. */
export function updateSession(merchant: Merchant, id: string, body: Json): Session {
  const session = sessionOf(merchant, id);
  if (session.status !== 'open') throw notModifiable('update', session);
  if (merchant.isEarly && body['id'] === undefined) throw new No(422, 'missing', 'id');
  const next = { ...session };
  if (!merchant.isEarly) Object.assign(next, { buyer: undefined, methods: undefined, codes: undefined, context: undefined });
  change(merchant, next, body, session);
  next.updates++;
  next.silentUpdates = isJson(body['discounts']) ? 0 : next.silentUpdates + 1;
  merchant.sessions.set(id, next);
  return next;
}

/** The checkout that was already made of a cart. */
export function checkoutOfCart(merchant: Merchant, body: Json): Session | undefined {
  const cartId = textOf(body['cart_id']);
  return cartId === undefined ? undefined : [...merchant.sessions.values()].find(one => one.cartId === cartId && one.status === 'open');
}

export function cancelSession(merchant: Merchant, id: string): Session {
  const session = sessionOf(merchant, id);
  if (session.status === 'completed' || session.status === 'canceled') throw notModifiable('cancel', session);
  const next: Session = { ...session, status: 'canceled' };
  if (merchant.isEarly) next.webhookUrl = undefined;
  merchant.sessions.set(id, next);
  return next;
}

export function sessionOf(merchant: Merchant, id: string): Session {
  const session = merchant.sessions.get(id);
  if (!session) throw new No(404, 'not_found', 'Checkout session not found');
  return session;
}

export function notModifiable(verb: string, { status }: Session): No {
  return new No(409, 'checkout_not_modifiable', `Cannot ${verb} checkout in state '${status}'`);
}

function change(merchant: Merchant, session: Session, body: Json, before?: Session): void {
  if (!Array.isArray(body['line_items'])) throw new No(422, 'missing', 'line_items');
  if (merchant.version === '2026-01-11' && !isJson(body['payment'])) throw new No(422, 'missing', 'payment');
  session.lines = readLines(merchant, body['line_items']);
  if (merchant.isEarly) refuseMissing(merchant, session);
  if (isJson(body['buyer'])) session.buyer = body['buyer'];
  if (isJson(body['context'])) session.context = body['context'];
  if (isJson(body['payment'])) session.payment = body['payment'];
  if (isJson(body['discounts']))
    session.codes = Array.isArray(body['discounts']['codes']) ? body['discounts']['codes'].map(String) : session.codes;
  if (isJson(body['fulfillment'])) {
    const old = before?.methods ?? session.methods;
    session.methods = listOf(body['fulfillment']['methods']).map((method, at) => readMethod(merchant, session, method, old, at));
  }
}

function readLines(merchant: Merchant, items: readonly unknown[]): readonly Line[] {
  const lines = items.filter(isJson).map(line => {
    const item = isJson(line['item']) ? line['item'] : {};
    const itemId = textOf(item['id']) ?? '';
    if (merchant.has('needs-titles') && textOf(item['title']) === undefined) throw new Error('KeyError: title');
    const quantity = line['quantity'];
    if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1) throw new No(422, 'greater_than_equal', 'quantity');
    return { id: textOf(line['id']) ?? merchant.newId(), itemId, quantity };
  });
  return merchant.has('loses-lines') ? lines.filter((_, at) => at % 2 === 0) : lines;
}

/** January: a status and words. */
function refuseMissing(merchant: Merchant, { lines }: Session): void {
  for (const { itemId } of lines) if (!merchant.products.has(itemId)) throw new No(400, 'invalid_request', `Product ${itemId} not found`);
  for (const { itemId, quantity } of lines) {
    if ((merchant.stock.get(itemId) ?? 0) < quantity) throw new No(400, 'out_of_stock', `Insufficient stock for item ${itemId}`);
  }
}

/** Later: a session is opened as long as something of it can be sold; nothing can = no session. */
function refuseUnavailable(merchant: Merchant, session: Session): void {
  const shortages = shortagesOf(merchant, session);
  if (session.lines.length === 0) throw new No(400, 'invalid_request', 'line_items must not be empty');
  if (shortages.length < session.lines.length) return;
  const { code, content } = shortages[0] as Shortage;
  throw new No(200, code, content);
}

export interface Shortage {
  readonly at: number;
  readonly code: string;
  readonly content: string;
}

export function shortagesOf(merchant: Merchant, { lines }: Session): readonly Shortage[] {
  return lines.flatMap(({ itemId, quantity }, at) => {
    if (!merchant.products.has(itemId)) return [{ at, code: 'not_found', content: `Product ${itemId} not found` }];
    const left = merchant.stock.get(itemId) ?? 0;
    return left < quantity ? [{ at, code: 'out_of_stock', content: `Insufficient stock for item ${itemId}: ${left} left` }] : [];
  });
}

function readMethod(merchant: Merchant, session: Session, wire: Json, before: readonly Method[] | undefined, at: number): Method {
  const old = before?.find(({ id }) => id === wire['id']) ?? before?.[at];
  const named = Array.isArray(wire['line_item_ids']) ? wire['line_item_ids'].map(String) : [];
  const lineIds = named.length > 0 ? named : session.lines.map(({ id }) => id);
  const sent = Array.isArray(wire['destinations']) ? listOf(wire['destinations']) : undefined;
  // January's Python server falls over one without an id when it knows no buyer.
  if (merchant.isEarly && sent?.some(({ id }) => id === undefined) && !session.buyer) throw new Error('KeyError: id');
  const type = textOf(wire['type']) ?? 'shipping';
  if (type !== 'shipping' && type !== 'pickup') throw new No(merchant.isEarly ? 422 : 400, 'literal_error', 'fulfillment.methods.type');
  const kept = type === old?.type ? old : undefined;
  const destinations =
    sent?.map(destination => ({ ...destination, id: textOf(destination['id']) ?? `dest_${merchant.newId()}` })) ?? kept?.destinations;
  const only = destinations?.length === 1 && !merchant.isEarly ? textOf(destinations[0]?.['id']) : undefined;
  const selectedDestinationId = textOf(wire['selected_destination_id']) ?? (sent ? only : kept?.selectedDestinationId);
  const selected: Json | undefined = destinations?.find(({ id }) => id === selectedDestinationId);
  if (!merchant.isEarly && selectedDestinationId !== undefined && !selected) {
    throw new No(400, 'invalid_destination', 'selected_destination_id names no destination');
  }
  const country = textOf(selected?.['address_country']) ?? (merchant.isEarly ? old?.country : undefined);
  const wanted = listOf(wire['groups']);
  const known = old && old.groups.length > 0 ? old.groups : [{ id: `group_${merchant.newId()}`, lineIds, selectedOptionId: undefined }];
  const groups = known.map(({ id, selectedOptionId }, index) => {
    const said = wanted.find(group => group['id'] === id) ?? wanted[index];
    const ownId = merchant.isEarly ? textOf(said?.['id']) : undefined;
    return { id: ownId ?? id, lineIds, selectedOptionId: textOf(said?.['selected_option_id']) ?? selectedOptionId };
  });
  return {
    id: textOf(wire['id']) ?? old?.id ?? merchant.newId(),
    type,
    country,
    lineIds,
    destinations,
    selectedDestinationId,
    groups: country === undefined ? [] : groups,
  };
}

/** The subtotal of a session, by which shipping is free or not. */
export function subtotalOf(merchant: Merchant, session: Session): number {
  return priceOf(merchant, session).subtotal;
}
