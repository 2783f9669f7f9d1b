import { requireStaff, type RequestContext } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { DIFFERENCE_KINDS, REPAIRS, type Difference, type DifferenceKind } from './difference.ts';
import type { Reconciler } from './reconciler.ts';
import type { ReconciliationReport } from './report.ts';

/** Staff's view of the last comparison, and how to begin another. */
export function reconciliationResolvers(reconciler: Reconciler) {
  return {
    Query: {
      reconciliation: async (_: unknown, _args: unknown, { viewer }: RequestContext) => {
        requireStaff(viewer);
        return (await reconciler.last()) ?? null;
      },
    },
    Mutation: {
      startReconciliation: (_: unknown, { since }: { readonly since?: string | null }, { viewer }: RequestContext) => {
        requireStaff(viewer);
        return reconciler.begin(since ?? undefined);
      },
    },
    Reconciliation: {
      channelOrders: ({ compared }: ReconciliationReport) => compared.order,
      payments: ({ compared }: ReconciliationReport) => compared.payment,
      parcels: ({ compared }: ReconciliationReport) => compared.parcel,
      counts: ({ counts }: ReconciliationReport) => counts.map(one => ({ ...one, meaning: DIFFERENCE_KINDS[one.kind] })),
      differences: (
        { differences }: ReconciliationReport,
        { first, kind }: { readonly first?: number | null; readonly kind?: DifferenceKind | null },
      ) => {
        const wanted = first ?? 50;
        if (wanted < 1 || wanted > 100) throw new GraphQLError('first must be 1 to 100', { extensions: { code: 'BAD_USER_INPUT' } });
        return differences.filter(one => kind == null || one.kind === kind).slice(0, wanted);
      },
    },
    ReconciliationDifference: {
      subject: ({ subject }: Difference) => subject.toUpperCase(),
      partId: ({ orderId, partId }: Difference) => (partId === undefined ? null : `${orderId}.${partId}`),
      externalId: ({ externalId }: Difference) => externalId ?? null,
      repair: ({ repair }: Difference) => ({ action: repair, ...REPAIRS[repair] }),
    },
  };
}
