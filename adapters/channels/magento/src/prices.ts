import { known, textIn, type BasedPrice, type ChannelListing, type WireRecord } from '@onebasket/adapter-sdk';
import type { CurrencyCode, Money } from '@onebasket/core';
import { moneyOf } from './money.ts';
import { piecesIn, recordAt, recordsAt } from './wire.ts';

type Prices = Pick<ChannelListing, 'price' | 'listPrice' | 'otherPrices'>;

/** The prices of one thing that can be bought: what it costs now, before the sale, and from a quantity on (`price_tiers`). */
export function pricesOf(wire: WireRecord, currency: CurrencyCode | undefined): Prices {
  const { regular, final } = minimumPrice(wire, currency);
  const price = final ?? regular;
  if (price === undefined) return {};
  const isReduced = regular !== undefined && regular.currency === price.currency && regular.minor > price.minor;
  const tiers = tiersOf(wire, price, currency);
  return { price, ...known({ listPrice: isReduced ? regular : undefined, otherPrices: tiers.length > 0 ? tiers : undefined }) };
}

/** `price_range.minimum_price`: the price itself of a product that comes in one way only. */
export function minimumPrice(
  wire: WireRecord,
  currency?: CurrencyCode,
): { readonly regular: Money | undefined; readonly final: Money | undefined } {
  const minimum = recordAt(recordAt(wire, 'price_range'), 'minimum_price');
  return { regular: moneyOf(minimum['regular_price'], currency), final: moneyOf(minimum['final_price'], currency) };
}

/** Below one piece more there is no tier, and one that costs no less than a single piece is none either. */
function tiersOf(wire: WireRecord, price: Money, currency: CurrencyCode | undefined): readonly BasedPrice[] {
  return recordsAt(wire, 'price_tiers').flatMap((tier): BasedPrice[] => {
    const minQuantity = piecesIn(tier['quantity']);
    const money = moneyOf(tier['final_price'], currency);
    if (minQuantity === undefined || minQuantity < 2 || money?.currency !== price.currency) return [];
    return money.minor > 0n && money.minor < price.minor ? [{ money, basis: 'TIER', minQuantity, label: `${textIn(minQuantity)}+` }] : [];
  });
}
