import pMap from 'p-map';
import { LosslessNumber, stringifyLosslessJson, type Call, type ChannelListing, type RawRef } from '@onebasket/adapter-sdk';
import { APIS, callApi } from './client.ts';
import { businessErrorIn, failureOf, isNotFound } from './errors.ts';
import { toListing } from './mapper.ts';
import { readOffer, type Offer, type OfferSku } from './offer.ts';
import { parseExternalId, type OfferRef } from './offer-id.ts';
import { settingsOf } from './settings.ts';
import { recordIn } from './wire.ts';

/** 1688 tells the details of one offer at a time; so many are asked for at once. */
const AT_ONCE = 4;

export interface ReadOffer {
  readonly offer: Offer;
  readonly raw: RawRef;
}

/** `queryProductDetail` for each offer once; `undefined` for what 1688 does not know. */
export async function readOffers(refs: readonly OfferRef[], call: Call): Promise<ReadonlyMap<string, ReadOffer | undefined>> {
  const found = await pMap(
    new Set(refs.map(({ offerId }) => offerId)),
    async offerId => [offerId, await readDetail(offerId, call)] as const,
    { concurrency: AT_ONCE },
  );
  return new Map(found);
}

async function readDetail(offerId: string, call: Call): Promise<ReadOffer | undefined> {
  const { language } = settingsOf(call);
  const offerDetailParam = json({ offerId: new LosslessNumber(offerId), country: language });
  const { body, digest } = await callApi(APIS.detail, { offerDetailParam }, call);
  const error = businessErrorIn(body);
  if (error) {
    if (isNotFound(error)) return undefined;
    throw failureOf(error, APIS.detail.name);
  }
  const wire = recordIn(recordIn(body['result'])?.['result']);
  const offer = wire && readOffer(wire);
  return offer && { offer, raw: { digest, pointer: '/result/result' } };
}

/** Compact JSON with ids to their last digit. */
export function json(value: unknown): string {
  return stringifyLosslessJson(value) ?? 'null';
}

/** The SKU that an id names. An offer with a single SKU is named by its own id as well; with several, somebody has to choose. */
export function skuOf(offer: Offer, { specId }: OfferRef): OfferSku | undefined | 'unknown' | 'unchosen' {
  if (specId !== undefined) return offer.skus.find(sku => sku.specId === specId) ?? 'unknown';
  return offer.skus.length > 1 ? 'unchosen' : offer.skus[0];
}

/** In the order asked; an offer of several SKUs may be looked at by its own id. */
export async function getListings(externalIds: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const refs = externalIds.map(parseExternalId);
  const offers = await readOffers(
    refs.filter(ref => ref !== undefined),
    call,
  );
  return refs.map((ref, at) => {
    const found = ref && offers.get(ref.offerId);
    if (!ref || !found) return undefined;
    const sku = skuOf(found.offer, ref);
    if (sku === 'unknown') return undefined;
    const { parentId, ...listing } = toListing(found.offer, sku === 'unchosen' ? undefined : sku, found.raw);
    const externalId = externalIds[at] ?? listing.externalId;
    // Asked for by the offer's own id, its only variant is the offer.
    return { ...listing, externalId, ...(parentId === undefined || parentId === externalId ? {} : { parentId }) };
  });
}
