import type { ChannelOrderSnapshot, ChannelOrderState, Fulfilment, PlacedOrder } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';
import { toExternalId } from './offer-id.ts';
import { serverTimeIn } from './time.ts';
import { countIn, recordIn, recordsIn, textIn, yuanIn, type Wire } from './wire.ts';

/** A line of an order as the buyer sees it; amounts in yuan on the wire. */
export interface OrderItem {
  /** The sub-order: what refunds and parcels name. */
  readonly subItemId?: string;
  readonly externalId: string;
  readonly quantity: number;
  readonly amount?: Money;
}

/** One order as `alibaba.trade.get.buyerView` and `getBuyerOrderList` tell it. */
export interface OrderView {
  readonly orderId: string;
  readonly outOrderId?: string;
  readonly status: string;
  readonly total: Money;
  readonly shipping?: Money;
  readonly refunded?: Money;
  readonly items: readonly OrderItem[];
  readonly parcels: readonly Wire[];
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

const stateByStatus: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['waitbuyerpay', 'PENDING'],
  ['waitsellersend', 'ACCEPTED'],
  ['waitbuyerreceive', 'SHIPPED'],
  ['confirm_goods', 'DELIVERED'],
  ['success', 'COMPLETED'],
  ['cancel', 'CANCELLED'],
  ['terminated', 'CANCELLED'],
]);

