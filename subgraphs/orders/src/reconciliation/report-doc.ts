import type { CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';
import { DIFFERENCE_KINDS, REPAIRS, SUBJECTS } from './difference.ts';
import type { ReconciliationReport } from './report.ts';

/** The one document of a system: when it is compared next, by whom it is being compared, and what was found last. */
export interface ReconciliationDoc extends Doc {
  readonly dueAt: string;
  readonly heldUntil: string;
  readonly report?: ReconciliationReport;
}

const text = (maxLength = 1_000) => Type.String({ maxLength });
const count = Type.Integer({ minimum: 0 });
const one = (names: readonly string[]) => Type.Enum([...names]);
const optional = Type.Optional;

/** So many differences are kept with a report; all are counted. */
export const MOST_KEPT = 2_000;

export const reconciliationSpec: CollectionSpec<ReconciliationDoc, never> = {
  name: 'reconciliation',
  schema: Type.Object({
    _id: Type.Literal('last'),
    v: Type.Integer(),
    shape: Type.Integer(),
    dueAt: text(40),
    heldUntil: text(40),
    report: optional(
      Type.Object({
        startedAt: text(40),
        endedAt: text(40),
        since: text(40),
        until: text(40),
        orders: count,
        compared: Type.Object({ order: count, payment: count, parcel: count }),
        agreeing: count,
        underWay: count,
        notCompared: Type.Array(Type.Object({ reason: text(), count })),
        counts: Type.Array(Type.Object({ kind: one(Object.keys(DIFFERENCE_KINDS)), count })),
        differences: Type.Array(
          Type.Object({
            subject: one(SUBJECTS),
            kind: one(Object.keys(DIFFERENCE_KINDS)),
            orderId: text(),
            orderNumber: text(),
            partId: optional(text()),
            connectionId: text(),
            externalId: optional(text()),
            ours: text(),
            theirs: text(),
            repair: one(Object.keys(REPAIRS)),
          }),
          { maxItems: MOST_KEPT },
        ),
        leftOff: count,
      }),
    ),
  }),
  lift: [],
  indexes: {},
  maxBytes: 8_000_000,
};
