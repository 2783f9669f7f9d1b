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
    expect(isRefusal(await authorize({ maxAmount: { amount: '100', currency: 'EUR' } }, '1', 'USD'))).toBe(true);
  });

  it('stops the start over a currency that does not exist', () => {
    expect(() => accountWith({ maxAmount: { amount: '100', currency: 'QQQ' } })).toThrow(
      /maxAmount\.currency: must be an ISO 4217 currency/,
    );
    expect(() => accountWith({ currencies: ['EUR', 'euro'] })).toThrow(/currencies\.1: must be an ISO 4217 currency/);
  });

  it('tells its terms when it is asked how it is', async () => {
    const detail = await accountWith({ terms: 'net 30' })?.run('health', (health, call) => health.check(call));
    expect(detail).toEqual({ detail: 'pay on account, net 30' });
  });

  it('refuses settings that it does not know', () => {
    expect(() => accountWith({ limit: 3 })).toThrow(
      /invoice\.settings\.limit: is not a setting of invoice; allowed: terms, currencies, maxAmount/,
    );
  });
});
