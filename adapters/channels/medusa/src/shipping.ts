import type { Call } from '@onebasket/adapter-sdk';
import { compareMoney, refuse, type CurrencyCode, type Money, type Refusal } from '@onebasket/core';
import { addShipping, type Cart } from './cart.ts';
import { askStore } from './client.ts';
import { unexpected } from './errors.ts';
import { settingsOf } from './manifest.ts';
import { moneyAt } from './money.ts';
import { objectsAt, optionalObjectAt, textAt, type Wire } from './wire.ts';

/** A way of shipping that the shop offers for a basket. */
interface ShippingOption {
  readonly id: string;
  readonly title: string;
  readonly profile: string;
  readonly cost: Money;
}

/** A basket with its shipping in it. Ids and titles are several, joined, where goods of different kinds are sent separately. */
export interface ShippedCart {
  readonly cart: Cart;
  readonly methodId: string;
  readonly title: string;
}

const SEVERAL = '+';

/** Puts the configured or the cheapest way of shipping into a basket, one for each of the shop's shipping profiles that its goods have. */
export async function chooseShipping(cart: Cart, effect: 'read' | 'write', label: string, call: Call): Promise<ShippedCart | Refusal> {
  const options = await shippingOptions(cart, label, call);
  const byProfile = Map.groupBy(options, option => option.profile);
  const chosen = [...byProfile.values()].flatMap(group => group.toSorted((a, b) => compareMoney(a.cost, b.cost))[0] ?? []);
  if (chosen.length === 0) return refuse('not-deliverable', 'the shop has no way to send this there');
  const shipped = await addAll(
    cart,
    chosen.map(option => option.id),
    effect,
    label,
    call,
  );
  if ('status' in shipped) return shipped;
  return {
    cart: shipped,
    methodId: chosen.map(option => option.id).join(SEVERAL),
    title: chosen.map(option => option.title).join(' + '),
  };
}

/** Puts the way of shipping into a basket that a quote has named. */
export function addAgreedShipping(cart: Cart, methodId: string, label: string, call: Call): Promise<Cart | Refusal> {
  return addAll(cart, methodId.split(SEVERAL), 'write', label, call);
}

/** One after the other: Medusa answers 500 to parallel changes of one basket. */
async function addAll(cart: Cart, ids: readonly string[], effect: 'read' | 'write', label: string, call: Call): Promise<Cart | Refusal> {
  let shipped = cart;
  for (const id of ids) {
    const answer = await addShipping(shipped, id, effect, label, call);
    if ('ok' in answer) return refuse('not-deliverable', answer.message);
    shipped = answer;
  }
  return shipped;
}

async function shippingOptions(cart: Cart, label: string, call: Call): Promise<readonly ShippingOption[]> {
  const query = [['cart_id', cart.id]] as const;
  const answer = await askStore({ method: 'GET', path: '/store/shipping-options', query, label: `${label}: shipping options` }, call);
  if (!answer.ok) throw unexpected(answer, `${label}: shipping options`);
  const { shippingOption } = settingsOf(call);
  const offered = objectsAt(answer.body, 'shipping_options').filter(
    option => option['insufficient_inventory'] !== true && (shippingOption === undefined || isNamed(option, shippingOption)),
  );
  const priced = await Promise.all(offered.map(option => priceOption(option, cart, label, call)));
  return priced.filter(option => option !== undefined);
}

function isNamed(option: Wire, name: string): boolean {
  return [textAt(option, 'id'), textAt(option, 'name'), textAt(optionalObjectAt(option, 'type'), 'code')].includes(name);
}

async function priceOption(option: Wire, cart: Cart, label: string, call: Call): Promise<ShippingOption | undefined> {
  const id = textAt(option, 'id');
  if (id === undefined) return undefined;
  const cost = textAt(option, 'price_type') === 'calculated' ? await calculate(id, cart, label, call) : costOf(option, cart.currency);
  if (cost === undefined) return undefined;
  return { id, title: textAt(option, 'name') ?? id, profile: textAt(option, 'shipping_profile_id') ?? '', cost };
}

/** The shop asks its carrier. Where that fails the option is not offered. */
async function calculate(id: string, cart: Cart, label: string, call: Call): Promise<Money | undefined> {
  const path = `/store/shipping-options/${encodeURIComponent(id)}/calculate`;
  const body = { cart_id: cart.id, data: {} };
  const answer = await askStore({ method: 'POST', path, body, effect: 'read', label: `${label}: shipping price` }, call);
  return answer.ok ? costOf(optionalObjectAt(answer.body, 'shipping_option'), cart.currency) : undefined;
}

function costOf(option: Wire | undefined, currency: CurrencyCode): Money | undefined {
  const cost = moneyAt(option, 'amount', currency) ?? moneyAt(optionalObjectAt(option, 'calculated_price'), 'calculated_amount', currency);
  return cost === undefined || cost.minor < 0n ? undefined : cost;
}
