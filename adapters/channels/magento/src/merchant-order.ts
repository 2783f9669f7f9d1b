import { currencyIn, known, needed, textIn, type Call, type Fulfilment, type WireRecord } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import { amountOf } from './money.ts';
import type { MagentoOrder, OrderLine } from './order.ts';
import { restGet, searchCriteria } from './rest.ts';
import { neededRecords, piecesIn, recordsAt } from './wire.ts';
import { utcInstant } from './utc.ts';

/** The order with this value in `field`, as its merchant sees it; `undefined` when there is none. */
export async function askMerchantOrder(
  field: 'increment_id' | 'quote_id',
  value: string,
  what: string,
  call: Call,
): Promise<WireRecord | undefined> {
  const found = await restGet('orders', searchCriteria([{ field, value }], { pageSize: 1 }), `${what}: orders`, call);
  return found && neededRecords(found, 'items', what)[0];
}

/** Throws `AdapterError('invalid-response')` for an order without number, currency or total. `fulfilments` are asked for apart. */
export function readMerchantOrder(order: WireRecord, fulfilments: readonly Fulfilment[] = []): MagentoOrder {
  const currency = currencyOf(order);
  const refunded = amountOf(order['total_refunded'], currency);
  return {
    number: needed(textIn(order['increment_id']), 'magento: increment_id of an order'),
    entityId: needed(textIn(order['entity_id']), 'magento: entity_id of an order'),
    lines: topItems(order).map(toLine),
    total: needed(amountOf(order['grand_total'], currency), 'magento: grand_total of an order'),
    fulfilments,
    ...known({ state: textIn(order['state']), refunded, updatedAt: utcInstant(order['updated_at']) }),
  };
}

export function currencyOf(order: WireRecord): CurrencyCode {
  return needed(currencyIn(order['order_currency_code']), 'magento: order_currency_code of an order');
}

/** The lines as they were ordered: the parts of configurable products and bundles stand below them. */
export function topItems(order: WireRecord): readonly WireRecord[] {
  return recordsAt(order, 'items').filter(item => textIn(item['parent_item_id']) === undefined);
}

/** The parcels of an order, with their tracking numbers. */
export async function askFulfilments(entityId: string, what: string, call: Call): Promise<readonly Fulfilment[]> {
  const query = searchCriteria([{ field: 'order_id', value: entityId }], { pageSize: 100 });
  const found = await restGet('shipments', query, `${what}: shipments`, call);
  return found ? neededRecords(found, 'items', what).flatMap(toFulfilments) : [];
}

function toLine(item: WireRecord): OrderLine {
  return {
    sku: needed(textIn(item['sku']), 'magento: sku of an order line'),
    ordered: needed(piecesIn(item['qty_ordered']), 'magento: qty_ordered of an order line'),
    invoiced: piecesIn(item['qty_invoiced']) ?? 0,
    shipped: piecesIn(item['qty_shipped']) ?? 0,
    refunded: piecesIn(item['qty_refunded']) ?? 0,
    cancelled: piecesIn(item['qty_canceled']) ?? 0,
  };
}

function toFulfilments(shipment: WireRecord): readonly Fulfilment[] {
  const id = textIn(shipment['increment_id']) ?? textIn(shipment['entity_id']);
  if (id === undefined) return [];
  const lines = recordsAt(shipment, 'items').flatMap(item => {
    const externalId = textIn(item['sku']);
    const quantity = piecesIn(item['qty']);
    return externalId === undefined || quantity === undefined ? [] : [{ externalId, quantity }];
  });
  const tracks = recordsAt(shipment, 'tracks');
  return (tracks.length > 0 ? tracks : [{}]).map((track: WireRecord, index) => ({
    id: index === 0 ? id : `${id}-${index + 1}`,
    ...known({
      carrierName: textIn(track['title']) ?? textIn(track['carrier_code']),
      trackingNumber: textIn(track['track_number']),
      shippedAt: utcInstant(shipment['created_at']),
    }),
    lines: index === 0 ? lines : [],
    state: 'SHIPPED',
  }));
}
