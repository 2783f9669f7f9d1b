import type { CurrencyCode, Money } from '@onebasket/core';
import { isCurrencyCode, parseMoney } from '@onebasket/core';
import { invalidResponse } from './errors.ts';
import { toExternalId } from './external-id.ts';
import { asRecord, countIn, filledIn, flagIn, gmtIn, integerIn, metaIn, recordsIn, requireId, textIn, type Wire } from './wire.ts';

/** Where our key stands in an order: meta data that only we read, and the transaction id, which the shop's search sees. */
export const KEY_META = '_onebasket_key';

export interface WireOrderLine {
  readonly productId: number;
  /** Absent when the answer leaves it out; 0 is "no variation". */
  readonly variationId?: number;
  readonly quantity: number;
  readonly total?: Money;
}

/** An order as REST v3 tells it. */
export interface WireOrder {
  readonly id: number;
  readonly number?: string;
  readonly status: string;
  readonly total: Money;
  readonly lines: readonly WireOrderLine[];
  readonly refunds: readonly WireRefund[];
  readonly meta: ReadonlyMap<string, unknown>;
  readonly key?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

/** What was given back, as a positive amount. */
export interface WireRefund {
  readonly id: number;
  readonly reason: string;
  readonly amount: Money;
}

/** Reads an order at the border. Throws `AdapterError('invalid-response')` when id, status, currency or total are missing or senseless. */
export function readOrder(value: unknown, where: string): WireOrder {
  const wire = asRecord(value, where);
  const code = textIn(wire['currency'])?.toUpperCase() ?? '';
  if (!isCurrencyCode(code)) throw invalidResponse(`${where} names no currency`);
  const status = filledIn(wire['status']);
  if (status === undefined) throw invalidResponse(`${where} names no status`);
  const number = filledIn(wire['number']);
  const meta = metaIn(wire['meta_data']);
  const key = filledIn(meta.get(KEY_META)) ?? filledIn(wire['transaction_id']);
  const createdAt = gmtIn(wire['date_created_gmt']);
  const updatedAt = gmtIn(wire['date_modified_gmt']);
  const hasTaxInside = flagIn(wire['prices_include_tax']) ?? false;
  return {
    id: requireId(wire['id'], where),
    status,
    total: amountIn(wire['total'], code, `${where}: total`),
    lines: recordsIn(wire['line_items']).map(row => readLine(row, code, hasTaxInside)),
    refunds: recordsIn(wire['refunds']).map(row => readRefund(row, code, `${where}: refund`)),
    meta,
    ...(number === undefined ? {} : { number }),
    ...(key === undefined ? {} : { key }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

/** Orders list refunds with a negative `total`, the refunds' own route with a positive `amount`. */
export function readRefund(row: unknown, currency: CurrencyCode, where: string): WireRefund {
  const wire = asRecord(row, where);
  const amount = amountIn(wire['amount'] ?? wire['total'], currency, where);
  return {
    id: requireId(wire['id'], where),
    reason: textIn(wire['reason']) ?? '',
    amount: amount.minor < 0n ? { ...amount, minor: -amount.minor } : amount,
  };
}

/** The listing that an order line is of. */
export function externalIdOf(line: WireOrderLine): string {
  return toExternalId({ productId: line.productId, ...(line.variationId ? { variationId: line.variationId } : {}) });
}

function readLine(row: Wire, currency: CurrencyCode, hasTaxInside: boolean): WireOrderLine {
  const variationId = integerIn(row['variation_id']);
  const net = optionalAmount(row['total'], currency);
  const tax = hasTaxInside ? (optionalAmount(row['total_tax'], currency)?.minor ?? 0n) : 0n;
  return {
    productId: integerIn(row['product_id']) ?? 0,
    quantity: countIn(row['quantity']) ?? 0,
    ...(variationId === undefined ? {} : { variationId }),
    ...(net === undefined ? {} : { total: { ...net, minor: net.minor + tax } }),
  };
}

function amountIn(value: unknown, currency: CurrencyCode, where: string): Money {
  const amount = optionalAmount(value, currency);
  if (amount === undefined) throw invalidResponse(`${where} is no amount`);
  return amount;
}

function optionalAmount(value: unknown, currency: CurrencyCode): Money | undefined {
  const text = textIn(value)?.trim() ?? '';
  return /^-?\d{1,18}(\.\d{1,8})?$/.test(text) ? parseMoney(text, currency) : undefined;
}
