import { bodyJson, json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { toCents } from './cents.ts';
import { merchantView, shipmentView, sqlTime } from './order-view.ts';
import type { TwinOrder } from './orders.ts';
import type { ShopContext } from './shop.ts';

/** Answers `/rest/<store>/V1/…`: baskets of guests to anybody who knows their id, everything else to an integration. */
export function answerRest(path: string, request: TwinRequest, context: ShopContext): TwinResponse {
  const cartId = /^guest-carts\/(\w+)$/.exec(path)?.[1];
  if (cartId !== undefined && request.method === 'GET') return guestCart(cartId, context);
  const { integrationToken } = context.options;
  if (integrationToken === undefined || request.headers.authorization !== `Bearer ${integrationToken}`) {
    return json(401, {
      message: "The consumer isn't authorized to access %resources.",
      parameters: { resources: 'Magento_Sales::actions_view' },
    });
  }
  return request.method === 'GET' ? answerGet(path, request, context) : answerPost(path, request, context);
}

function guestCart(id: string, { carts, currency }: ShopContext): TwinResponse {
  const cart = carts.peek(id);
  if (!cart) return noSuchEntity('cartId', id);
  return json(200, {
    id: cart.quoteId,
    is_active: cart.isActive,
    is_virtual: false,
    items_count: cart.items.length,
    items_qty: cart.items.reduce((all, item) => all + item.quantity, 0),
    ...(cart.reservedOrderId === undefined ? {} : { reserved_order_id: cart.reservedOrderId }),
    currency: { quote_currency_code: currency },
    customer_is_guest: true,
  });
}

function answerGet(path: string, request: TwinRequest, { orders, catalogue, currency }: ShopContext): TwinResponse {
  const criteria = criteriaIn(request.query);
  const matching = (order: TwinOrder) => {
    const view: Record<string, unknown> = merchantView(order, currency);
    return criteria.every(({ field, value }) => String(view[field]) === value);
  };
  const ofOrder = orders.byId(Number(criteria.find(({ field }) => field === 'order_id')?.value));
  switch (path) {
    case 'orders':
      return list(
        orders
          .all()
          .filter(matching)
          .map(order => merchantView(order, currency)),
        request,
      );
    case 'shipments':
      return list(ofOrder ? shipmentView(ofOrder) : [], request);
    case 'creditmemos':
      return list(
        ofOrder
          ? orders.memosOf(ofOrder.entityId).map(({ id, cents, comment }) => ({
              entity_id: id,
              order_id: ofOrder.entityId,
              grand_total: Number(cents) / 100,
              comments: [{ comment, is_visible_on_front: 0 }],
            }))
          : [],
        request,
      );
    case 'products':
      return list(touchedProducts(criteria, catalogue), request);
    default:
      return json(404, { message: 'Request does not match any route.' });
  }
}

type Criteria = ReturnType<typeof criteriaIn>;

/** All products, variants included, by their ids or by the time they were touched. */
function touchedProducts(criteria: Criteria, catalogue: ShopContext['catalogue']): readonly object[] {
  const value = (name: string) => criteria.find(({ field }) => field === name)?.value;
  const since = value('updated_at') ?? '';
  const after = Number(value('entity_id') ?? 0);
  const visibility = value('visibility')?.split(',');
  return catalogue
    .touched()
    .map(({ id, sku, at }) => ({ id, sku, status: 1, visibility: catalogue.product(sku) ? 4 : 1, updated_at: sqlTime(at) }))
    .filter(product => product.updated_at > since && product.id > after && (visibility?.includes(String(product.visibility)) ?? true))
    .sort((a, b) => (value('updated_at') === undefined ? a.id - b.id : a.updated_at < b.updated_at ? -1 : 1));
}

function answerPost(path: string, request: TwinRequest, { orders }: ShopContext): TwinResponse {
  const [, cancelled] = /^orders\/(\d+)\/cancel$/.exec(path) ?? [];
  const [, refunded] = /^order\/(\d+)\/refund$/.exec(path) ?? [];
  const id = cancelled ?? refunded;
  if (id === undefined) return json(404, { message: 'Request does not match any route.' });
  const order = orders.byId(Number(id));
  if (!order) return noSuchEntity('orderId', id);
  return cancelled === undefined ? refund(order, request, orders) : json(200, orders.cancel(order));
}

interface RefundBody {
  readonly items?: readonly { readonly order_item_id: number; readonly qty: number }[];
  readonly comment?: { readonly comment: string };
  readonly arguments?: { readonly adjustment_positive?: number };
}

function refund(order: TwinOrder, request: TwinRequest, orders: ShopContext['orders']): TwinResponse {
  const body = (bodyJson(request) ?? {}) as RefundBody;
  const strange = body.items?.find(({ order_item_id }) => !order.items.some(item => item.itemId === order_item_id));
  if (strange)
    return json(400, { message: 'The creditmemo contains product SKU "%1" that is not part of the original order.', parameters: ['?'] });
  const cents = body.items ? toCents(body.arguments?.adjustment_positive ?? 0) : order.paidCents - order.refundedCents;
  if (cents <= 0n || cents > order.paidCents - order.refundedCents) {
    return json(400, { message: "Creditmemo Document Validation Error(s):\nThe credit memo's total must be positive." });
  }
  return json(200, orders.refund(order, cents, body.comment?.comment ?? '').id);
}

function list(items: readonly object[], request: TwinRequest): TwinResponse {
  const size = Number(request.query.get('searchCriteria[pageSize]') ?? items.length);
  const page = Number(request.query.get('searchCriteria[currentPage]') ?? 1);
  return json(200, { items: items.slice((page - 1) * size, page * size), search_criteria: {}, total_count: items.length });
}

/** The conditions of `searchCriteria`, all of which must hold. */
function criteriaIn(query: URLSearchParams): readonly { readonly field: string; readonly value: string }[] {
  return [...query].flatMap(([name, field]) => {
    const group = /^searchCriteria\[filter_groups\]\[(\d+)\]\[filters\]\[0\]\[field\]$/.exec(name)?.[1];
    return group === undefined ? [] : [{ field, value: query.get(`searchCriteria[filter_groups][${group}][filters][0][value]`) ?? '' }];
  });
}

function noSuchEntity(fieldName: string, fieldValue: string): TwinResponse {
  return json(404, { message: 'No such entity with %fieldName = %fieldValue', parameters: { fieldName, fieldValue } });
}
