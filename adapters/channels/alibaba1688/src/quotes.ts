import pMap from 'p-map';
import type { Call, Quote, QuotedLine, QuoteRequest } from '@onebasket/adapter-sdk';
import { allocate, isRefusal, refuse, subtract, sum, times, zero, type Money, type Refusal } from '@onebasket/core';
import { previewAddressParam } from './address.ts';
import { offersOf, readBasket, type BasketLine } from './basket.ts';
import { preview, type Preview } from './preview.ts';
import { CNY } from './wire.ts';

const AT_ONCE = 4;

/**
 * What a basket costs. With province and city it is 1688's own preview, to the fen what an order is made for. Without them it is the tier that applies to the
 * quantity, and an estimate: neither freight nor the shop's promotions are known.
 */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const offers = await offersOf(
    requests.flatMap(({ lines }) => lines),
    call,
  );
  return pMap(
    requests,
    async ({ lines, destination }): Promise<Quote | Refusal> => {
      if (destination && destination.country !== 'CN') return refuse('not-deliverable', '1688 delivers inside China');
      const basket = readBasket(lines, offers, call);
      if (isRefusal(basket)) return basket;
      const address = destination && previewAddressParam(destination);
      if (address === undefined) return estimate(basket);
      const previewed = await preview(basket, address, call);
      return isRefusal(previewed) ? previewed : toQuote(basket, previewed);
    },
    { concurrency: AT_ONCE },
  );
}

function estimate(basket: readonly BasketLine[]): Quote | Refusal {
  const lines: QuotedLine[] = [];
  for (const line of basket) {
    if (!line.price) return refuse('closed', '1688 names no price for this quantity', { externalIds: [line.externalId] });
    const { price, before } = line.price;
    lines.push(quotedLine(line, before ?? price, price, times(price, line.quantity), []));
  }
  const total = sum(
    lines.map(({ subtotal }) => subtotal),
    CNY,
  );
  return { lines, total, isEstimate: true };
}

/** The preview's goods by line: what is paid without freight, shared among the lines by their amounts. */
function toQuote(basket: readonly BasketLine[], previewed: Preview): Quote {
  const amounts = basket.map(line => amountOf(line, previewed));
  const goods = subtract(previewed.total, previewed.carriage);
  const isSpread = amounts.some(amount => amount.minor > 0n);
  const subtotals = isSpread
    ? allocate(
        goods,
        amounts.map(({ minor }) => minor),
      )
    : basket.map((_, at) => (at === 0 ? goods : zero(CNY)));
  return {
    lines: basket.map((line, at) => {
      const subtotal = subtotals[at] ?? zero(CNY);
      const amount = amounts[at] ?? subtotal;
      const unit = cargoFor(line, previewed)?.unitPrice ??
        line.price?.price ?? { ...subtotal, minor: subtotal.minor / BigInt(line.quantity) };
      const listed = line.price?.before ?? line.price?.price ?? unit;
      const saved = subtract(amount, subtotal);
      const promotions = saved.minor > 0n ? [savedBy(previewed, saved)] : [];
      return quotedLine(line, listed.minor > unit.minor ? listed : unit, unit, subtotal, promotions);
    }),
    shipping: { methodId: 'supplier', title: '运费', cost: previewed.carriage },
    total: previewed.total,
    raw: previewed.raw,
  };
}

function savedBy({ promotions }: Preview, saved: Money): QuotedLine['promotions'][number] {
  const [first, ...others] = promotions;
  const label = promotions.map(({ title }) => title).join(', ') || '店铺优惠';
  return { id: first && others.length === 0 ? first.id : 'shop', kind: 'THRESHOLD_OFF', label, saved };
}

function amountOf(line: BasketLine, previewed: Preview): Money {
  const cargo = cargoFor(line, previewed);
  if (cargo?.amount) return cargo.amount;
  const price = cargo?.unitPrice ?? line.price?.price;
  return price ? times(price, line.quantity) : zero(CNY);
}

function cargoFor({ offer, sku }: BasketLine, { cargo }: Preview): Preview['cargo'][number] | undefined {
  return cargo.find(it => it.offerId === offer.offerId && (sku === undefined || it.specId === undefined || it.specId === sku.specId));
}

function quotedLine(
  { externalId, quantity, offer, sku }: BasketLine,
  listPrice: Money,
  price: Money,
  subtotal: Money,
  promotions: QuotedLine['promotions'],
): QuotedLine {
  const stock = sku ? sku.stock : offer.stock;
  return {
    externalId,
    title: offer.title,
    quantity,
    listPrice,
    unitPrice: price,
    subtotal,
    promotions,
    availability: stock === undefined ? 'UNKNOWN' : 'IN_STOCK',
    ...(stock === undefined ? {} : { stock }),
  };
}
