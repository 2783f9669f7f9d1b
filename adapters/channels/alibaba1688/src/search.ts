import { AdapterError } from '@onebasket/core';
import type { Call, ChannelListing, Page } from '@onebasket/adapter-sdk';
import { APIS, callApi } from './client.ts';
import { businessErrorIn, failureOf } from './errors.ts';
import { toListing, toSearchListing } from './mapper.ts';
import { json, readOffers } from './offers.ts';
import { settingsOf } from './settings.ts';
import { countIn, entriesIn, recordIn } from './wire.ts';

/** The bound is not documented; partners keep to this. */
const LARGEST_PAGE = 50;

type Query = { readonly text: string; readonly first: number; readonly after?: string | undefined };

/**
 * The first offers found, each by the variant that can be bought: the keyword search tells offers only, and an offer of several variants has no price of its
 * own. What cannot be read now stays an offer.
 */
async function withVariants(found: readonly ChannelListing[], call: Call): Promise<readonly ChannelListing[]> {
  const chosen = found.slice(0, settingsOf(call).searchVariants);
  const refs = chosen.map(({ externalId }) => ({ offerId: externalId }));
  const offers = await readOffers(refs, call).catch((error: unknown) => {
    if (!(error instanceof AdapterError)) throw error;
    call.log.debug('variants of a search could not be read', { what: error.message });
    return undefined;
  });
  if (!offers) return found;
  return found.map(listing => {
    const read = offers.get(listing.externalId);
    const sku = read?.offer.skus.find(({ stock }) => stock === undefined || stock > 0);
    return read && sku ? toListing(read.offer, sku, read.raw) : listing;
  });
}

/** `keywordQuery`, offer by offer. Who asks for an offer by its number or its page is given all its variants. */
export async function search({ text, first, after }: Query, call: Call): Promise<Page<ChannelListing>> {
  const offerId = offerIn(text);
  const variants = offerId === undefined ? undefined : await variantsOf(offerId, { text, first, after }, call);
  if (variants) return variants;
  const { page, size } = readCursor(after) ?? { page: 1, size: Math.min(LARGEST_PAGE, Math.max(1, first)) };
  const { language } = settingsOf(call);
  const offerQueryParam = json({ keyword: text, beginPage: page, pageSize: size, country: language });
  const { body, digest } = await callApi(APIS.search, { offerQueryParam }, call);
  const error = businessErrorIn(body);
  if (error) throw failureOf(error, APIS.search.name);
  const found = recordIn(recordIn(body['result'])?.['result']) ?? {};
  const entries = entriesIn(found['data']);
  const items = entries.flatMap(({ at, it }) => toSearchListing(it, { digest, pointer: `/result/result/data/${at}` }) ?? []);
  const pages = countIn(found['totalPage']) ?? Math.ceil((countIn(found['totalRecords']) ?? 0) / size);
  return { items: await withVariants(items, call), ...(entries.length > 0 && page < pages ? { next: `${page + 1}-${size}` } : {}) };
}

/** `undefined` when there is no such offer: the digits may be a barcode. */
async function variantsOf(offerId: string, { first, after }: Query, call: Call): Promise<Page<ChannelListing> | undefined> {
  const found = (await readOffers([{ offerId }], call)).get(offerId);
  if (!found) return undefined;
  const { offer, raw } = found;
  const all = offer.skus.length > 0 ? offer.skus.map(sku => toListing(offer, sku, raw)) : [toListing(offer, undefined, raw)];
  const from = Number(/^at-(\d{1,6})$/.exec(after ?? '')?.[1] ?? 0);
  return { items: all.slice(from, from + first), ...(from + first < all.length ? { next: `at-${from + first}` } : {}) };
}

function offerIn(text: string): string | undefined {
  return /^(?:https?:\/\/detail\.1688\.com\/offer\/)?(\d{9,20})(?:\.html.*)?$/.exec(text.trim())?.[1];
}

function readCursor(after: string | undefined): { readonly page: number; readonly size: number } | undefined {
  const match = /^(\d{1,7})-(\d{1,2})$/.exec(after ?? '');
  return match ? { page: Number(match[1]), size: Number(match[2]) } : undefined;
}
