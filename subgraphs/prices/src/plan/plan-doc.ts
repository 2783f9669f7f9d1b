import type { CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** A plan as it was shown: only whoever asked may order by it, and only while it holds. */
export interface PlanDoc extends Doc {
  readonly hash: string;
  readonly ownerKey: string;
  readonly expiresAt: string;
  readonly lines: readonly { readonly listingId: string; readonly quantity: number }[];
  /** The graph's BasketPlan as JSON text. */
  readonly plan: string;
}

export const plans: CollectionSpec<PlanDoc, 'expiry'> = {
  name: 'plans',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    hash: Type.String(),
    ownerKey: Type.String(),
    expiresAt: Type.String(),
    lines: Type.Array(Type.Object({ listingId: Type.String(), quantity: Type.Integer({ minimum: 1 }) })),
    plan: Type.String(),
  }),
  lift: [],
  indexes: { expiry: doc => [[doc.expiresAt]] },
};
