import { asRecord, integerIn, type WireRecord } from '@onebasket/adapter-sdk';
import { add, sameMoney, sum, times, type Money } from '@onebasket/core';
import { invalidResponse } from './errors.ts';
import { CNY, decoded, filledIn, idIn, isRecord, recordsIn, yuanIn } from './wire.ts';

export interface VopLine {
  readonly skuId: string;
  readonly name?: string;
  readonly quantity: number;
  /** The whole line, tax inside. */
  readonly total?: Money;
  /** An accessory or a gift that comes with another line. */
  readonly isExtra: boolean;
}

/** One order: as it was placed, or a part of one that JD split. */
export interface VopOrder {
  readonly id: string;
  readonly lines: readonly VopLine[];
  /** What is paid: goods and freight. */
  readonly payable?: Money;
  /** `orderState`: not cancelled. */
  readonly isValid: boolean;
  /** `submitState`: a confirmed order, no mere reservation. */
  readonly isConfirmed: boolean;
  readonly delivery: 'new' | 'delivered' | 'refused' | 'unknown';
  /** `jdOrderState`, 1 to 31. */
  readonly stage?: number;
}

/** An order with the parts that JD made of it; no parts = not split. */
export interface VopOrderTree {
  readonly root: VopOrder;
  readonly parts: readonly VopOrder[];
  /** The order that this one is a part of. */
  readonly parentId?: string;
}

/** Reads `selectJdOrder`: `pOrder` is 0 (whole), a number (this is a part) or an object (this was split into `cOrder`). Throws for what is no order at all. */
export function readOrderTree(value: unknown): VopOrderTree {
  const wire = asRecord(decoded(value), 'jd-vop: selectJdOrder');
  const parent = decoded(wire['pOrder']);
  if (!isRecord(parent)) {
    const parentId = idIn(parent);
    return { root: readOrder(wire), parts: recordsIn(wire['cOrder']).map(readOrder), ...(parentId === undefined ? {} : { parentId }) };
  }
  const parts = recordsIn(wire['cOrder'] ?? parent['cOrder']).map(readOrder);
  // State stands around the parent, its goods and amounts in it.
  return { root: readOrder({ ...wire, ...parent }), parts };
}

/** Reads one order, also the answer of `submitOrder`, which is a fresh reservation. */
export function readOrder(wire: WireRecord): VopOrder {
  const id = idIn(wire['jdOrderId']);
  if (id === undefined) throw invalidResponse('an order has no id');
  const lines = recordsIn(wire['sku']).flatMap(line => readLine(line) ?? []);
  const payable = payableOf(wire, lines);
  const stage = integerIn(wire['jdOrderState']);
  return {
    id,
    lines,
    ...(payable ? { payable } : {}),
    isValid: (integerIn(wire['orderState']) ?? 1) !== 0,
    isConfirmed: integerIn(wire['submitState']) === 1,
    delivery: deliveryOf(integerIn(wire['state'])),
    ...(stage === undefined ? {} : { stage }),
  };
}

function deliveryOf(state: number | undefined): VopOrder['delivery'] {
  if (state === 1) return 'delivered';
  if (state === 2) return 'refused';
  return state === 0 || state === undefined ? 'new' : 'unknown';
}

function readLine(wire: WireRecord): VopLine | undefined {
  const skuId = idIn(wire['skuId']);
  const quantity = integerIn(wire['num']) ?? 1;
  if (skuId === undefined || quantity < 1) return undefined;
  const price = yuanIn(wire['price']);
  const naked = yuanIn(wire['nakedPrice']);
  const tax = yuanIn(wire['taxPrice']);
  // Some accounts are told the price without tax in `price`; then it equals `nakedPrice`.
  const each = price && naked && tax && sameMoney(price, naked) ? add(price, tax) : price;
  const name = filledIn(wire['name']);
  return {
    skuId,
    ...(name === undefined ? {} : { name }),
    quantity,
    ...(each ? { total: times(each, quantity) } : {}),
    isExtra: (integerIn(wire['type']) ?? 0) !== 0,
  };
}

/**
 * Goods and freight. `orderPrice` has the goods only in every answer that was seen; one of JD's descriptions counts the freight in. Where the lines say that it
 * is so, it is believed.
 */
function payableOf(wire: WireRecord, lines: readonly VopLine[]): Money | undefined {
  const orderPrice = yuanIn(wire['orderPrice']);
  const freight = yuanIn(wire['freight']);
  const totals = lines.flatMap(({ total }) => total ?? []);
  const goods = totals.length === lines.length && lines.length > 0 ? sum(totals, CNY) : undefined;
  const base = orderPrice ?? goods;
  if (!base) return undefined;
  if (!freight || freight.minor === 0n) return base;
  const isInside = orderPrice && goods && sameMoney(orderPrice, add(goods, freight));
  return isInside ? base : add(base, freight);
}
