import { DIFFERENCE_KINDS, REPAIRS, type Difference, type DifferenceKind, type Subject } from './difference.ts';

/** What a comparison found. `compared` = `agreeing` + those with differences; each thing is in one of the counts. */
export interface ReconciliationReport {
  readonly startedAt: string;
  readonly endedAt: string;
  /** Orders placed from `since` on and before `until`. */
  readonly since: string;
  readonly until: string;
  readonly orders: number;
  readonly compared: Readonly<Record<Subject, number>>;
  readonly agreeing: number;
  /** We were just changing them ourselves. */
  readonly underWay: number;
  /** Why nobody can be asked about them, and how many. */
  readonly notCompared: readonly { readonly reason: string; readonly count: number }[];
  readonly counts: readonly { readonly kind: DifferenceKind; readonly count: number }[];
  /** Oldest order first; `leftOff` more were counted and are not listed. */
  readonly differences: readonly Difference[];
  readonly leftOff: number;
}

/** The report for people. */
export function reportText(report: ReconciliationReport): string {
  const { compared, differences, counts, leftOff } = report;
  const found = counts.reduce((total, { count }) => total + count, 0);
  return [
    `Orders from ${report.since} to ${report.until}: ${report.orders}`,
    `Compared: ${compared.order} channel orders, ${compared.payment} payments, ${compared.parcel} parcels; ${report.agreeing} agree`,
    ...(report.underWay > 0 ? [`Under way, so not compared: ${report.underWay}`] : []),
    ...report.notCompared.map(({ reason, count }) => `Not compared: ${count} (${reason})`),
    '',
    found === 0 ? 'No differences.' : `Differences: ${found}`,
    ...counts.map(({ kind, count }) => `  ${String(count).padStart(6)}  ${kind.padEnd(16)}  ${DIFFERENCE_KINDS[kind]}`),
    ...differences.flatMap(one => ['', ...differenceText(one)]),
    ...(leftOff > 0 ? ['', `${leftOff} more are not listed.`] : []),
  ].join('\n');
}

function differenceText(one: Difference): readonly string[] {
  const { by, text } = REPAIRS[one.repair];
  const where = [one.subject, `at ${one.connectionId}`, ...(one.externalId ? [one.externalId] : [])].join(' ');
  return [
    `${one.kind}  order ${one.orderNumber}${one.partId ? ` part ${one.partId}` : ''}, ${where}`,
    `  ours ${one.ours}; theirs ${one.theirs}`,
    `  ${by === 'STAFF' ? 'a person: ' : ''}${text}`,
  ];
}
