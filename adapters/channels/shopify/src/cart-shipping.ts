import { textIn, type Quote, type WireRecord } from '@onebasket/adapter-sdk';
import { compareMoney, sum, type CurrencyCode, type Money } from '@onebasket/core';
import { amountIn, fieldsOf, listIn } from './wire.ts';

interface Option {
  readonly handle: string;
  readonly title: string;
  readonly cost: Money;
  /** `deliveryMethodType`, where it is told. */
  readonly type: string | undefined;
}

/**
 * The delivery that the checkout begins with: of each group the option that is selected, else the cheapest that is sent. `undefined` as long as one group
 * has none: rates come later, or nothing is sent at all.
 */
export function shippingOf(cart: WireRecord, currency: CurrencyCode): Quote['shipping'] {
  const groups = listIn(cart['deliveryGroups']);
  const chosen = groups.map(group => choose(group, currency));
  const options = chosen.flatMap(option => option ?? []);
  if (groups.length === 0 || options.length < groups.length) return undefined;
  return {
    methodId: options.map(({ handle }) => handle).join('+'),
    title: [...new Set(options.map(({ title }) => title))].join(' + '),
    cost: sum(
      options.map(({ cost }) => cost),
      currency,
    ),
  };
}

/** Does anything of this cart have to be delivered? */
export function hasGroups(cart: WireRecord): boolean {
  return listIn(cart['deliveryGroups']).length > 0;
}

function choose(group: WireRecord, currency: CurrencyCode): Option | undefined {
  const options = listIn(group['deliveryOptions']).flatMap(option => toOption(option, currency) ?? []);
  const selected = textIn(fieldsOf(group['selectedDeliveryOption'])['handle']);
  const own = options.find(({ handle }) => handle === selected);
  if (own) return own;
  // Nobody who asks for delivery means a shop where it can be fetched.
  const sent = options.filter(({ type }) => type === 'SHIPPING' || type === 'LOCAL');
  const eligible = sent.length > 0 ? sent : options.filter(({ type }) => type === undefined);
  return [...eligible].sort((a, b) => compareMoney(a.cost, b.cost))[0];
}

function toOption(option: WireRecord, currency: CurrencyCode): Option | undefined {
  const handle = textIn(option['handle']);
  const cost = amountIn(option['estimatedCost']);
  if (handle === undefined || cost?.currency !== currency) return undefined;
  return { handle, title: textIn(option['title']) ?? handle, cost, type: textIn(option['deliveryMethodType']) };
}
