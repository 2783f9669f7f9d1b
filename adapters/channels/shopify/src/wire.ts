import { currencyIn, isLosslessNumber, moneyIn, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import type { CurrencyCode, Money } from '@onebasket/core';

/** An object of an answer and where it stands (RFC 6901). */
export interface Row {
  readonly fields: WireRecord;
  readonly pointer: string;
  /** Of an edge: where to go on after it. */
  readonly cursor?: string;
}

/** The value as an object; empty for anything else. */
export function fieldsOf(value: unknown): WireRecord {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** What a connection holds, by `edges`, by `nodes`, or as a bare list; what is no object is passed over. */
export function rowsOf(value: unknown, pointer: string): readonly Row[] {
  if (Array.isArray(value)) return value.flatMap((fields, at) => (isObject(fields) ? { fields, pointer: `${pointer}/${at}` } : []));
  const { edges, nodes } = fieldsOf(value);
  if (!Array.isArray(edges)) return Array.isArray(nodes) ? rowsOf(nodes, `${pointer}/nodes`) : [];
  return rowsOf(edges, `${pointer}/edges`).flatMap(({ fields: edge, pointer: place }) => {
    const cursor = textIn(edge['cursor']);
    return isObject(edge['node']) ? { fields: edge['node'], pointer: `${place}/node`, ...(cursor === undefined ? {} : { cursor }) } : [];
  });
}

/** The objects of a list or connection. */
export function listIn(value: unknown): readonly WireRecord[] {
  return rowsOf(value, '').map(({ fields }) => fields);
}

/** Where a connection goes on; `undefined` at its end. */
export function nextOf(connection: unknown): string | undefined {
  const pageInfo = fieldsOf(fieldsOf(connection)['pageInfo']);
  return pageInfo['hasNextPage'] === true ? textIn(pageInfo['endCursor']) : undefined;
}

/** `MoneyV2`, or (Admin) bare decimal text in the shop's currency. */
export function amountIn(value: unknown, shopCurrency?: CurrencyCode): Money | undefined {
  if (!isObject(value)) return shopCurrency && moneyIn(value, shopCurrency);
  const currency = currencyIn(value['currencyCode'] ?? value['currency_code']);
  return currency && moneyIn(value['amount'], currency);
}

/** A `MoneyBag` in what the buyer pays with, which is what a cart was priced in; else in the shop's own currency. */
export function bagIn(value: unknown): Money | undefined {
  const bag = fieldsOf(value);
  return amountIn(bag['presentmentMoney'] ?? bag['presentment_money']) ?? amountIn(bag['shopMoney'] ?? bag['shop_money']);
}

/** An instant with its offset; `undefined` for anything else. */
export function instantIn(value: unknown): string | undefined {
  const text = textIn(value);
  const isInstant = text !== undefined && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  return isInstant && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** A web address; `undefined` for anything else. */
export function addressIn(value: unknown): string | undefined {
  const text = textIn(value)?.trim();
  const whole = text?.startsWith('//') ? `https:${text}` : text;
  return whole !== undefined && /^https?:\/\/\S+$/i.test(whole) && URL.canParse(whole) ? whole : undefined;
}

/** A count that is not negative. */
export function countIn(value: unknown): number | undefined {
  const text = textIn(value)?.trim();
  const count = text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  return count;
}
