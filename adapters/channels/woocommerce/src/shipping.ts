import type { Call, Destination } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { evaluateCost } from './cost-formula.ts';
import { roundTo, toMicro, type Micro } from './micro.ts';
import { shippingZones, zoneOf, type ShippingMethod } from './zones.ts';

export interface ShippingRate {
  readonly methodId: string;
  readonly instanceId: number;
  readonly title: string;
  readonly net: Micro;
  readonly isTaxable: boolean;
}

/** What is sent: only goods that are shipped. */
export interface Shipment {
  readonly lines: readonly { readonly net: Micro; readonly quantity: number; readonly shippingClassId: number }[];
  /** What the shop holds against "free from …". */
  readonly worth: Micro;
  readonly decimals: number;
}

/** 'none': nothing is charged for shipping here (the shop uses no methods). `undefined`: the shop's zones do not tell. */
export type ShippingAnswer = ShippingRate | Refusal | 'none' | undefined;

/** The cheapest way the shop offers to a destination, the shop's first one on a tie. Pick-up is no delivery. */
export async function cheapestShipping(call: Call, shipment: Shipment, destination: Destination): Promise<ShippingAnswer> {
  if (shipment.lines.length === 0) return 'none';
  const zones = await shippingZones(call);
  if (!zones) return undefined;
  // A shop without any method asks nobody for shipping: WooCommerce's own checkout leaves the step out.
  if (zones.every(({ methods }) => methods.length === 0)) return 'none';
  const methods = (zoneOf(zones, destination)?.methods ?? []).filter(({ methodId }) => !pickUps.has(methodId));
  if (methods.length === 0) return refuse('not-deliverable', `the shop does not deliver to ${destination.country}`);
  const rates = methods.flatMap(method => rateOf(method, shipment) ?? []);
  const offered = rates.filter(rate => rate !== 'not-offered');
  const [first, ...rest] = offered;
  if (!first) return methods.length === rates.length ? refuse('not-deliverable', 'the shop has no delivery for this basket') : undefined;
  return rest.reduce((best, rate) => (rate.net < best.net ? rate : best), first);
}

const pickUps: ReadonlySet<string> = new Set(['local_pickup', 'pickup_location']);

/** `undefined` for methods of plugins and formulas that only the shop can work out. */
function rateOf(method: ShippingMethod, shipment: Shipment): ShippingRate | 'not-offered' | undefined {
  const { methodId, instanceId, title, settings } = method;
  if (methodId === 'free_shipping')
    return isFree(settings, shipment.worth) ? { methodId, instanceId, title, net: 0n, isTaxable: false } : 'not-offered';
  if (methodId !== 'flat_rate') return undefined;
  const net = flatRate(settings, shipment);
  return net === undefined
    ? undefined
    : { methodId, instanceId, title, net: roundTo(net, shipment.decimals), isTaxable: settings.get('tax_status') !== 'none' };
}

/** Free from an amount, or with a coupon, which we never bring. */
function isFree(settings: ReadonlyMap<string, string>, worth: Micro): boolean {
  const requires = settings.get('requires') ?? '';
  if (requires === '') return true;
  const least = toMicro((settings.get('min_amount') ?? '').replace(',', '.')) ?? 0n;
  return (requires === 'min_amount' || requires === 'either') && worth >= least;
}

/** The cost, plus that of the shipping classes in the basket: each of them, or (type "order") the dearest only. */
function flatRate(settings: ReadonlyMap<string, string>, { lines }: Shipment): Micro | undefined {
  const parcel = (some: Shipment['lines']) => ({
    quantity: some.reduce((sum, line) => sum + line.quantity, 0),
    cost: some.reduce((sum, line) => sum + line.net, 0n),
  });
  const base = evaluateCost(settings.get('cost') ?? '', parcel(lines));
  const byClass = [...Map.groupBy(lines, line => line.shippingClassId)].map(([id, some]) =>
    evaluateCost(settings.get(id === 0 ? 'no_class_cost' : `class_cost_${id}`) ?? '', parcel(some)),
  );
  const known = byClass.filter(cost => cost !== undefined);
  if (base === undefined || known.length < byClass.length) return undefined;
  const extra =
    settings.get('type') === 'order'
      ? known.reduce((most, cost) => (cost > most ? cost : most), 0n)
      : known.reduce((sum, cost) => sum + cost, 0n);
  return base + extra;
}
