import type { AfterSaleKind, AfterSaleRule } from '@onebasket/runtime';
import { isPaidHere, type LineDoc, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import { MOST_CASES } from './case-doc.ts';

/** What is asked for. */
export interface AfterSaleWishInput {
  readonly kind: AfterSaleKind;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** Granted by a clause, for the goods of one part; or ruled out by one. */
export type Eligibility =
  | { readonly part: PartDoc; readonly rule: AfterSaleRule }
  | { readonly part?: undefined; readonly clause: string; readonly message: string };

const STANDING = new Set<PartDoc['status']>(['PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED']);
const DELIVERED = new Set<PartDoc['status']>(['DELIVERED', 'COMPLETED']);
/** What cannot be done with goods that the buyer does not have yet. */
const NEEDS_GOODS = new Set<AfterSaleKind>(['RETURN_AND_REFUND', 'EXCHANGE', 'REPAIR']);
const DAY_MS = 24 * 3_600_000;

/** Holds a wish against the policy. Pure; every no cites the clause that it follows from: one of the policy, or one of the house, which begins with "house-". */
export function eligibilityOf(doc: OrderDoc, wish: AfterSaleWishInput, rules: readonly AfterSaleRule[], now: Date): Eligibility {
  const no = (clause: string, message: string): Eligibility => ({ clause, message });
  if ((doc.cases ?? []).length >= MOST_CASES)
    return no('house-cases', `an order takes at most ${MOST_CASES} cases; staff can go on with the last`);
  if (wish.lines.length === 0) return no('house-lines', 'name the lines that it is about');
  if (new Set(wish.lines.map(({ lineId }) => lineId)).size < wish.lines.length) return no('house-lines', 'a line is named twice');
  const owners = wish.lines.map(({ lineId }) => doc.parts.find(part => part.lines.some(line => line.id === lineId)));
  const [part] = owners;
  if (!part || owners.includes(undefined)) return no('house-lines', 'the order has no such line');
  if (owners.some(owner => owner !== part)) return no('house-one-shop', 'these goods are of several shops: ask for each shop by itself');
  if (!isPaidHere(part)) return no('house-bought-there', `it was bought on the page of ${part.channelId}, which takes care of it there`);
  if (!STANDING.has(part.status)) return no('house-standing', `the part is ${part.status.toLowerCase()}: there is nothing to ask for`);
  for (const { lineId, quantity } of wish.lines) {
    const line = part.lines.find(one => one.id === lineId) as LineDoc;
    const left = line.quantity - (wish.kind === 'COMPENSATION' ? 0 : piecesTaken(doc, line.id));
    if (quantity < 1) return no('house-quantity', 'a quantity must be 1 or more');
    if (quantity > left)
      return no(
        'house-quantity',
        `of line ${lineId} ${left <= 0 ? 'every piece was' : `only ${left} of ${line.quantity} pieces were not`} asked for before`,
      );
  }
  if (NEEDS_GOODS.has(wish.kind) && !DELIVERED.has(part.status))
    return no('house-delivered', 'it is not delivered yet: it can be cancelled, or a refund be asked for');
  const goods = wish.lines.map(({ lineId }) => part.lines.find(line => line.id === lineId) as LineDoc);
  return byPolicy(part, wish.kind, goods, rules, Date.parse(part.deliveredAt ?? doc.placedAt), now);
}

function byPolicy(
  part: PartDoc,
  kind: AfterSaleKind,
  goods: readonly LineDoc[],
  rules: readonly AfterSaleRule[],
  fromMs: number,
  now: Date,
): Eligibility {
  const ofKind = rules.filter(rule => rule.kinds.includes(kind));
  const fitting = ofKind.filter(rule => goods.every(line => fits(rule, line)));
  const isOpen = ({ withinDays }: AfterSaleRule) => now.getTime() <= fromMs + withinDays * DAY_MS;
  const rule = fitting.find(isOpen);
  if (rule) return { part, rule };
  // Cited is the clause that comes nearest: the one that ran longest, else the one that leaves these goods out.
  const latest = [...fitting].sort((a, b) => b.withinDays - a.withinDays)[0];
  if (latest) {
    const until = new Date(fromMs + latest.withinDays * DAY_MS).toISOString().slice(0, 10);
    return { clause: latest.id, message: `${sentence(latest)}that was until ${until}` };
  }
  const [other] = ofKind;
  if (other) return { clause: other.id, message: `${sentence(other)}these goods are left out of it` };
  return { clause: 'house-kinds', message: `${kind.toLowerCase().replaceAll('_', ' ')} is not offered here` };
}

function sentence({ text, withinDays }: AfterSaleRule): string {
  return `${text ?? `Within ${withinDays} days of delivery.`} `;
}

function fits({ categories, exceptCategories }: AfterSaleRule, line: LineDoc): boolean {
  const names = (line.categories ?? []).map(name => name.toLowerCase());
  const isIn = (list: readonly string[]) => list.some(name => names.includes(name.toLowerCase()));
  return (categories === undefined || isIn(categories)) && !(exceptCategories !== undefined && isIn(exceptCategories));
}

/** Pieces that an earlier case or refund is about. A case that was withdrawn, or was about a compensation only, takes none. */
function piecesTaken(doc: OrderDoc, lineId: string): number {
  const inCases = (doc.cases ?? []).filter(one => one.status !== 'CLOSED' && one.kind !== 'COMPENSATION').flatMap(one => one.lines);
  const inRefunds = (doc.refunds ?? [])
    .filter(refund => refund.state !== 'refused' && refund.by !== 'after-sale')
    .flatMap(refund => refund.shares.filter(share => share.channel !== 'refused').flatMap(share => share.lines));
  return [...inCases, ...inRefunds].filter(one => one.lineId === lineId).reduce((total, one) => total + one.quantity, 0);
}
