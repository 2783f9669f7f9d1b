import { integerIn, type AfterSaleCase } from '@onebasket/adapter-sdk';
import { decoded, filledIn, isRecord, priceIn } from './wire.ts';

type State = AfterSaleCase['state'];

/** `afsServiceStep` of a service order. */
const STEPS: ReadonlyMap<number | undefined, State> = new Map([
  [10, 'OPEN'],
  [20, 'REJECTED'],
  [21, 'OPEN'],
  [22, 'OPEN'],
  [31, 'RETURNING'],
  [32, 'RETURNING'],
  [33, 'APPROVED'],
  [34, 'APPROVED'],
  [40, 'APPROVED'],
  [60, 'CLOSED'],
]);
const DONE = 50;
const EXCHANGE = 20;
const REPAIR = 30;

/**
 * A case as `getApplyDetailInfo` shows it. The answer's form is not published: what is told is found by name, wherever it stands. `undefined` for an answer
 * that tells nothing.
 */
export function toCase(result: unknown, externalId: string): AfterSaleCase | undefined {
  const members = membersOf(result);
  if (members.length === 0) return undefined;
  const first = (...names: readonly string[]) =>
    members.find(([name, value]) => names.includes(name) && filledIn(value) !== undefined)?.[1];
  const refund = priceIn(first('realRefundAmount', 'refundAmount', 'refundPrice'));
  const message = filledIn(first('approveNotes', 'afsServiceStepName', 'approvedResultName'));
  return {
    status: 'case',
    externalId,
    state: stateOf(integerIn(first('afsServiceStep')), integerIn(first('customerExpect'))),
    ...(refund ? { refund } : {}),
    ...(message === undefined ? {} : { message: message.slice(0, 200) }),
  };
}

function stateOf(step: number | undefined, expect: number | undefined): State {
  if (step !== DONE) return STEPS.get(step) ?? 'OPEN';
  if (expect === EXCHANGE) return 'EXCHANGED';
  return expect === REPAIR ? 'CLOSED' : 'REFUNDED';
}

/** All members of an answer, those of inner objects and lists after their owners. */
function membersOf(value: unknown, depth = 0): readonly (readonly [string, unknown])[] {
  const it = decoded(value);
  if (depth > 6) return [];
  if (Array.isArray(it)) return it.flatMap(item => membersOf(item, depth + 1));
  if (!isRecord(it)) return [];
  const own = Object.entries(it);
  return [...own, ...own.flatMap(([, member]) => membersOf(member, depth + 1))];
}
