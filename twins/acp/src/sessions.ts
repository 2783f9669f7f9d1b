import type { TwinProduct } from './catalogue.ts';

export type SessionStatus =
  'not_ready_for_payment' | 'ready_for_payment' | 'authentication_required' | 'complete_in_progress' | 'completed' | 'canceled' | 'expired';

export interface TwinLine {
  readonly id: string;
  readonly product: TwinProduct;
  readonly quantity: number;
}

export interface TwinOption {
  readonly id: string;
  readonly title: string;
  readonly cost: number;
}

/** A checkout session as the merchant keeps it. */
export interface TwinSession {
  readonly id: string;
  status: SessionStatus;
  lines: readonly TwinLine[];
  address: Readonly<Record<string, unknown>> | undefined;
  buyer: unknown;
  optionId: string | undefined;
  codes: readonly string[];
  messages: readonly Readonly<Record<string, unknown>>[];
  order: TwinOrder | undefined;
}

export interface TwinOrder {
  readonly id: string;
  readonly number: string;
  status: string;
  fulfillments: readonly Readonly<Record<string, unknown>>[];
  adjustments: readonly Readonly<Record<string, unknown>>[];
}

export const OPTIONS: readonly TwinOption[] = [
  { id: 'ship_express', title: 'Express', cost: 990 },
  { id: 'ship_standard', title: 'Standard', cost: 490 },
];

/** "SAVE10" takes a tenth off the goods. */
export const CODE = 'SAVE10';

/** What a session costs, in minor units. */
export interface Priced {
  readonly lines: readonly { readonly base: number; readonly tax: number }[];
  readonly goods: number;
  readonly discount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
}

const TAX_PERCENT = 10;

/** Tax comes on top of the goods; the discount is of the whole. */
export function price({ lines, codes, optionId, address }: TwinSession): Priced {
  const priced = lines.map(({ product, quantity }) => {
    const base = product.price * quantity;
    return { base, tax: address ? Math.round((base * TAX_PERCENT) / 100) : 0 };
  });
  const goods = priced.reduce((all, { base }) => all + base, 0);
  const tax = priced.reduce((all, line) => all + line.tax, 0);
  const discount = codes.some(code => code.toUpperCase() === CODE) ? Math.round(goods / 10) : 0;
  const shipping = OPTIONS.find(({ id }) => id === optionId)?.cost ?? 0;
  return { lines: priced, goods, discount, shipping, tax, total: goods - discount + shipping + tax };
}
