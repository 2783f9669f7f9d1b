import type { CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** `_id` = channel. How far its order report was read, and by whom it is being read. */
export interface ReportDoc extends Doc {
  /** Everything that changed before was taken in. */
  readonly readUntil: string;
  readonly heldUntil: string;
}

export const reportsSpec: CollectionSpec<ReportDoc, never> = {
  name: 'order-reports',
  schema: Type.Object({ _id: Type.String(), v: Type.Integer(), shape: Type.Integer(), readUntil: Type.String(), heldUntil: Type.String() }),
  lift: [],
  indexes: {},
};
