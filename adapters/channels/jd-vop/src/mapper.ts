import {
  htmlToText,
  integerIn,
  type Attribute,
  type BasedPrice,
  type ChannelListing,
  type RawRef,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { compareMoney } from '@onebasket/core';
import type { VopPrice } from './prices.ts';
import { filledIn, flagIn, idIn } from './wire.ts';

/** What is known of a SKU beside its own record. */
export interface MapperContext {
  readonly price?: VopPrice | undefined;
  readonly images?: readonly WireRecord[] | undefined;
  /** Row of `product/check`. */
  readonly saleState?: WireRecord | undefined;
  readonly raw?: RawRef | undefined;
}

const IMAGE_BASE = 'https://img13.360buyimg.com/n0/';

/** A SKU by its page (`getDetail`). `undefined` for a record without id. Never throws. */
export function toListing(detail: WireRecord, context: MapperContext = {}): ChannelListing | undefined {
  const sku = idIn(detail['sku']) ?? idIn(detail['skuId']);
  if (sku === undefined) return undefined;
  const description = plain(detail['introduction']);
  const isListed = flagIn(detail['state']) ?? true;
  return {
    ...common(sku, filledIn(detail['name']), context, isListed),
    gtins: codesIn(detail['upc'], detail['ISBN']),
    images: imagesIn([detail['imagePath'], ...sorted(context.images ?? []).map(({ path }) => path)]),
    attributes: [...factsOf(detail), ...parametersOf(detail['param'])],
    categoryPath: [],
    ...brandIn(detail['brandName']),
    ...(description === undefined ? {} : { description }),
  };
}

/** A SKU as a search shows it (`hitResult`). */
export function hitToListing(hit: WireRecord, context: MapperContext = {}): ChannelListing | undefined {
  const sku = idIn(hit['wareId']);
  if (sku === undefined) return undefined;
  const isListed = flagIn(hit['wstate']) !== false && flagIn(hit['wyn']) !== false;
  const parentId = idIn(hit['warePId']);
  return {
    ...common(sku, filledIn(hit['wareName']), context, isListed),
    gtins: [],
    images: imagesIn([hit['imageUrl']]),
    attributes: [],
    categoryPath: ['cid1Name', 'cid2Name', 'catName'].flatMap(name => filledIn(hit[name]) ?? []),
    ...(parentId === undefined ? {} : { parentId }),
    ...brandIn(hit['brand']),
  };
}

function common(sku: string, name: string | undefined, { price = {}, saleState, raw }: MapperContext, isListed: boolean) {
  const { contract, jd, market } = price;
  const isSold = isListed && flagIn(saleState?.['saleState']) !== false;
  const others: readonly BasedPrice[] = jd ? [{ money: jd, basis: 'SELLING', label: '京东价' }] : [];
  return {
    externalId: sku,
    title: htmlToText(name ?? filledIn(saleState?.['name']) ?? '') || sku,
    url: `https://item.jd.com/${sku}.html`,
    sku,
    options: [],
    ...(contract ? { price: contract, priceBasis: 'CONTRACT' as const } : {}),
    ...(contract && market && compareMoney(market, contract) > 0 ? { listPrice: market } : {}),
    ...(others.length > 0 ? { otherPrices: others } : {}),
    // Stock is a question of the place; a quote answers it.
    availability: 'UNKNOWN' as const,
    purchasable: isSold && contract !== undefined,
    ...(raw === undefined ? {} : { raw }),
  };
}

function brandIn(value: unknown): { readonly brand?: string } {
  const brand = plain(value);
  return brand === undefined ? {} : { brand };
}

function plain(value: unknown): string | undefined {
  const text = filledIn(value);
  return text === undefined ? undefined : htmlToText(text) || undefined;
}

/** Several codes stand in one text. */
function codesIn(...values: readonly unknown[]): readonly string[] {
  const codes = values.flatMap(value => (filledIn(value) ?? '').split(/[;,，；\s]+/)).map(code => code.replaceAll('-', ''));
  return [...new Set(codes.filter(code => /^\d{8,14}$|^\d{9}[\dX]$/.test(code)))];
}

/** Paths are relative to JD's image host. */
function imagesIn(paths: readonly unknown[]): ChannelListing['images'] {
  const urls = paths.flatMap(path => {
    const text = filledIn(path);
    if (text === undefined) return [];
    const url = /^https?:\/\//i.test(text) ? text : text.startsWith('//') ? `https:${text}` : IMAGE_BASE + text.replace(/^\/+/, '');
    return URL.canParse(url) ? url : [];
  });
  return [...new Set(urls)].map(url => ({ url }));
}

/** The main image first, then in JD's order. */
function sorted(images: readonly WireRecord[]): readonly WireRecord[] {
  const rank = (image: WireRecord) => (flagIn(image['isPrimary']) === true ? -1 : (integerIn(image['orderSort']) ?? 0));
  return images.filter(image => flagIn(image['yn']) !== false).sort((a, b) => rank(a) - rank(b));
}

function factsOf(detail: WireRecord): readonly Attribute[] {
  const named: readonly (readonly [string, unknown])[] = [
    ['产地', detail['productArea']],
    ['销售单位', detail['saleUnit']],
    ['包装清单', detail['wareQD']],
    ['作者', detail['Author']],
    ['出版社', detail['Press']],
  ];
  const weight = filledIn(detail['weight']);
  return [
    ...named.flatMap(([name, value]) => {
      const text = plain(value);
      return text === undefined ? [] : [{ name, value: text }];
    }),
    ...(weight !== undefined && /^\d+(\.\d+)?$/.test(weight) && Number(weight) > 0 ? [{ name: '重量', value: weight, unit: 'kg' }] : []),
  ];
}

/** The specification comes as a table of markup: rows of two cells are name and value. */
function parametersOf(value: unknown): readonly Attribute[] {
  const rows = (filledIn(value) ?? '').match(/<tr\b[^]*?<\/tr>/gi) ?? [];
  return rows.flatMap(row => {
    const cells = (row.match(/<td\b[^]*?<\/td>/gi) ?? []).map(htmlToText);
    return cells.length === 2 && cells[0] && cells[1] ? [{ name: cells[0], value: cells[1] }] : [];
  });
}
