import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Type } from 'typebox';
import { parse } from 'yaml';
import { defineAdapter } from '@onebasket/adapter-sdk';
import { describe, expect, it } from 'vitest';
import { ConfigError, configJsonSchema, loadConfig, parseConfig } from '../src/config/index.ts';

const acme = defineAdapter({
  manifest: {
    id: 'acme',
    kind: 'channel',
    name: 'Acme',
    contract: '1.0',
    vendorApi: '1',
    settings: Type.Object({
      baseUrl: Type.String({ format: 'uri' }),
      apiKey: Type.String({ minLength: 1, secret: true }),
      requestsPerSecond: Type.Optional(Type.Number()),
    }),
    allowedOrigins: () => [],
    budget: { perSecond: 1, burst: 1 },
  },
  capabilities: {},
});
const truck = defineAdapter({ ...acme, manifest: { ...acme.manifest, id: 'truck', kind: 'carrier' } });

const problemsOf = (text: string, env: Record<string, string> = {}) => {
  try {
    parseConfig(text, { file: 'c.yml', env, adapters: [acme, truck] });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ path, line, message }) => `${line} ${path}: ${message}`);
    throw error;
  }
  return [];
};

const GOOD = `gateway: { port: 4001 }
storage: { url: sqlite:./data }
bus: { url: memory: }
channels:
  - id: acme
    adapter: acme
    name: Acme Parts
    settings: { baseUrl: http://127.0.0.1:9001, apiKey: \${ACME_KEY} }
`;

