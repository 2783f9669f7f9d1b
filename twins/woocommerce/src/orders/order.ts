import type { MetaData } from '../catalogue/product.ts';

export const ORDER_STATUSES = [
  'auto-draft',
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number] | 'trash';

export interface Address {
  first_name: string;
  last_name: string;
  company: string;
  address_1: string;
  address_2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  email?: string;
  phone: string;
}

/** Amounts are net, decimal text with six places. */
export interface OrderLine {
  readonly id: number;
  name: string;
  productId: number;
  variationId: number;
  quantity: number;
  taxClass: string;
  isTaxable: boolean;
  subtotal: string;
  subtotalTax: string;
  total: string;
  totalTax: string;
  /** `null` when the line is about no product. */
  sku: string | null;
  parentName: string | null;
  meta: MetaData[];
  /** What this line has taken from the stock and not given back; 0 when nothing. */
  reducedStock: number;
}

export interface ShippingLine {
  readonly id: number;
  methodId: string;
  methodTitle: string;
  instanceId: string;
  total: string;
  totalTax: string;
  meta: MetaData[];
}

export interface FeeLine {
  readonly id: number;
  name: string;
  total: string;
  totalTax: string;
}

export interface CouponLine {
  readonly id: number;
  code: string;
  discount: string;
  discountTax: string;
}

export interface Refund {
  readonly id: number;
  readonly createdAt: number;
  readonly amount: string;
  readonly reason: string;
  readonly lines: readonly OrderLine[];
  readonly taxLineId: number;
}

export interface OrderNote {
  readonly id: number;
  readonly author: string;
  readonly createdAt: number;
  readonly note: string;
  readonly customerNote: boolean;
}

/** An order as the shop's database has it. */
export interface Order {
  readonly id: number;
  status: OrderStatus;
  currency: string;
  pricesIncludeTax: boolean;
  createdAt: number;
  modifiedAt: number;
  completedAt: number | null;
  paidAt: number | null;
  readonly orderKey: string;
  customerId: number;
  billing: Address;
  shipping: Address;
  paymentMethod: string;
  paymentMethodTitle: string;
  transactionId: string;
  createdVia: 'rest-api' | 'store-api';
  customerNote: string;
  meta: MetaData[];
  lines: OrderLine[];
  shippingLines: ShippingLine[];
  feeLines: FeeLine[];
  couponLines: CouponLine[];
  /** 0 when the order has no tax line. */
  taxLineId: number;
  /** Rate that was in force; empty when none. */
  taxRate: string;
  refunds: Refund[];
  notes: OrderNote[];
  /** Whether its coupons count as used. */
  couponsCounted: boolean;
}

export function emptyAddress(): Address {
  return {
    first_name: '',
    last_name: '',
    company: '',
    address_1: '',
    address_2: '',
    city: '',
    state: '',
    postcode: '',
    country: '',
    phone: '',
  };
}
