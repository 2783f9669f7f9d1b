import type { QuotedLine } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import type { BasketLine } from './basket.ts';
import { asMoney } from './micro.ts';

/** A line whose tax was taken off (goods that leave the shop's tax area) shows what a piece costs without it. */
export function quotedLine(line: BasketLine, subtotal: QuotedLine['subtotal'], currency: CurrencyCode): QuotedLine {
  const typed = asMoney(line.price * BigInt(line.quantity), currency);
  const scaled = (price: bigint) => (typed.minor === subtotal.minor || typed.minor === 0n ? price : (price * subtotal.minor) / typed.minor);
  const unitPrice = asMoney(scaled(line.price), currency);
  const listPrice = asMoney(scaled(line.listPrice), currency);
  const saved = asMoney(scaled(line.listPrice - line.price) * BigInt(line.quantity), currency);
  return {
    externalId: line.externalId,
    title: line.title,
    quantity: line.quantity,
    listPrice,
    unitPrice,
    subtotal,
    promotions: saved.minor > 0n ? [{ id: `sale:${line.externalId}`, kind: 'ITEM_DISCOUNT', label: 'Sale price', saved }] : [],
    availability: line.stock.availability,
    ...(line.stock.stock === undefined ? {} : { stock: line.stock.stock }),
  };
}
