import { SHIPMENT_STATUSES } from '@onebasket/adapter-sdk';
import { isCurrencyCode } from '@onebasket/core';
import { expect } from 'vitest';

const AVAILABILITIES: readonly unknown[] = ['IN_STOCK', 'LOW_STOCK', 'OUT_OF_STOCK', 'PREORDER', 'BACKORDER', 'UNKNOWN'];

/**
 * What holds for every value that an adapter gives, whatever its vendor said: no amount is negative, every currency exists, every word is one of ours,
 * and a scan that is not understood moves no parcel.
 */
export function expectSound(value: unknown, path = 'answer'): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((item, at) => expectSound(item, `${path}[${at}]`));
  const record = value as Readonly<Record<string, unknown>>;
  const { minor, currency, availability, changesStatus, status } = record;
  if (typeof minor === 'bigint') {
    expect(minor >= 0n, `${path} is ${minor}`).toBe(true);
    expect(isCurrencyCode(String(currency)), `${path} is in ${String(currency)}`).toBe(true);
  }
  if (availability !== undefined) expect(AVAILABILITIES, `${path}.availability`).toContain(availability);
  if (changesStatus !== undefined) {
    expect(SHIPMENT_STATUSES as readonly unknown[], `${path}.status`).toContain(status);
    if (status === 'UNKNOWN') expect(changesStatus, `${path} moves a parcel`).toBe(false);
  }
  for (const [key, member] of Object.entries(record)) expectSound(member, `${path}.${key}`);
}
