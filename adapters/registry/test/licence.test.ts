import { createRegistry, SettingsError, type RegistryOptions } from '@onebasket/adapter-registry';
import { ABILITIES, CONTRACT_VERSION, type Adapter, type Capabilities, type Conformance } from '@onebasket/adapter-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { failureOf, plain } from './vendor.ts';

const settings = { baseUrl: 'http://127.0.0.1:9', key: 'ck_the_key', secret: 'cs_the_secret' };
const pass = { passed: 12, waived: [] };
const passed = (...abilities: readonly string[]): Conformance => ({
  adapter: 'plain',
  contract: '1.0',
  abilities: Object.fromEntries(abilities.map(ability => [ability, pass])),
});

function connectTo(adapter: Adapter, more: Partial<RegistryOptions> = {}) {
  const warnings: string[] = [];
  const silent = () => undefined;
  const registry = createRegistry({
    connections: [{ kind: 'channel', config: { id: 'acme', adapter: adapter.manifest.id, settings } }],
    adapters: [adapter],
    log: { debug: silent, info: silent, warn: message => void warnings.push(message) },
    ...more,
  });
  onTestFinished(() => registry.close());
  const connection = registry.channel('acme');
  if (!connection) throw new Error('no connection');
  return { connection, warnings };
}

const written = (contract: unknown): Adapter => ({
  ...plain,
  manifest: { ...plain.manifest, contract: contract as string },
  conformance: passed('health'),
});

describe('an ability without a pass of the conformance kit', () => {
  it('is not offered: not named, not run, no webhook believed, and warned of once', async () => {
    const { connection, warnings } = connectTo({ ...plain, conformance: passed('health', 'listings') });
    expect(ABILITIES.filter(ability => connection.has(ability))).toEqual(['health', 'listings']);
    expect(connection.describe().capabilities).toEqual([
      { name: 'health', mode: null, conformance: '1.0' },
      { name: 'listings', mode: null, conformance: '1.0' },
    ]);
    expect(await failureOf(connection.run('cancellation', () => Promise.resolve()))).toMatchObject({ code: 'unsupported' });
    expect(await connection.verifyWebhook({ method: 'POST', path: '/true', headers: {}, body: Buffer.from('') })).toBe(false);
    expect(warnings).toEqual([expect.stringMatching(/^adapter plain has no pass .* for: webhooks, cancellation\. /)]);
  });

  it('is offered by a host that says so, without a version beside it', () => {
    const { connection, warnings } = connectTo({ ...plain, conformance: passed('health') }, { offerUnlicensed: true });
    expect(connection.describe().capabilities).toEqual([
      { name: 'health', mode: null, conformance: '1.0' },
      ...['listings', 'webhooks', 'cancellation'].map(name => ({ name, mode: null, conformance: null })),
    ]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['of another adapter', { ...passed('health'), adapter: 'other' }],
    ['of another major version', { ...passed('health'), contract: '2.0' }],
    ['that names no abilities', { contract: '1.0' }],
  ])('gets none from a result %s', (_, conformance) => {
    expect(connectTo({ ...plain, conformance }).connection.describe().capabilities).toEqual([]);
  });

  it('takes the result that is handed over before the one that the adapter brings', () => {
    const { connection } = connectTo({ ...plain, conformance: passed('health') }, { conformance: { plain: passed('listings') } });
    expect(connection.describe().capabilities.map(({ name }) => name)).toEqual(['listings']);
  });
});

describe('the version of the contract', () => {
  it.each(['1.0', '1.7', '1.2.3'])('%s runs on this host', contract => {
    expect(connectTo(written(contract)).connection.has('health')).toBe(true);
  });

  it.each([
    ['2.0', 'update OneBasket, or install a version of the adapter that was written for contract 1.x'],
    ['0.9', 'install a version of the adapter that was written for contract 1.x'],
    ['latest', 'names "latest" as its contract, which is no version'],
    ['1', 'which is no version'],
    ['1.0-beta', 'which is no version'],
    [undefined, 'names undefined as its contract'],
    [{ major: 1 }, 'names {"major":1} as its contract'],
  ])('%s is refused at start, with the reason and what to do', (contract, reason) => {
    const start = () => connectTo(written(contract));
    expect(start).toThrow(SettingsError);
    expect(start).toThrow(/^acme\.adapter: the adapter "plain"/);
    expect(start).toThrow(reason);
    expect(start).toThrow(`this host runs contract 1.x (${CONTRACT_VERSION})`);
  });

  it('of a newer minor may bring abilities that this host does not know: they are warned of and left out', () => {
    const capabilities = { ...plain.capabilities, teleport: { beam: () => Promise.resolve() } } as Capabilities;
    const adapter = { ...written('1.7'), capabilities, conformance: passed('health', 'listings', 'webhooks', 'cancellation', 'teleport') };
    const { connection, warnings } = connectTo(adapter);
    expect(connection.describe().capabilities.map(({ name }) => name)).not.toContain('teleport');
    expect(warnings).toEqual(['adapter plain (contract 1.7) has abilities that this host does not know and does not offer: teleport']);
  });

  it('of a newer minor may order in ways that this host does not know: they are left out, even where everything is offered', () => {
    const capabilities = { ...plain.capabilities, orders: { mode: 'by-auction' } } as unknown as Capabilities;
    const { connection, warnings } = connectTo({ ...written('1.7'), capabilities }, { offerUnlicensed: true });
    expect([connection.has('orders'), connection.orderMode]).toEqual([false, undefined]);
    expect(warnings).toEqual([expect.stringContaining('does not offer: orders')]);
  });
});
