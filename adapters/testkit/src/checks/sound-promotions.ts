import {
  PROMOTION_EFFECTS,
  PROMOTION_REQUIREMENTS,
  PROMOTION_STAGES,
  type ChannelListing,
  type ChannelPromotion,
} from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';

type Members = Readonly<Record<string, unknown>>;

/** What is wrong with a promotion as a channel tells it; `undefined` when nothing is, or when this is none. */
export function unsoundPromotion(members: Members, path: string): string | undefined {
  if (!('effect' in members && 'tiers' in members)) return undefined;
  const it = members as unknown as ChannelPromotion;
  const words: readonly [string, unknown, readonly unknown[]][] = [
    ['effect', it.effect, PROMOTION_EFFECTS],
    ['stage', it.stage, PROMOTION_STAGES],
    ...it.requires.map(what => ['requires', what, PROMOTION_REQUIREMENTS] as const satisfies [string, unknown, readonly unknown[]]),
  ];
  for (const [name, word, known] of words)
    if (!known.includes(word)) return `${path}.${name} is ${String(word)}, which is no word of the contract`;
  if (it.id === '') return `${path}.id is empty: nobody can tell this promotion from another`;
  for (const [at, { percentOff, off, minQuantity }] of it.tiers.entries()) {
    const tier = `${path}.tiers[${at}]`;
    if (percentOff !== undefined && !isShare(percentOff))
      return `${tier}.percentOff is "${percentOff}"; it takes off more than 0 and at most 100 per cent`;
    if (off?.minor === 0n) return `${tier}.off takes off nothing`;
    if (minQuantity !== undefined && !(Number.isInteger(minQuantity) && minQuantity >= 1)) return `${tier}.minQuantity is ${minQuantity}`;
  }
  const { from, to } = it.window ?? {};
  if (from !== undefined && to !== undefined && !(Date.parse(from) <= Date.parse(to))) return `${path}.window ends before it begins`;
  return undefined;
}

/** What is wrong with the prices of a listing among each other. */
export function unsoundListing(members: Members, path: string): string | undefined {
  if (!('externalId' in members && 'gtins' in members)) return undefined;
  const { price, listPrice, couponedPrice, promotions = [] } = members as unknown as ChannelListing;
  const currencies = new Set([price, listPrice, couponedPrice].flatMap(money => money?.currency ?? []));
  if (currencies.size > 1) return `${path} has prices in ${[...currencies].join(' and ')}`;
  if (couponedPrice === undefined) return undefined;
  if (price === undefined) return `${path}.couponedPrice is told although there is no price that a coupon takes something off`;
  if (couponedPrice.minor <= 0n) return `${path}.couponedPrice leaves nothing to pay`;
  if (couponedPrice.minor > price.minor) return `${path}.couponedPrice (${couponedPrice.minor}) is above price (${price.minor})`;
  const best = promotions
    .flatMap(({ effect, tiers }) => (effect === 'amount' ? tiers.flatMap(({ off }) => off ?? []) : []))
    .reduce(most, 0n);
  const off = price.minor - couponedPrice.minor;
  return off > best ? `${path}.couponedPrice takes off ${off}, more than the best single coupon of its promotions (${best})` : undefined;
}

function most(highest: bigint, { minor }: Money): bigint {
  return minor > highest ? minor : highest;
}

function isShare(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 && Number(text) <= 100;
}
