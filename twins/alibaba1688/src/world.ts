import type { Offer } from './offers.ts';
import type { Orders } from './orders.ts';
import type { Refunds } from './refunds.ts';

/** The state that the APIs work on. */
export interface World {
  readonly offers: Map<number, Offer>;
  readonly orders: Orders;
  readonly refunds: Refunds;
  /** Freight of one order, in fen. */
  readonly carriage: number;
  /** The suppliers' 满减, in fen. */
  readonly reduction: { readonly from: number; readonly off: number } | undefined;
  /** An order younger than this cannot be cancelled. */
  readonly closeGraceMs: number;
  /** Does the account have a password-free agreement? */
  readonly hasAgreement: boolean;
  /** Splits an order of several lines into one for each, as happens at times. */
  readonly splitsOrders: boolean;
  readonly now: () => Date;
}
