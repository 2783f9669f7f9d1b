import type { ShipmentStatus } from '@onebasket/adapter-sdk';

interface Meaning {
  readonly status: ShipmentStatus;
  readonly subStatus?: string;
}

const m = (status: ShipmentStatus, subStatus?: string): Meaning => ({ status, ...(subStatus ? { subStatus } : {}) });

/** `secondaryStatusCode`, which beats `opCode` where present. */
const SECONDARY: ReadonlyMap<string, Meaning> = new Map([
  ['101', m('PICKED_UP')],
  ['201', m('IN_TRANSIT')],
  ['204', m('IN_TRANSIT', 'CUSTOMS_PROCESSING')],
  ['205', m('IN_TRANSIT', 'CUSTOMS_RELEASED')],
  ['301', m('OUT_FOR_DELIVERY')],
  ['401', m('DELIVERED')],
  ['1301', m('IN_TRANSIT', 'ARRIVED_FACILITY')],
]);

const OP_CODES: ReadonlyMap<string, Meaning> = new Map([
  ['50', m('PICKED_UP')],
  ['54', m('PICKED_UP')],
  ['30', m('IN_TRANSIT')],
  ['31', m('IN_TRANSIT', 'ARRIVED_FACILITY')],
  ['310', m('IN_TRANSIT', 'ARRIVED_FACILITY')],
  ['36', m('IN_TRANSIT', 'DEPARTED_FACILITY')],
  ['105', m('IN_TRANSIT', 'LINEHAUL')],
  ['106', m('IN_TRANSIT', 'LINEHAUL')],
  ['407', m('IN_TRANSIT', 'DEPARTED_FACILITY')],
  ['501', m('IN_TRANSIT')],
  ['130', m('IN_TRANSIT', 'AT_DELIVERY_DEPOT')],
  ['204', m('OUT_FOR_DELIVERY')],
  ['123', m('OUT_FOR_DELIVERY')],
  ['80', m('DELIVERED')],
  ['70', m('DELIVERY_FAILED')],
  ['33', m('EXCEPTION', 'HELD')],
  ['99', m('RETURNING')],
  ['631', m('RETURNING')],
  ['648', m('RETURNING')],
  ['125', m('READY_FOR_PICKUP', 'PLACED_IN_LOCKER')],
  ['607', m('READY_FOR_PICKUP', 'PLACED_IN_LOCKER')],
  ['657', m('READY_FOR_PICKUP', 'PLACED_IN_LOCKER')],
]);

/** What a route entry means. `undefined`: bookkeeping (8000) or a code that is not known, which never moves the parcel. */
export function meaningOf(opCode: string, secondary: string | undefined, remark: string): Meaning | undefined {
  const bySecondary = secondary === undefined ? undefined : SECONDARY.get(secondary);
  if (bySecondary) return bySecondary;
  // Sources conflict on 44: only the courier's words make it a delivery.
  if (opCode === '44') return m(/派送|派件/.test(remark) ? 'OUT_FOR_DELIVERY' : 'IN_TRANSIT');
  return OP_CODES.get(opCode);
}
