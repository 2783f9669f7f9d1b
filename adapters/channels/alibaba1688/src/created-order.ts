import type { BusinessError } from './errors.ts';
import { businessErrorIn } from './errors.ts';
import { toExternalId } from './offer-id.ts';
import type { OrderView } from './order-view.ts';
import { fenIn, recordIn, recordsIn, textIn, type Wire } from './wire.ts';

/** What `alibaba.trade.createCrossOrder` answered. */
export interface Created {
  /** A clean yes: every order with its total. */
  readonly orders?: readonly OrderView[];
  /** Ids that the answer mentions, clean or not: the documentation shows `success: false` beside one. */
  readonly mentioned: readonly string[];
  readonly error?: BusinessError;
  /** The goods that it complains of. */
  readonly failedIds: readonly string[];
}

/** The order is at the top, inside `result`, or one of several in `result.orderList`. Amounts are fen. Never throws. */
export function readCreated(body: Wire): Created {
  const result = recordIn(body['result']) ?? body;
  const several = recordsIn(result['orderList']);
  const rows = several.length > 0 ? several : textIn(result['orderId']) === undefined ? [] : [result];
  const orders = rows.map(row => readRow(row, several.length > 0 ? 'orderAmmount' : 'totalSuccessAmount'));
  const error = businessErrorIn(body) ?? several.map(row => businessErrorIn(row)).find(one => one !== undefined);
  const failed = recordsIn(result['failedOfferList']);
  const failure = failed[0];
  const isClean = !error && !failure && orders.length > 0 && orders.every(order => order !== undefined);
  return {
    ...(isClean ? { orders: orders.filter(order => order !== undefined) } : {}),
    mentioned: rows.flatMap(row => textIn(row['orderId']) ?? []),
    ...(failure
      ? { error: { code: textIn(failure['errorCode']) ?? '', message: textIn(failure['errorMessage']) ?? 'no reason given' } }
      : {}),
    ...(error && !failure ? { error } : {}),
    failedIds: failed.flatMap(({ offerId, specId }) => {
      const offer = textIn(offerId);
      const spec = textIn(specId);
      return offer === undefined ? [] : [toExternalId({ offerId: offer, ...(spec === undefined ? {} : { specId: spec }) })];
    }),
  };
}

/** `undefined` without an amount: then the order itself has to say it. */
function readRow(row: Wire, amountName: string): OrderView | undefined {
  const orderId = textIn(row['orderId']);
  const total = fenIn(row[amountName]);
  if (orderId === undefined || !total || total.minor === 0n) return undefined;
  const shipping = fenIn(row['postFee']);
  return { orderId, status: 'waitbuyerpay', total, ...(shipping ? { shipping } : {}), items: [], parcels: [] };
}
