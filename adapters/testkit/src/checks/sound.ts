import { PRICE_BASES, SHIPMENT_STATUSES } from '@onebasket/adapter-sdk';
import { isCurrencyCode } from '@onebasket/core';
import { unsoundListing, unsoundPromotion } from './sound-promotions.ts';

type Members = Readonly<Record<string, unknown>>;

const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  availability: ['IN_STOCK', 'LOW_STOCK', 'OUT_OF_STOCK', 'PREORDER', 'BACKORDER', 'UNKNOWN'],
  priceBasis: PRICE_BASES,
  // Of orders, parcels and after-sale cases.
  state: [
    'PENDING PLACED ACCEPTED SHIPPED DELIVERED COMPLETED CANCELLED FAILED REFUNDED'.split(' '),
    'OPEN APPROVED REJECTED RETURNING EXCHANGED CLOSED'.split(' '),
  ].flat(),
};
const AMOUNTS = new Set(
  'price listPrice couponedPrice unitPrice subtotal total saved cost money commission refunded refund minAmount off amount tax cap'.split(
    ' ',
  ),
);
const COUNTS = new Set('stock quantity salesVolume count available minQuantity remaining perUser perOrder units maxRepeats'.split(' '));
const TIMES = new Set('at createdAt updatedAt orderedAt paidAt shippedAt expiresAt refreshExpiresAt'.split(' '));
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * What holds for every value that an adapter gives, whatever its vendor said: amounts are whole minor units, not negative, in a currency that exists;
 * numbers are numbers and counts not negative; instants have an offset; every word is one of ours; a scan that is not understood moves no parcel;
 * coupons take off what they say. Throws for the first thing that does not hold, with the path to it.
 */
export function expectSound(value: unknown, path = 'answer'): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${path} is ${value}`);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if (Array.isArray(value)) return value.forEach((item, at) => expectSound(item, `${path}[${at}]`));
  const members = value as Members;
  const wrong =
    unsoundMoney(members, path) ?? unsoundScan(members, path) ?? unsoundPromotion(members, path) ?? unsoundListing(members, path);
  if (wrong !== undefined) throw new Error(wrong);
  for (const [name, member] of Object.entries(members)) {
    const problem = unsoundMember(name, member, `${path}.${name}`, members);
    if (problem !== undefined) throw new Error(problem);
    expectSound(member, `${path}.${name}`);
  }
}

function unsoundMoney({ minor, currency }: Members, path: string): string | undefined {
  if (minor === undefined && currency === undefined) return undefined;
  if (minor === undefined || typeof currency !== 'string') return undefined;
  if (typeof minor !== 'bigint') return `${path} counts its minor units in a ${typeof minor}; only a bigint is exact`;
  if (minor < 0n) return `${path} is ${minor}`;
  return isCurrencyCode(currency) ? undefined : `${path} is in ${currency}`;
}

function unsoundScan({ changesStatus, status }: Members, path: string): string | undefined {
  if (changesStatus === undefined) return undefined;
  if (!(SHIPMENT_STATUSES as readonly unknown[]).includes(status))
    return `${path}.status is ${String(status)}, which is no word of the contract`;
  return status === 'UNKNOWN' && changesStatus !== false ? `${path} moves a parcel although nobody understands it` : undefined;
}

function unsoundMember(name: string, member: unknown, path: string, members: Members): string | undefined {
  if (member === undefined) return undefined;
  const words = WORDS[name];
  if (words && !words.includes(member)) return `${path} is ${JSON.stringify(member)}, which is no word of the contract`;
  // A feed page counts its listings by the same word.
  const isAmount = AMOUNTS.has(name) && !('listings' in members);
  if (isAmount && (typeof member === 'number' || typeof member === 'string')) {
    return `${path} is the ${typeof member} ${JSON.stringify(member)}; an amount is Money: minor units and a currency`;
  }
  if (COUNTS.has(name) && typeof member === 'number' && member < 0) return `${path} is ${member}`;
  if (TIMES.has(name) && typeof member === 'string' && (!RFC_3339.test(member) || Number.isNaN(Date.parse(member)))) {
    return `${path} is ${JSON.stringify(member)}; an instant is RFC 3339 with its offset`;
  }
  return undefined;
}
