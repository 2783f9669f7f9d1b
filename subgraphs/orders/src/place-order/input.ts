/** `PlaceOrderInput` of the graph after coercion. */
export interface PlaceOrderInput {
  readonly idempotencyKey: string;
  readonly planId?: string | null;
  readonly planHash?: string | null;
  readonly lines?: readonly BasketLineInput[] | null;
  readonly contact: { readonly name: string; readonly phone?: string | null; readonly email?: string | null };
  readonly address: {
    readonly country: string;
    readonly region?: string | null;
    readonly city?: string | null;
    readonly district?: string | null;
    readonly line1: string;
    readonly line2?: string | null;
    readonly postalCode?: string | null;
  };
  readonly payment: { readonly method: string; readonly token?: string | null };
  readonly maxTotal: { readonly amount: string; readonly currency: string };
  readonly onPartialFailure: 'CANCEL_ALL' | 'KEEP_PLACED' | 'TRY_NEXT_OFFER';
  readonly notes?: string | null;
}

export interface BasketLineInput {
  readonly listing?: { readonly listingId: string; readonly quantity: number } | null;
  readonly product?: { readonly productId: string; readonly quantity: number } | null;
}
