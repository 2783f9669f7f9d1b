/** A channel: its currency, its way with taxes and payments. */
export interface ChannelOption {
  readonly slug: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Where prices are for when nobody says an address. */
  readonly country: string;
  /** Are prices entered with tax? Default true. */
  readonly pricesIncludeTax?: boolean;
  /** Default false: an order needs a payment that covers it. */
  readonly allowUnpaidOrders?: boolean;
  /** Default true; otherwise orders are UNCONFIRMED until someone confirms them. */
  readonly confirmsOrders?: boolean;
}

export interface VariantOption {
  readonly sku: string;
  readonly name: string;
  /** Major units by channel, as entered: with tax or without, as the channel has it. */
  readonly prices: Readonly<Record<string, number>>;
  /** Absent = not tracked. */
  readonly stock?: number | undefined;
  readonly limitPerCustomer?: number;
  readonly metadata?: Readonly<Record<string, string>>;
  /** What tells it from its siblings. */
  readonly options?: Readonly<Record<string, string>>;
}

export interface ProductOption {
  readonly name: string;
  readonly slug: string;
  /** Plain text or HTML; told as EditorJS. */
  readonly description?: string;
  /** From the root down. */
  readonly category?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly images?: readonly string[];
  readonly externalReference?: string;
  /** Default true. */
  readonly needsShipping?: boolean;
  /** Per cent off by channel: a catalogue promotion. */
  readonly sale?: Readonly<Record<string, number>>;
  readonly variants: readonly VariantOption[];
}

export interface ShippingOption {
  readonly name: string;
  /** Major units by channel. */
  readonly prices: Readonly<Record<string, number>>;
  readonly minimumOrder?: number;
  readonly days: readonly [number, number];
}

export interface VoucherOption {
  readonly code: string;
  readonly channels: readonly string[];
  readonly percentOff?: number;
  readonly amountOff?: number;
  readonly minimumSpent?: number;
  readonly uses?: number;
  readonly hasEnded?: boolean;
}

/** Who may call with a token, and what for. */
export interface AppOption {
  readonly name: string;
  readonly token: string;
  /** `MANAGE_ORDERS`, `HANDLE_PAYMENTS`, … */
  readonly permissions: readonly string[];
}

/** How to set up a shop; every field has a default. */
export interface SaleorTwinOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly name?: string;
  readonly channels?: readonly ChannelOption[];
  readonly products?: readonly ProductOption[];
  readonly shipping?: readonly ShippingOption[];
  readonly vouchers?: readonly VoucherOption[];
  readonly apps?: readonly AppOption[];
  /** Tax in per cent by country. */
  readonly taxes?: Readonly<Record<string, number>>;
  /** Countries with a shipping zone. */
  readonly deliveredTo?: readonly string[];
  /** The payment app: what it answers to what it is told. Absent = no app listens. */
  readonly paymentApp?: PaymentApp;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** Stands in for the app behind the payment webhooks. */
export interface PaymentApp {
  /** The gateway's id in `transactionInitialize`. */
  readonly id: string;
  initialize(asked: { readonly amount: number; readonly data: unknown }): {
    readonly result: 'CHARGE_SUCCESS' | 'CHARGE_FAILURE' | 'CHARGE_REQUEST' | 'CHARGE_ACTION_REQUIRED' | 'AUTHORIZATION_SUCCESS';
    readonly message?: string;
    readonly data?: unknown;
  };
  /** Whether it gives back what it is asked to. Default: yes, at once. */
  refund?(amount: number): 'REFUND_SUCCESS' | 'REFUND_FAILURE' | 'REFUND_REQUEST';
}

/** The permissions of an app that may do everything an order needs. */
export const ALL_PERMISSIONS = ['MANAGE_ORDERS', 'MANAGE_PRODUCTS', 'HANDLE_CHECKOUTS', 'MANAGE_CHECKOUTS', 'HANDLE_PAYMENTS'] as const;
