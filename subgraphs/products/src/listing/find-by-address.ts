import { fold } from '../text/fold.ts';
import type { Catalogue } from '../product/catalogue.ts';
import type { ListingDoc } from './listing-doc.ts';
import { addressKey, variationParameters } from './page-address.ts';

/** The listing whose page this is. Where variants share a page, the one that the address chooses, else one that is in stock. Nothing is fetched. */
export async function findByAddress(address: string, catalogue: Catalogue): Promise<ListingDoc | undefined> {
  const key = addressKey(address);
  if (key === undefined) return undefined;
  const { docs } = await catalogue.listings.find({ index: 'byAddress', prefix: [key], limit: 200 });
  const chosen = variationParameters(address);
  const fit = (doc: ListingDoc): number =>
    Number(!doc.gone) * 100 + chosenOptions(doc, chosen) * 2 + Number(doc.availability === 'IN_STOCK' || doc.availability === 'LOW_STOCK');
  return [...docs].sort((a, b) => fit(b) - fit(a) || (a._id < b._id ? -1 : 1))[0];
}

function chosenOptions(doc: ListingDoc, chosen: ReadonlyMap<string, string>): number {
  const own = doc.url === undefined ? new Map<string, string>() : variationParameters(doc.url);
  const options = new Set(doc.options.map(option => slug(option.value)));
  return [...chosen].filter(
    ([name, value]) => own.get(name) === value || options.has(slug(value)) || value === doc.externalId || value === doc.sku,
  ).length;
}

function slug(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
