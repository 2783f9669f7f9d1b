import type { BudgetGrant, BudgetReading } from '@onebasket/adapter-sdk';
import type { Taken } from './ledger.ts';

/** What is known of one account's budget at one instant. Plain data, so that it can live in memory or in Redis. */
export interface Bucket {
  readonly tokens: number;
  /** When `tokens` was right, in ms. */
  readonly at: number;
  /** As the vendor told them; they beat the grant. */
  readonly capacity?: number;
  readonly perSecond?: number;
  readonly blockedUntil: number;
  /** Number of the vendor's day, and what was spent in it. */
  readonly day: number;
  readonly spentToday: number;
}

const DAY_MS = 86_400_000;
/** A vendor that says "come back tomorrow" is asked again sooner all the same: it may have been a slip, and buyers wait. */
const LONGEST_BLOCK_MS = 15 * 60_000;

export function newBucket(grant: BudgetGrant, nowMs: number): Bucket {
  return { tokens: Math.max(1, grant.burst), at: nowMs, blockedUntil: 0, day: dayOf(grant, nowMs), spentToday: 0 };
}

/** Takes `cost` units out, or says when to come back. Pure. */
export function takeFrom(
  before: Bucket,
  grant: BudgetGrant,
  cost: number,
  mostWaitMs: number,
  nowMs: number,
): { readonly bucket: Bucket; readonly taken: Taken } {
  const bucket = refilled(before, grant, nowMs);
  const { capacity, perSecond } = limitsOf(bucket, grant);
  // What costs more than the bucket holds could never go out: the whole bucket is its price.
  const price = Math.min(cost, capacity);
  const blockedMs = Math.max(0, bucket.blockedUntil - nowMs);
  const isDayOver = grant.perDay !== undefined && bucket.spentToday + 1 > grant.perDay;
  const dayMs = isDayOver ? msOfDayLeft(grant, nowMs) : 0;
  const bucketMs = Math.max(0, ((price - bucket.tokens) / perSecond) * 1000);
  const waitMs = Math.max(blockedMs, dayMs, bucketMs);
  const because = waitMs === 0 ? undefined : waitMs === dayMs ? 'day' : waitMs === blockedMs ? 'blocked' : 'bucket';
  const isTaken = waitMs <= mostWaitMs && !isDayOver;
  const after = isTaken ? { ...bucket, tokens: bucket.tokens - price, spentToday: bucket.spentToday + 1 } : bucket;
  return {
    bucket: after,
    taken: { isTaken, waitMs: Math.ceil(waitMs), ...(because ? { because } : {}), ...sharesOf(after, grant) },
  };
}

export function givenBack(before: Bucket, grant: BudgetGrant, cost: number): Bucket {
  const { capacity } = limitsOf(before, grant);
  return {
    ...before,
    tokens: Math.min(capacity, before.tokens + Math.min(cost, capacity)),
    spentToday: Math.max(0, before.spentToday - 1),
  };
}

/** The bucket as the vendor sees it. Calls under way are in our count and not yet in the vendor's, so the smaller of the two counts. */
export function corrected(before: Bucket, grant: BudgetGrant, reading: BudgetReading, nowMs: number): Bucket {
  const told = {
    ...before,
    ...(isPositive(reading.capacity) ? { capacity: reading.capacity } : {}),
    ...(isPositive(reading.restorePerSecond) ? { perSecond: reading.restorePerSecond } : {}),
  };
  const bucket = refilled(told, grant, nowMs);
  const { left, dayLeft, blockedForMs } = reading;
  const spentByVendor = dayLeft === undefined || grant.perDay === undefined ? 0 : grant.perDay - dayLeft;
  return {
    ...bucket,
    tokens: left === undefined || Number.isNaN(left) ? bucket.tokens : Math.min(bucket.tokens, left),
    spentToday: Math.max(bucket.spentToday, spentByVendor),
    blockedUntil: isPositive(blockedForMs)
      ? Math.max(bucket.blockedUntil, nowMs + Math.min(blockedForMs, LONGEST_BLOCK_MS))
      : bucket.blockedUntil,
  };
}

export function sharesOf(bucket: Bucket, grant: BudgetGrant): { readonly bucketLeft: number; readonly dayLeft: number } {
  const share = (left: number, whole: number) => Math.max(0, Math.min(1, left / whole));
  return {
    bucketLeft: share(bucket.tokens, limitsOf(bucket, grant).capacity),
    dayLeft: grant.perDay === undefined ? 1 : share(grant.perDay - bucket.spentToday, grant.perDay),
  };
}

export function refilled(bucket: Bucket, grant: BudgetGrant, nowMs: number): Bucket {
  const { capacity, perSecond } = limitsOf(bucket, grant);
  const earned = (Math.max(0, nowMs - bucket.at) / 1000) * perSecond;
  const day = dayOf(grant, nowMs);
  return {
    ...bucket,
    tokens: Math.min(capacity, bucket.tokens + earned),
    at: nowMs,
    ...(day === bucket.day ? {} : { day, spentToday: 0 }),
  };
}

function limitsOf(bucket: Bucket, grant: BudgetGrant): { readonly capacity: number; readonly perSecond: number } {
  return { capacity: bucket.capacity ?? Math.max(1, grant.burst), perSecond: bucket.perSecond ?? grant.perSecond };
}

/** The vendor's day, counted from 1970 in its own zone. */
function dayOf(grant: BudgetGrant, nowMs: number): number {
  return Math.floor((nowMs + offsetMs(grant)) / DAY_MS);
}

function msOfDayLeft(grant: BudgetGrant, nowMs: number): number {
  return (dayOf(grant, nowMs) + 1) * DAY_MS - offsetMs(grant) - nowMs;
}

/** "+08:00" in ms. */
function offsetMs({ dayOffset = '+00:00' }: BudgetGrant): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(dayOffset) ?? [];
  if (hours === undefined || minutes === undefined) throw new TypeError(`dayOffset must look like "+08:00", not "${dayOffset}"`);
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function isPositive(value: number | undefined): value is number {
  return value !== undefined && value > 0;
}