/** `undefined` for what has no id or no amount: an order that cannot be spoken of, or of which nobody knows what it costs. */
export function readOrderView(trade: Wire): OrderView | undefined {
  const base = recordIn(trade['baseInfo']) ?? {};
  // `id` is a number that the platform itself has rounded; its twin in text is exact.
  const orderId = textIn(base['idOfStr']) ?? textIn(base['id']);
  const total = yuanIn(base['totalAmount']);
  if (orderId === undefined || !total) return undefined;
  const outOrderId = textIn(base['outOrderId']);
  const shipping = yuanIn(base['shippingFee']);
  const refunded = yuanIn(base['refund']);
  const createdAt = serverTimeIn(base['createTime']);
  const updatedAt = serverTimeIn(base['modifyTime']);
  return {
    orderId,
    ...(outOrderId === undefined ? {} : { outOrderId }),
    status: textIn(base['status']) ?? '',
    total,
    ...(shipping ? { shipping } : {}),
    ...(refunded && refunded.minor > 0n ? { refunded } : {}),
    items: recordsIn(trade['productItems']).flatMap(item => readItem(item) ?? []),
    parcels: recordsIn(recordIn(trade['nativeLogistics'])?.['logisticsItems']),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function readItem(item: Wire): OrderItem | undefined {
  const offerId = textIn(item['productID']);
  if (offerId === undefined) return undefined;
  const specId = textIn(item['specId']);
  const amount = yuanIn(item['itemAmount']);
  const subItemId = textIn(item['subItemIDString']) ?? entryInSnapshot(item) ?? textIn(item['subItemID']);
  return {
    ...(subItemId === undefined ? {} : { subItemId }),
    externalId: toExternalId({ offerId, ...(specId === undefined ? {} : { specId }) }),
    quantity: countIn(item['quantity']) ?? 0,
    ...(amount ? { amount } : {}),
  };
}

/** Where the text twin is missing, the address of the snapshot still has the number unrounded. */
function entryInSnapshot(item: Wire): string | undefined {
  return /order_entry_id=(\d+)/.exec(textIn(item['productSnapshotUrl']) ?? '')?.[1];
}

/** A status that is not known says nothing: the order stays as new as it was. */
export function stateOf({ status, refunded, total }: OrderView): ChannelOrderState {
  const state = stateByStatus.get(status) ?? 'PENDING';
  return state === 'COMPLETED' || state === 'CANCELLED' ? (refunded && refunded.minor >= total.minor ? 'REFUNDED' : state) : state;
}

/** Least advanced first; parts of one order go at different speeds. */
const PROGRESS: readonly ChannelOrderState[] = [
  'PENDING',
  'PLACED',
  'ACCEPTED',
  'SHIPPED',
  'DELIVERED',
  'COMPLETED',
  'REFUNDED',
  'CANCELLED',
  'FAILED',
];

/** Several orders that were made at once are one to us: their ids side by side. */
export function joinIds(views: readonly Pick<OrderView, 'orderId'>[]): string {
  return views
    .map(({ orderId }) => orderId)
    .sort()
    .join(',');
}

export function splitIds(externalId: string): readonly string[] {
  return externalId.split(',').filter(id => /^\d{1,25}$/.test(id));
}

/** One number may have several orders when an earlier try was undone: those that stand are the order, and undone ones only when there are no others. */
export function standingOf(views: readonly OrderView[]): readonly OrderView[] {
  return views.filter(view => stateOf(view) !== 'CANCELLED');
}

/** `aliases` gives lines back the ids by which they were asked for. */
export function toPlacedOrder(views: readonly OrderView[], aliases: ReadonlyMap<string, string>): PlacedOrder {
  return {
    status: 'placed',
    externalId: joinIds(views),
    // Waiting to be paid, it is made all the same and must not be made again.
    state: standingOf(views).length > 0 ? 'PLACED' : 'CANCELLED',
    lines: views
      .flatMap(({ items }) => items)
      .map(({ externalId, quantity }) => ({ externalId: aliases.get(externalId) ?? externalId, quantity })),
    total: totalOf(views),
  };
}

export function toSnapshot(
  views: readonly OrderView[],
  aliases: ReadonlyMap<string, string>,
  followedBy: 'carrier' | 'channel',
): ChannelOrderSnapshot {
  const states = views.map(stateOf).sort((a, b) => PROGRESS.indexOf(a) - PROGRESS.indexOf(b));
  const refunds = views.flatMap(({ refunded }) => refunded ?? []);
  const updates = views.flatMap(({ updatedAt }) => updatedAt ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
  const updatedAt = updates.at(-1);
  return {
    externalId: joinIds(views),
    state: states[0] ?? 'PENDING',
    total: totalOf(views),
    ...(refunds.length > 0 ? { refunded: totalOf(refunds.map(total => ({ total }))) } : {}),
    fulfilments: views.flatMap(view => view.parcels.flatMap(parcel => toFulfilment(parcel, view, aliases, followedBy) ?? [])),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function totalOf(views: readonly { readonly total: Money }[]): Money {
  const [first, ...others] = views.map(({ total }) => total);
  if (!first) throw new RangeError('no order, no total');
  return others.reduce((all, one) => ({ ...all, minor: all.minor + one.minor }), first);
}

const parcelStateByStatus: ReadonlyMap<string, Fulfilment['state']> = new Map([
  ['WAITACCEPT', 'PENDING'],
  ['ACCEPT', 'SHIPPED'],
  ['TRANSPORT', 'SHIPPED'],
  ['ALREADYSEND', 'SHIPPED'],
  ['NOGET', 'SHIPPED'],
  ['UNSIGN', 'SHIPPED'],
  ['SIGN', 'DELIVERED'],
  ['CANCEL', 'CANCELLED'],
]);

function toFulfilment(
  parcel: Wire,
  { orderId, items }: OrderView,
  aliases: ReadonlyMap<string, string>,
  followedBy: 'carrier' | 'channel',
): Fulfilment | undefined {
  const id = textIn(parcel['logisticsCode']) ?? textIn(parcel['id']);
  if (id === undefined) return undefined;
  const waybill = waybillIn(parcel);
  const carrier = textIn(parcel['logisticsCompanyName']) ?? textIn(parcel['logisticsCompanyNo']);
  const isOurs = followedBy === 'channel' && waybill !== undefined;
  const carrierName = isOurs ? '1688' : carrier;
  const shippedAt = serverTimeIn(parcel['deliveredTime']);
  const inside = (textIn(parcel['subItemIds']) ?? '').split(',').map(one => one.trim());
  return {
    id,
    ...(carrierName === undefined ? {} : { carrierName }),
    ...(waybill === undefined ? {} : { trackingNumber: isOurs ? `1688-${orderId}-${id}` : waybill }),
    lines: items
      .filter(({ subItemId }) => subItemId !== undefined && inside.includes(subItemId))
      .map(({ externalId, quantity }) => ({ externalId: aliases.get(externalId) ?? externalId, quantity })),
    state: parcelStateByStatus.get((textIn(parcel['status']) ?? '').toUpperCase()) ?? 'SHIPPED',
    ...(shippedAt === undefined ? {} : { shippedAt }),
  };
}

/** The field holds words at times, such as 不需要物流 ("no shipment"). */
function waybillIn(parcel: Wire): string | undefined {
  const text = textIn(parcel['logisticsBillNo']);
  return text !== undefined && /^[A-Za-z0-9-]{5,40}$/.test(text) ? text : undefined;
}
