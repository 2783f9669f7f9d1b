import { decodeEntities, htmlToText, textIn, type Attribute, type ChannelListing, type WireRecord } from '@onebasket/adapter-sdk';
import { sum, times, type CurrencyCode, type Money } from '@onebasket/core';
import { toExternalId } from './external-id.ts';
import { stockOf } from './facts.ts';
import type { ListingContext, SharedParts } from './mapper.ts';
import { moneyOf } from './money.ts';
import { minimumPrice, pricesOf } from './prices.ts';
import { piecesIn, recordAt, recordsAt } from './wire.ts';

/**
 * A bundle as it comes: with the selections that are preset, and the first of each that must be chosen where none is. A bundle that does not tell its
 * selections cannot be put into a basket.
 */
export function toBundle(wire: WireRecord, sku: string, shared: SharedParts, context: ListingContext): ChannelListing {
  const chosen = recordsAt(wire, 'items').map(selectionsOf);
  const selections = chosen.flatMap(({ selected }) => selected);
  const uids = selections.flatMap(selection => textIn(selection['uid']) ?? []);
  const isWhole = uids.length > 0 && uids.length === selections.length && chosen.every(({ isMissing }) => !isMissing);
  const options = chosen.flatMap(({ title, selected }): Attribute[] => {
    const value = selected.flatMap(selection => plain(selection['label']) ?? []).join(', ');
    return title === undefined || value === '' ? [] : [{ name: title, value }];
  });
  return {
    externalId: toExternalId(isWhole ? { sku, selections: uids } : { sku }),
    ...shared,
    sku,
    attributes: [...options, ...shared.attributes],
    options,
    ...priceOfBundle(wire, selections, context.currency),
    ...stockOf(wire),
    purchasable: isWhole,
  };
}

interface Chosen {
  readonly title: string | undefined;
  readonly selected: readonly WireRecord[];
  /** Must be chosen, and there is nothing to choose. */
  readonly isMissing: boolean;
}

function selectionsOf(item: WireRecord): Chosen {
  const offered = recordsAt(item, 'options');
  const preset = offered.filter(option => option['is_default'] === true);
  const isRequired = item['required'] === true;
  const selected = preset.length > 0 ? preset : isRequired ? offered.slice(0, 1) : [];
  return { title: plain(item['title']), selected, isMissing: isRequired && selected.length === 0 };
}

/**
 * The price of these selections: of the only way it comes in, or what they cost together where the bundle's price is made of them. A fixed price with
 * surcharges, or a discount on the whole, is known only of a basket.
 */
function priceOfBundle(wire: WireRecord, selections: readonly WireRecord[], currency: CurrencyCode | undefined) {
  const maximum = moneyOf(recordAt(recordAt(recordAt(wire, 'price_range'), 'maximum_price'), 'final_price'), currency);
  const { regular, final } = minimumPrice(wire, currency);
  // A bundle that has run out of its parts is told to cost nothing.
  if (final?.minor === 0n) return {};
  if (final !== undefined && maximum?.currency === final.currency && maximum.minor === final.minor) return pricesOf(wire, currency);
  const isReduced = regular !== undefined && final !== undefined && regular.minor !== final.minor;
  if (wire['dynamic_price'] !== true || isReduced) return {};
  const parts = selections.map(selection => priceOfSelection(selection, currency));
  const [first] = parts;
  if (first === undefined || parts.some(part => part?.currency !== first.currency)) return {};
  return { price: sum(parts as readonly Money[], first.currency) };
}

function priceOfSelection(selection: WireRecord, currency: CurrencyCode | undefined): Money | undefined {
  const { final } = minimumPrice(recordAt(selection, 'product'), currency);
  const quantity = piecesIn(selection['quantity']);
  return final === undefined || quantity === undefined ? undefined : times(final, quantity);
}

function plain(value: unknown): string | undefined {
  const text = textIn(value);
  return (text === undefined ? undefined : decodeEntities(htmlToText(text))) || undefined;
}
