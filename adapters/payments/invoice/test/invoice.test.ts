import { createRegistry } from '@onebasket/adapter-registry';
import { currency, isRefusal, parseMoney } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { invoice } from '../src/index.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const attempt = (key: string) => ({ key, remember: async () => undefined });
const accountWith = (settings: Record<string, unknown>) =>
  createRegistry({
    connections: [{ kind: 'payment', config: { id: 'invoice', adapter: 'invoice', settings } }],
    adapters: [invoice],
    log: quiet,
  }).payment('invoice');
const authorize = (settings: Record<string, unknown>, amount: string, code = 'EUR', key = 'k') =>
  accountWith(settings)?.run('payments', (payments, call) =>
    payments.authorize({ orderNumber: 'N', amount: parseMoney(amount, currency(code)) }, attempt(key), call),
  );

describe('invoice', () => {
  it('authorises any amount, under one name for every repeat of the key', async () => {
    const first = await authorize({}, '12.30');
    expect(first).toMatchObject({ status: 'authorized', amount: { minor: 1230n } });
    expect(await authorize({}, '12.30')).toEqual(first);
    expect(await authorize({}, '12.30', 'EUR', 'other')).not.toEqual(first);
  });

  it('refuses other currencies and amounts above the agreed maximum', async () => {
    expect(isRefusal(await authorize({ currencies: ['CNY'] }, '1'))).toBe(true);
    expect(isRefusal(await authorize({ maxAmount: { amount: '100', currency: 'EUR' } }, '100.01'))).toBe(true);
    expect(isRefusal(await authorize({ maxAmount: { amount: '100', currency: 'EUR' } }, '100.00'))).toBe(false);
  });

  it('refuses settings that it does not know', () => {
    expect(() => accountWith({ limit: 3 })).toThrow(
      /invoice\.settings\.limit: is not a setting of invoice; allowed: terms, currencies, maxAmount/,
    );
  });
});
