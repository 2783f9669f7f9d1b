import { lineIdsOf, type Basket, type Shipment } from './basket.ts';
import type { Generation } from './generations.ts';
import type { Checkout, FulfillmentMethod, FulfillmentOption } from './wire-checkout.ts';

/** Our name for the one destination of a basket, until the merchant gives it another. */
export const DESTINATION_ID = 'destination-1';

/** The method that ships. */
export function shippingMethodOf(session: Checkout): FulfillmentMethod | undefined {
  return session.methods.find(({ type }) => type === 'shipping');
}

/**
 * What has to be said next so that the basket goes where it should, by the options that were agreed or the cheapest; `undefined` when nothing is left to say
 * (or nothing that we say helps: whoever completes looks again).
 */
export function nextShipment(session: Checkout, basket: Basket, generation: Generation, preferred?: string): Shipment | undefined {
  if (!basket.place) return undefined;
  const method = shippingMethodOf(session);
  const lineIds = lineIdsOf(session, basket).flatMap(id => id ?? []);
  const destination = method && destinationOf(method, basket);
  if (!method || !destination) {
    const needsIds = generation.needsLineIdsForFulfilment;
    return { destinationId: DESTINATION_ID, ...(needsIds ? { methodId: method?.id ?? 'method-1', lineIds } : { methodId: method?.id }) };
  }
  const isSelected = method.selectedDestinationId === destination.id;
  const groups = method.groups.flatMap(group => {
    const option = chooseOption(group.options, basket.optionIds, preferred);
    return option ? [{ id: group.id, lineIds: group.lineIds, optionId: option.id, isChosen: group.selectedOptionId === option.id }] : [];
  });
  if (isSelected && groups.every(({ isChosen }) => isChosen)) return undefined;
  return {
    destinationId: destination.id,
    methodId: method.id,
    ...(generation.isWordy || method.lineIds.length > 0 ? { lineIds: method.lineIds.length > 0 ? method.lineIds : lineIds } : {}),
    ...(isSelected && groups.length > 0 ? { groups: groups.map(({ id, lineIds: of, optionId }) => ({ id, lineIds: of, optionId })) } : {}),
  };
}

/** The options that are chosen, one for each group; `undefined` unless each group has one that it offers. */
export function chosenOptions(session: Checkout): readonly FulfillmentOption[] | undefined {
  const groups = session.methods.flatMap(method => method.groups);
  const chosen = groups.map(group => group.options.find(({ id }) => id === group.selectedOptionId));
  return groups.length > 0 && chosen.every(option => option !== undefined) ? chosen : undefined;
}

/** Does every method go to the basket's own place, and is what its options cost what is charged? */
export function isShippedAsChosen(session: Checkout, basket: Basket): boolean {
  const chosen = chosenOptions(session);
  if (!chosen) return false;
  const isAtPlace = session.methods.every(method => {
    const selected = method.destinations.find(({ id }) => id !== undefined && id === method.selectedDestinationId);
    return selected !== undefined && isSamePlace(selected, basket);
  });
  const charged = session.totals.fulfillment;
  return isAtPlace && (charged === sum(chosen.map(({ cost }) => cost)) || charged === sum(chosen.map(({ cost, net }) => net ?? cost)));
}

/** One text for the options of all groups, to be agreed on and asked for again. */
export function toMethodId(options: readonly FulfillmentOption[]): string {
  return options.map(({ id }) => encodeURIComponent(id)).join('+');
}

/** The ids in a `toMethodId` text. */
export function optionIdsIn(methodId: string | undefined): readonly string[] {
  return methodId ? methodId.split('+').map(decodeURIComponent) : [];
}

function chooseOption(
  options: readonly FulfillmentOption[],
  agreed: readonly string[],
  preferred: string | undefined,
): FulfillmentOption | undefined {
  const wanted = options.find(({ id }) => agreed.includes(id));
  // An agreed option that is gone is not replaced by another behind the buyer's back: the difference in price shows.
  if (wanted) return wanted;
  return (
    options.find(({ id }) => id === preferred) ??
    options.reduce<FulfillmentOption | undefined>((best, one) => (best && best.cost <= one.cost ? best : one), undefined)
  );
}

/** The basket's place among the destinations of a method, under the id that the merchant gave it. */
function destinationOf(method: FulfillmentMethod, basket: Basket): { readonly id: string } | undefined {
  const named = method.destinations.filter(
    (one): one is typeof one & { readonly id: string } => one.id !== undefined && isSamePlace(one, basket),
  );
  return named.find(({ id }) => id === method.selectedDestinationId) ?? named.find(({ id }) => id === DESTINATION_ID) ?? named[0];
}

function isSamePlace({ country, postalCode }: { readonly country?: string; readonly postalCode?: string }, { place }: Basket): boolean {
  if (!place || (country !== undefined && country.toUpperCase() !== place.country)) return false;
  return postalCode === undefined || place.postalCode === undefined || folded(postalCode) === folded(place.postalCode);
}

function folded(postalCode: string): string {
  return postalCode.replace(/\s+/g, '').toUpperCase();
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n);
}
