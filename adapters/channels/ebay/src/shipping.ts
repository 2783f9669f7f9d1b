import { integerIn, textIn, type Destination, type WireRecord } from '@onebasket/adapter-sdk';
import { add, compareMoney, times, type Money } from '@onebasket/core';
import { amountIn, instantIn, recordIn, recordsIn } from './wire.ts';

/** What sending one line takes, by the cheapest service whose cost is known. */
export interface LineShipping {
  readonly methodId: string;
  readonly title: string;
  readonly cost: Money;
  /** Duties that the Global Shipping Program collects on top. */
  readonly importCharges?: Money;
  readonly earliest?: string;
  readonly latest?: string;
}

/** The cheapest service for so many pieces; `undefined` where no cost is told. A calculated cost that is missing is unknown, not free. */
export function cheapestShipping(item: WireRecord, quantity: number, price: Money): LineShipping | undefined {
  const services = recordsIn(item['shippingOptions']).flatMap(option => toShipping(option, quantity, price) ?? []);
  return services.reduce<LineShipping | undefined>(
    (best, one) => (best && compareMoney(allIn(best), allIn(one)) <= 0 ? best : one),
    undefined,
  );
}

/** Is this country among those that the seller leaves out by name? Regions ("Europe") are eBay's to judge. */
export function isShippedTo(item: WireRecord, { country }: Destination): boolean {
  const excluded = recordsIn(recordIn(item['shipToLocations'])?.['regionExcluded']);
  return !excluded.some(region => textIn(region['regionType']) === 'COUNTRY' && textIn(region['regionId'])?.toUpperCase() === country);
}

function toShipping(option: WireRecord, quantity: number, price: Money): LineShipping | undefined {
  const cost = costFor(option, quantity);
  if (cost?.currency !== price.currency) return undefined;
  const importCharges = amountIn(option['importCharges']);
  if (importCharges && importCharges.currency !== price.currency) return undefined;
  const code = textIn(option['shippingServiceCode']) ?? textIn(option['type']) ?? 'standard';
  const [earliest, latest] = [instantIn(option['minEstimatedDeliveryDate']), instantIn(option['maxEstimatedDeliveryDate'])];
  return {
    methodId: code,
    title: code,
    cost,
    ...(importCharges && importCharges.minor > 0n ? { importCharges } : {}),
    ...(earliest === undefined ? {} : { earliest }),
    ...(latest === undefined ? {} : { latest }),
  };
}

/** `shippingCost` is for `quantityUsedForEstimate` pieces; what is beyond costs `additionalShippingCostPerUnit` each. */
function costFor(option: WireRecord, quantity: number): Money | undefined {
  const cost = amountIn(option['shippingCost']);
  if (!cost) return undefined;
  const more = quantity - (integerIn(option['quantityUsedForEstimate']) ?? 1);
  if (more <= 0) return cost;
  const each = amountIn(option['additionalShippingCostPerUnit']);
  if (each?.currency === cost.currency) return add(cost, times(each, more));
  // A seller who sends one piece for nothing sends them all for nothing.
  return cost.minor === 0n ? cost : undefined;
}

function allIn({ cost, importCharges }: LineShipping): Money {
  return importCharges ? add(cost, importCharges) : cost;
}
