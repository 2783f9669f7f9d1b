import { LosslessNumber, type Call, type QuoteLine } from '@onebasket/adapter-sdk';
import { formatAmount, isRefusal, refuse, type Refusal } from '@onebasket/core';
import type { Offer, OfferPrice, OfferSku } from './offer.ts';
import { parseExternalId, toExternalId } from './offer-id.ts';
import { json, readOffers, skuOf, type ReadOffer } from './offers.ts';
import { settingsOf, type Settings } from './settings.ts';
import { unitPrice } from './unit-price.ts';

/** A line of a basket with what it names. */
export interface BasketLine extends QuoteLine {
  readonly offer: Offer;
  readonly sku?: OfferSku;
  /** What one piece costs when so many pieces of its offer are in the basket, as the offer tells it. */
  readonly price?: OfferPrice;
}

/** Reads the offers of several baskets, each offer once. */
export function offersOf(lines: readonly QuoteLine[], call: Call): Promise<ReadonlyMap<string, ReadOffer | undefined>> {
  return readOffers(
    lines.flatMap(({ externalId }) => parseExternalId(externalId) ?? []),
    call,
  );
}

/**
 * A basket as 1688 sells it: known offers, chosen variants, whole lots, and of each offer at least the smallest order, counted over all its variants. The first
 * rule that is broken is the answer.
 */
export function readBasket(
  lines: readonly QuoteLine[],
  offers: ReadonlyMap<string, ReadOffer | undefined>,
  call: Call,
): readonly BasketLine[] | Refusal {
  const settings = settingsOf(call);
  const basket: BasketLine[] = [];
  for (const line of lines) {
    const found = named(line, offers);
    if (isRefusal(found)) return found;
    basket.push(found);
  }
  const priced = basket.map(line => withPrice(line, quantityOf(line.offer, basket), settings));
  return priced.map(line => brokenRule(line, quantityOf(line.offer, basket), settings)).find(rule => rule !== undefined) ?? priced;
}

function named(line: QuoteLine, offers: ReadonlyMap<string, ReadOffer | undefined>): BasketLine | Refusal {
  const externalIds = [line.externalId];
  const ref = parseExternalId(line.externalId);
  const found = ref && offers.get(ref.offerId);
  if (!ref || !found) return refuse('not-found', '1688 knows no such offer', { externalIds });
  const { offer } = found;
  if (!offer.isPublished) return refuse('closed', 'this offer is not on sale', { externalIds });
  const sku = skuOf(offer, ref);
  if (sku === 'unknown') return refuse('not-found', 'the offer has no such variant', { externalIds });
  if (sku === 'unchosen')
    return refuse('other', `this offer has ${offer.skus.length} variants: choose one, such as ${exampleOf(offer)}`, { externalIds });
  return { ...line, offer, ...(sku ? { sku } : {}) };
}

function exampleOf({ offerId, skus }: Offer): string {
  return toExternalId({ offerId, specId: skus[0]?.specId ?? '' });
}

function quantityOf(offer: Offer, basket: readonly BasketLine[]): number {
  return basket.filter(line => line.offer.offerId === offer.offerId).reduce((all, { quantity }) => all + quantity, 0);
}

function withPrice(line: BasketLine, offerQuantity: number, settings: Settings): BasketLine {
  const onePiece = dropShipping(line.offer, settings);
  const price = onePiece ? { price: onePiece.price } : unitPrice(line.offer, line.sku, offerQuantity);
  return { ...line, ...(price ? { price } : {}) };
}

function brokenRule({ externalId, quantity, offer, sku }: BasketLine, offerQuantity: number, settings: Settings): Refusal | undefined {
  const externalIds = [externalId];
  const onePiece = dropShipping(offer, settings);
  const smallest = onePiece?.minQuantity ?? offer.minQuantity;
  if (offerQuantity < smallest) {
    const first = offer.tiers[0];
    const price = first && !onePiece ? `, from ${first.from} on for ${formatAmount(first.price)} each` : '';
    return refuse('limit-exceeded', `the smallest order of this offer is ${smallest} pieces${price}`, { externalIds });
  }
  if (!onePiece && quantity % offer.lot !== 0)
    return refuse('limit-exceeded', `this offer is sold in lots of ${offer.lot} pieces`, { externalIds });
  const stock = sku ? sku.stock : offer.stock;
  if (stock !== undefined && stock < quantity) return refuse('out-of-stock', 'there are too few of it', { available: stock, externalIds });
  return undefined;
}

/** In this flow single pieces are sold, each shipped for itself. */
function dropShipping(offer: Offer, { flow }: Settings): Offer['onePiece'] {
  return flow === 'fenxiao' ? offer.onePiece : undefined;
}

/** `cargoParamList`: an offer without SKUs has no spec id. */
export function cargoOf(basket: readonly BasketLine[]): string {
  return json(
    basket.map(({ offer, sku, quantity }) => ({
      offerId: new LosslessNumber(offer.offerId),
      ...(sku ? { specId: sku.specId } : {}),
      quantity,
    })),
  );
}
