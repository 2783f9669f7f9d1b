/** One way in which a product is sold. Amounts are decimal texts in major units. */
export interface SoldThing {
  readonly sku: string;
  readonly name?: string;
  readonly price: string;
  readonly specialPrice?: string;
  readonly tiers?: readonly { readonly quantity: number; readonly price: string }[];
  /** Pieces left; 0 = out of stock. */
  readonly stock: number;
  readonly image?: string;
}

/** A product; with `variants` it is configurable, with `selections` a bundle. */
export interface TwinProduct extends SoldThing {
  readonly name: string;
  readonly description?: string;
  readonly categories?: readonly (readonly string[])[];
  readonly rating?: { readonly percent: number; readonly count: number };
  /** Codes with values; a list is one of chosen options. */
  readonly attributes?: Readonly<Record<string, string | readonly string[]>>;
  readonly options?: readonly { readonly code: string; readonly label: string }[];
  readonly variants?: readonly (SoldThing & { readonly values: Readonly<Record<string, string>> })[];
  readonly selections?: readonly { readonly title: string; readonly sku: string; readonly isDefault?: boolean }[];
  readonly isVirtual?: boolean;
}

/** How to set up the shop; every field has a default. */
export interface MagentoTwinOptions {
  readonly port?: number;
  readonly products?: readonly TwinProduct[];
  readonly currency?: string;
  /** Store views beside "default". */
  readonly stores?: readonly string[];
  /** Per cent. */
  readonly tax?: number;
  readonly pricesIncludeTax?: boolean;
  readonly shipping?: readonly { readonly carrier: string; readonly method: string; readonly title: string; readonly price: string }[];
  readonly shipsTo?: readonly string[];
  /** Regions by country. */
  readonly regions?: Readonly<Record<string, readonly { readonly id: number; readonly code: string; readonly name: string }[]>>;
  /** A cart price rule that holds for every basket. */
  readonly rule?: { readonly label: string; readonly percent: number };
  readonly coupon?: { readonly code: string; readonly label: string; readonly percent: number };
  readonly paymentMethods?: readonly string[];
  readonly integrationToken?: string;
  /** Before 2.4.7 there is no `createGuestCart`, no estimate, no guest order. */
  readonly version?: '2.4.6' | '2.4.8';
  readonly hasIntrospection?: boolean;
  readonly wantsHumans?: boolean;
  readonly allowsGuests?: boolean;
  readonly allowsGuestCancel?: boolean;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** An invented catalogue. */
export function demoProducts(): readonly TwinProduct[] {
  return [
    { sku: '24-MB04', name: 'Strive Shoulder Pack', price: '32.00', stock: 40 },
    {
      sku: 'WSH12',
      name: 'Erika Running Short',
      price: '45.00',
      stock: 0,
      options: [
        { code: 'color', label: 'Color' },
        { code: 'size', label: 'Size' },
      ],
      variants: [
        { sku: 'WSH12-28-Green', price: '45.00', stock: 20, values: { color: 'Green', size: '28' } },
        { sku: 'WSH12-29-Red', price: '45.00', stock: 20, values: { color: 'Red', size: '29' } },
      ],
    },
  ];
}