describe('configuration', () => {
  it('takes variables where people write them, inside { } too, and fills in defaults', () => {
    const config = parseConfig(GOOD, { file: 'c.yml', env: { ACME_KEY: 'a: {b}, "c" # d' }, adapters: [acme] });
    expect(config.channels[0]?.settings).toEqual({ baseUrl: 'http://127.0.0.1:9001', apiKey: 'a: {b}, "c" # d' });
    expect([config.gateway.port, config.gateway.limits.depth, config.bus.url, config.accounts.outbox]).toEqual([
      4001,
      14,
      'memory:',
      'log',
    ]);
    expect(parseConfig('gateway: { port: ${PORT}, limits: { rate: false } }', { file: 'c.yml', env: { PORT: '7' } }).gateway).toMatchObject(
      { port: 7, limits: { rate: false } },
    );
  });

  it('reads a variable as what is wanted in its place, and digits as text where text is wanted', () => {
    const config = parseConfig(
      GOOD.replace('apiKey: ${ACME_KEY}', 'apiKey: 0012345678901234567890, requestsPerSecond: ${RPS}').replace('4001', '${PORT}'),
      { file: 'c.yml', env: { RPS: '2.5', PORT: '8' }, adapters: [acme] },
    );
    expect(config.channels[0]?.settings).toMatchObject({ apiKey: '0012345678901234567890', requestsPerSecond: 2.5 });
    expect(config.gateway.port).toBe(8);
    expect(parseConfig('rates: { base: EUR, date: 2026-11-25, values: { CNY: 8.10 } }', { file: 'c.yml' }).rates?.values).toEqual({
      CNY: '8.10',
    });
    expect(problemsOf('gateway: { port: ${PORT} }', { PORT: 'hunter22' })).toEqual(['1 gateway.port: must be a whole number']);
  });

  it('leaves $${NAME} as ${NAME}, in comments and keys too, and understands nothing but names', () => {
    const name = (text: string) =>
      parseConfig(`# \${NOBODY}\nchannels: [{ id: a, adapter: b, name: ${text} }]`, { file: 'c.yml', env: {} }).channels[0]?.name;
    expect([name('a $${X} b'), name('"$${X}"'), name('$5')]).toEqual(['a ${X} b', '${X}', '$5']);
    expect(problemsOf('channels: [{ id: a, adapter: acme, name: "${A:-b}" }]')).toContainEqual(
      expect.stringContaining('${A:-b} does not name'),
    );
    expect(problemsOf('${K}: 1')).toEqual([expect.stringMatching(/^1 \$\{K\}: is not known here/)]);
  });

  it('has the shape on which independent checks rely', () => {
    const text = `gateway:
  introspection: true
  limits: { rate: false }
storage: { url: sqlite:./data }
bus:
  url: memory:   # in process
accounts:
  signingKey: \${KEY}
  outbox: http
  seed:
    staff:   [ { email: ops@example.com, password: 12345678901, roles: [operator] } ]
    clients: [ { id: partner, key: partner-key, scopes: [catalog:read, orders:write] } ]
orders:
  review: { rules: false }
`;
    const config = parseConfig(text, { file: 'c.yml', env: { KEY: 'k'.repeat(32), NODE_ENV: 'production' } });
    expect(config.accounts.seed.staff).toEqual([{ email: 'ops@example.com', password: '12345678901', roles: ['operator'] }]);
    expect(config.accounts.seed.clients[0]?.scopes).toEqual(['catalog:read', 'orders:write']);
    expect([config.gateway.introspection, config.gateway.limits.rate, config.bus.url]).toEqual([true, false, 'memory:']);
    expect(parseConfig('', { file: 'c.yml', env: { NODE_ENV: 'production' } }).gateway.introspection).toBe(false);
  });

  it('refuses unknown keys with the path, the line and what is allowed', () => {
    expect(problemsOf('gateway:\n  prot: 1')).toEqual([expect.stringMatching(/^2 gateway\.prot: .*did you mean port\?.*host/)]);
    expect(problemsOf(GOOD.replace('apiKey', 'apikey'), { ACME_KEY: 'k' })).toEqual([
      expect.stringMatching(/^8 channels\[0\]\.settings\.apiKey: is missing/),
      expect.stringMatching(/^8 channels\[0\]\.settings\.apikey: is not a setting of acme; did you mean apiKey\? allowed: baseUrl, apiKey/),
    ]);
  });

  it('refuses wrong values with what is allowed', () => {
    expect(problemsOf('accounts:\n\n  outbox: mail')).toEqual(['3 accounts.outbox: must be one of: log, http']);
    expect(problemsOf('channels:\n  - id: a\n    adapter: acne')).toEqual([
      expect.stringMatching(/^3 channels\[0\]\.adapter: unknown channel adapter "acne"; did you mean acme\?.*allowed: acme/),
    ]);
    expect(problemsOf('storage: { url: ftp }')[0]).toMatch(/^1 storage\.url: .*sqlite:FOLDER or mongodb/);
    expect(problemsOf('gateway: { limits: { rate: 5 } }')).toEqual(['1 gateway.limits.rate: must be false or { perSecond, burst }']);
    expect(problemsOf('displayCurrency: ABC')).toEqual([expect.stringMatching(/not an ISO 4217/)]);
  });

  it('says what is wanted in place of what is empty or of another kind', () => {
    expect(problemsOf('channels:\ngateway: 5')).toEqual(['1 channels: is empty; must be a list', '2 gateway: must be a group of keys']);
    expect(problemsOf('- a')).toEqual(['1 : must be a group of keys']);
    expect(problemsOf('gateway: { port: 70000, limits: { rate: { perSecond: 0 } } }')).toEqual([
      '1 gateway.port: must be at most 65535',
      '1 gateway.limits.rate.perSecond: must be at least 1',
    ]);
    expect(problemsOf('orders: { review: { rules: true } }')).toEqual(['1 orders.review.rules: must be false or a list']);
    expect(problemsOf('subgraphs: { secret: "0123456789abcdef", urls: { pricse: "http://x" } }')).toEqual([
      expect.stringContaining('did you mean prices?'),
    ]);
    expect(problemsOf('carriers: [{ id: a, adapter: acme }]')).toEqual([expect.stringContaining('list it under channels; allowed: truck')]);
    expect(problemsOf('accounts: { seed: { staff: [{ email: nobody, password: 12345678, roles: [] }] } }')).toEqual([
      '1 accounts.seed.staff[0].email: must be: an e-mail address',
    ]);
  });

  it('takes rules of review as data, and refuses one that says nothing, twice the same, or what nobody knows', () => {
    const rules = (...list: object[]) => problemsOf(`orders: { review: { rules: ${JSON.stringify(list)} } }`);
    const large = { id: 'large', total: { atLeast: { amount: '5000', currency: 'CNY' } } };
    expect(rules(large, { id: 'no-knives', action: 'block', goods: { words: ['knife'] }, regions: [{ country: 'GB' }] })).toEqual([]);
    expect(rules({ id: 'all' })).toEqual([expect.stringMatching(/rules\[0\]: names no condition, so it would mean every order/)]);
    expect(rules({ id: 'all', goods: {} })).toEqual([expect.stringMatching(/rules\[0\]\.goods: is empty/)]);
    expect(rules(large, large)).toEqual([expect.stringMatching(/"large" is used twice/)]);
    expect(rules({ ...large, totl: 1 })).toEqual([expect.stringMatching(/rules\[0\]\.totl: .*did you mean total/)]);
    expect(rules({ id: 'x', regions: [{ country: 'ZZ' }] })).toEqual([expect.stringMatching(/not an ISO 3166 country/)]);
    expect(rules({ id: 'x', total: { atLeast: { amount: '1', currency: 'ZZZ' } } })).toEqual([expect.stringMatching(/not an ISO 4217/)]);
  });

  it('names a missing variable and its line, and never prints a secret', () => {
    expect(problemsOf(GOOD)).toEqual([
      expect.stringMatching(/^8 channels\[0\]\.settings\.apiKey: the environment variable ACME_KEY is not set/),
    ]);
    const named = { id: 'a', adapter: '${SECRET}', name: 'n' };
    expect(problemsOf(`channels: [${JSON.stringify(named)}]`, { SECRET: 'hunter22' })[0]).toMatch(
      /unknown channel adapter the value of the variable;/,
    );
    expect(problemsOf(GOOD.replace('baseUrl: http', 'baseUrl: nothttp'), { ACME_KEY: 'hunter22' }).join()).not.toContain('hunter22');
  });

  it('refuses two accounts of one id, and text that is no YAML, with the line', () => {
    expect(
      problemsOf(
        'channels:\n  - { id: a, adapter: acme, settings: { baseUrl: "http://x", apiKey: k } }\ncarriers:\n  - { id: a, adapter: sf }',
      ).join(),
    ).toMatch(/4 carriers\[0\]\.id: "a" is used twice/);
    const seed = 'accounts: { seed: { clients: [{ id: a, key: secret-key-1, scopes: [] }, { id: b, key: secret-key-1, scopes: [] }] } }';
    expect(problemsOf(seed)).toEqual(['1 accounts.seed.clients[1].key: this key is used twice: accounts.seed.clients[0] has it already']);
    expect(problemsOf('a: 1\nb: [')[0]).toMatch(/^2 /);
    expect(problemsOf('gateway: {}\nstorage: {}\ngateway: {}')).toEqual([expect.stringMatching(/^3 : .*unique/)]);
    expect(problemsOf('accounts: { signingKey: "a" hunter22 }').join()).not.toContain('hunter22');
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefg'.replace(/./g, (name, at: number) => `${name}: &${name} [${`*${'abcdef'[at]},`.repeat(10)}]\n`)}`;
    expect(problemsOf(bomb)[0]).toMatch(/alias/);
  });

  it('says when the file cannot be read', async () => {
    await expect(loadConfig('/nowhere/c.yml')).rejects.toThrow(/\/nowhere\/c\.yml:1:1 cannot be read \(ENOENT\)/);
  });

  it('is published for editors as it is checked', () => {
    const published: unknown = JSON.parse(readFileSync(new URL('../../schema/config.schema.json', import.meta.url), 'utf8'));
    expect(published, 'node runtime/write-config-schema.ts brings it up to date').toEqual(configJsonSchema());
    expect(new Ajv({ strict: false }).compile(configJsonSchema())(parse('gateway: { port: "${PORT}", limits: { rate: false } }'))).toBe(
      true,
    );
  });
});
