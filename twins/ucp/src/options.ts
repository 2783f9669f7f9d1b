/** The generations of the protocol that a merchant here can speak. */
export const VERSIONS = ['2026-01-11', '2026-01-23', '2026-04-08', '2026-08-25'] as const;
export type Version = (typeof VERSIONS)[number];

/** What real merchants were seen to do against the specification. */
export const TRAPS = [
  /** A completion succeeds and is answered with 409, as the slower of two equal ones is. */
  'ordered-but-409',
  /** A completion succeeds and is answered with 500. */
  'ordered-but-500',
  /** A completion is taken and goes on for ever. */
  'completes-for-ever',
  /** A chosen option is shown and not charged. */
  'option-not-charged',
  /** An item without a title brings the server down (Python, 2026-01-11). */
  'needs-titles',
  /** Totals do not make the total. */
  'wrong-sum',
  /** `discounts.applied` grows by a copy with every update that names no codes. */
  'growing-discounts',
  /** Every answer but to a create is about the session that was made first, as for a key that was used before. */
  'first-session',
  /** Every second line is left out. */
  'loses-lines',
  /** More is charged after an update. */
  'price-rises',
  /** Options as numbers, `order_id` instead of `order`, a version that never was (the Node reference). */
  'node-shapes',
  /** A session wants the buyer's review as soon as it has an address. */
  'escalates',
  /** A completed payment wants the buyer's bank first. */
  'challenges',
  /** No page where the buyer could go on. */
  'no-continue-url',
  /** The fulfilment option that was agreed is no longer offered once an order is made of it: only the dearest is. */
  'only-the-dearest-option',
] as const;
export type Trap = (typeof TRAPS)[number];

export interface Product {
  /** What is ordered by: the id of the only variant. */
  readonly id: string;
  readonly title: string;
  /** In minor units. */
  readonly price: number;
  readonly listPrice?: number;
  readonly stock: number;
  readonly brand?: string;
  readonly category?: string;
  readonly gtin?: string;
  readonly image?: string;
}

/** How to set up the merchant; every field has a default. */
export interface UcpTwinOptions {
  readonly port?: number;
  readonly version?: Version;
  /** Default both. */
  readonly transports?: readonly ('rest' | 'mcp')[];
  readonly products?: readonly Product[];
  /** Default USD. */
  readonly currency?: string;
  /** Products that make `std-ship` free. */
  readonly freeShippingItems?: readonly string[];
  readonly traps?: readonly Trap[];
  /** Refuse requests that are not signed by one of `platformKeys` (JWKs), else by a key of the profile that they name. */
  readonly requireSignatures?: boolean;
  readonly platformKeys?: readonly Readonly<Record<string, unknown>>[];
  /** `Authorization: Bearer` that requests must carry. */
  readonly accessToken?: string;
  /** What `POST /testing/simulate-shipping/{order}` wants in `Simulation-Secret`, as the samples of January do. */
  readonly simulationSecret?: string;
  /** Without checkout, as anonymous callers see some merchants: catalogue and cart only. */
  readonly withoutCheckout?: boolean;
  /** Where order events go, whatever the caller's profile says. */
  readonly webhookUrl?: string;
  /** Results of tools lie under the name of their resource. */
  readonly wrapsResults?: boolean;
  /** Answers over MCP as a stream of events. */
  readonly streams?: boolean;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** The flower shop of the official conformance suite. */
export const FLOWERS: readonly Product[] = [
  { id: 'bouquet_roses', title: 'Bouquet of Red Roses', price: 3500, stock: 1000, category: 'Flowers > Bouquets' },
  { id: 'bouquet_sunflowers', title: 'Sunflower Bundle', price: 2500, stock: 500, category: 'Flowers > Bouquets' },
  { id: 'bouquet_tulips', title: 'Spring Tulips', price: 3000, stock: 1500, category: 'Flowers > Bouquets' },
  { id: 'pot_ceramic', title: 'Ceramic Pot', price: 1500, stock: 2000, brand: 'Terra', category: 'Pots', gtin: '4006381333931' },
  { id: 'orchid_white', title: 'White Orchid', price: 4500, stock: 800, category: 'Flowers > Plants' },
  { id: 'gardenias', title: 'Gardenias', price: 2000, stock: 0, category: 'Flowers > Plants' },
];
