import { textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { compareMoney, type CurrencyCode, type Money } from '@onebasket/core';
import { moneyOf } from './money.ts';

/** A way of shipping with its price, without and with tax. */
export interface ShippingOffer {
  /** "flatrate/flatrate": carrier and method; an underscore, as Magento joins them, may be part of either. */
  readonly id: string;
  readonly title: string;
  readonly cost: Money;
  readonly costWithTax: Money;
}

/** `undefined` for what is no way of shipping, or has no price in this currency. */
export function readShipping(method: WireRecord, currency: CurrencyCode | undefined): ShippingOffer | undefined {
  const carrier = textIn(method['carrier_code']);
  const code = textIn(method['method_code']);
  const cost = moneyOf(method['price_excl_tax'], currency) ?? moneyOf(method['amount'], currency);
  const costWithTax = moneyOf(method['price_incl_tax'], currency) ?? cost;
  if (carrier === undefined || code === undefined || cost === undefined || costWithTax?.currency !== cost.currency) return undefined;
  if (currency !== undefined && cost.currency !== currency) return undefined;
  const titles = [textIn(method['carrier_title']), textIn(method['method_title'])].filter(title => title !== undefined);
  return { id: `${carrier}/${code}`, title: titles.join(' – ') || `${carrier}/${code}`, cost, costWithTax };
}

/** The wanted way, else the cheapest; `undefined` when it is not offered. */
export function chooseShipping(offers: readonly ShippingOffer[], wanted: string | undefined): ShippingOffer | undefined {
  if (wanted !== undefined) return offers.find(({ id }) => id === wanted);
  return offers.toSorted((a, b) => (a.cost.currency === b.cost.currency ? compareMoney(a.cost, b.cost) : 0))[0];
}

/** `ShippingMethodInput`. */
export function toMethodInput(id: string): { readonly carrier_code: string; readonly method_code: string } {
  const [carrier = '', method = ''] = id.split('/');
  return { carrier_code: carrier, method_code: method };
}
