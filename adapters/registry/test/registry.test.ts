import { createRegistry, SettingsError, type RegistryOptions } from '@onebasket/adapter-registry';
import { currency } from '@onebasket/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { plain } from './vendor.ts';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const good = { baseUrl: 'http://127.0.0.1:9', key: 'ck_the_key', secret: 'cs_the_secret' };

function registryOf(settings: Readonly<Record<string, unknown>>, adapter = 'plain', more: Partial<RegistryOptions> = {}) {
  const registry = createRegistry({
    connections: [{ kind: 'channel', config: { id: 'acme', adapter, settings } }],
    adapters: [plain],
    offerUnlicensed: true,
    log,
    ...more,
  });
  onTestFinished(() => registry.close());
  return registry;
}

function problemsOf(make: () => unknown): SettingsError {
  try {
    make();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('settings', () => {
  it.each([
    ['a missing one', { baseUrl: good.baseUrl, key: good.key }, 'acme.settings.secret: is missing'],
    ['one nobody knows', { ...good, colour: 'topsecret' }, 'acme.settings.colour: is not a setting of plain; allowed: baseUrl, key'],
    ['a wrong type', { ...good, secret: 987_654 }, 'acme.settings.secret: must be string'],
    ['an address that is none', { ...good, baseUrl: 'topsecret' }, 'acme.settings.baseUrl: '],
    ['a word outside of the list', { ...good, mode: 'topsecret' }, 'acme.settings.mode: must be one of: fast, slow'],
    ['a word outside of a choice', { ...good, speed: 'topsecret' }, 'acme.settings.speed: must be one of: walk, run'],
    [
      'an inner one nobody knows',
      { ...good, limit: { amount: '1', currency: 'EUR', topsecre: 1 } },
      'acme.settings.limit.topsecre: is not a setting',
    ],
    [
      'a currency that is none',
      { ...good, limit: { amount: '1', currency: 'QQQ' } },
      'acme.settings.limit.currency: must be an ISO 4217 currency',
    ],
    ['an empty secret', { ...good, secret: '' }, 'acme.settings.secret: '],
  ])('name the path of %s, never the value', (_, settings, expected) => {
    const { message } = problemsOf(() => registryOf(settings));
    expect(message).toContain(expected);
    expect(message).not.toMatch(/topsecret|987.?654|cs_the_secret/);
  });

  it('tell everything that is wrong at once', () => {
    const { problems } = problemsOf(() => registryOf({ baseUrl: 7 }));
    expect(problems.map(({ path }) => path.join('.')).sort()).toEqual(['baseUrl', 'key', 'secret']);
  });

  it('say which adapters there are when one is unknown', () => {
    const { message } = problemsOf(() => registryOf(good, 'shopzilla'));
    expect(message).toBe('acme.settings: "shopzilla" is no channel adapter here; allowed: plain');
  });
});

describe('connections', () => {
  it('are found by kind and id, and tell what they can do', () => {
    const registry = registryOf(good);
    expect(registry.channels().map(({ id }) => id)).toEqual(['acme']);
    expect(registry.channel('acme')).toBe(registry.connection('acme'));
    expect([registry.carrier('acme'), registry.channel('other'), registry.payments()]).toEqual([undefined, undefined, []]);
    expect(registry.channel('acme')?.describe()).toMatchObject({
      id: 'acme',
      country: 'DE',
      currency: null,
      health: { state: 'UP', errorRate: 0, p95Ms: null, budgetLeft: 1 },
    });
  });

  it('know the currency that configuration names', () => {
    expect(
      registryOf({ ...good, currency: 'JPY' })
        .channel('acme')
        ?.describe().currency,
    ).toBe('JPY');
  });

  it('tell their currency once somebody has read it, and that they are paused', () => {
    const connection = registryOf(good).channel('acme');
    connection?.noteCurrency(currency('EUR'));
    connection?.pause();
    expect(connection?.describe()).toMatchObject({ currency: 'EUR', health: { state: 'PAUSED' } });
    connection?.resume();
    expect(connection?.describe().health.state).toBe('UP');
  });
});
