import type { Call, Quote, QuotedLine, QuoteRequest, WireRecord } from '@onebasket/adapter-sdk';
import { add, refuse, subtract, sum, times, type Money, type Refusal } from '@onebasket/core';
import { readItems, type ItemAnswer, type ItemQuestion } from './items.ts';
import { toListing } from './mapper.ts';
import { refusalFor } from './offer-check.ts';
import { cheapestShipping, type LineShipping } from './shipping.ts';

/** What baskets cost now: prices and shipping as eBay estimates them for the place. Always an estimate: tax and coupons are settled at eBay's checkout. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const questions = requests.flatMap(questionsOf);
  const answers = await readItems(questions, 'price', call);
  const asOf = call.now();
  let from = 0;
  return requests.map(request => {
    const own = answers.slice(from, from + request.lines.length);
    from += request.lines.length;
    return toQuote(request, own, asOf);
  });
}

function questionsOf({ lines, destination }: QuoteRequest): readonly ItemQuestion[] {
  return lines.map(({ externalId, quantity }) => ({ externalId, quantity, endUser: { destination } }));
}

interface PricedLine {
  readonly line: QuotedLine;
  readonly shipping: LineShipping | undefined;
}

/** A basket of items that were read, in the order of its lines. Pure. */
export function toQuote({ lines, destination }: QuoteRequest, answers: readonly ItemAnswer[], asOf: Date): Quote | Refusal {
  const priced: PricedLine[] = [];
  for (const [at, { externalId, quantity }] of lines.entries()) {
    const answer = answers[at] ?? { found: false, why: 'not-found' };
    const refusal = refusalFor(externalId, answer, { quantity, destination, asOf });
    if (refusal) return refusal;
    const one = answer.found ? priceLine(externalId, quantity, answer.item, asOf) : undefined;
    if (!one) return refuse('other', 'eBay names no price for this item', { externalIds: [externalId] });
    priced.push(one);
  }
  const [first] = priced;
  if (!first) return refuse('other', 'nothing was asked for');
  const { currency } = first.line.subtotal;
  if (priced.some(({ line }) => line.subtotal.currency !== currency))
    return refuse('other', 'these items are sold in different currencies');
  const goods = sum(
    priced.map(({ line }) => line.subtotal),
    currency,
  );
  const [only] = answers;
  return {
    lines: priced.map(({ line }) => line),
    ...settle(
      goods,
      priced.map(({ shipping }) => shipping),
    ),
    isEstimate: true,
    ...(answers.length === 1 && only?.found ? { raw: only.raw } : {}),
  };
}

/** Each seller sends a parcel of his own. What one of them asks for it being unknown, the shipping of all is. */
function settle(
  goods: Money,
  parcels: readonly (LineShipping | undefined)[],
): Pick<Quote, 'shipping' | 'tax' | 'total' | 'deliveryEstimate'> {
  const all = parcels.flatMap(parcel => parcel ?? []);
  if (all.length < parcels.length) return { total: goods };
  const cost = sum(
    all.map(parcel => parcel.cost),
    goods.currency,
  );
  const duties = sum(
    all.flatMap(({ importCharges }) => importCharges ?? []),
    goods.currency,
  );
  const methods = (of: 'methodId' | 'title') => [...new Set(all.map(parcel => parcel[of]))].join(' + ');
  const latest = all.flatMap(parcel => parcel.latest ?? []).sort(byInstant);
  const earliest = all.flatMap(parcel => parcel.earliest ?? []).sort(byInstant);
  const estimate = {
    ...(earliest[0] === undefined ? {} : { earliest: earliest[0] }),
    ...(latest.length < all.length ? {} : { latest: latest.at(-1) as string }),
  };
  return {
    shipping: { methodId: methods('methodId'), title: methods('title'), cost },
    ...(duties.minor > 0n ? { tax: duties } : {}),
    total: add(add(goods, cost), duties),
    ...(Object.keys(estimate).length === 0 ? {} : { deliveryEstimate: estimate }),
  };
}

function byInstant(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

function priceLine(externalId: string, quantity: number, item: WireRecord, asOf: Date): PricedLine | undefined {
  const listing = toListing(item, { asOf });
  if (!listing?.price) return undefined;
  const { price, listPrice = price, promotions = [], availability, stock } = listing;
  const subtotal = times(price, quantity);
  const typedIn = promotions.filter(({ appliedInPrice }) => !appliedInPrice);
  const line: QuotedLine = {
    externalId,
    title: listing.title,
    quantity,
    listPrice,
    unitPrice: price,
    subtotal,
    promotions: promotions
      .filter(({ appliedInPrice }) => appliedInPrice)
      .map(({ id, kind, title }) => ({ id, kind, label: title, saved: times(subtract(listPrice, price), quantity) })),
    ...(typedIn.length === 0
      ? {}
      : {
          rejectedPromotions: typedIn.map(({ id, kind, title }) => ({
            id,
            kind,
            label: title,
            reason: 'the code is typed in at eBay’s checkout',
          })),
        }),
    availability,
    ...(stock === undefined ? {} : { stock }),
  };
  return { line, shipping: cheapestShipping(item, quantity, price) };
}
