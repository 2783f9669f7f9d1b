import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { defineAdapter } from '@onebasket/adapter-sdk';
import { describe, expect, it } from 'vitest';
import { ConfigError, configSchema, loadConfig, parseConfig } from '../src/config/index.ts';

const acme = defineAdapter({
  manifest: {
    id: 'acme',
    kind: 'channel',
    name: 'Acme',
    contract: '0.1',
    vendorApi: '1',
    settings: Type.Object({ baseUrl: Type.String({ format: 'uri' }), apiKey: Type.String({ minLength: 1, secret: true }) }),
    allowedOrigins: () => [],
    budget: { perSecond: 1, burst: 1 },
  },
  capabilities: {},
});

const problemsOf = (text: string, env: Record<string, string> = {}) => {
  try {
    parseConfig(text, { file: 'c.yml', env, adapters: [acme] });
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

  it('refuses unknown keys with the path, the line and what is allowed', () => {
    expect(problemsOf('gateway:\n  prot: 1')).toEqual([expect.stringMatching(/^2 gateway\.prot: .*did you mean port\?.*host/)]);
    expect(problemsOf(GOOD.replace('apiKey', 'apikey'), { ACME_KEY: 'k' })).toEqual([
      expect.stringMatching(/^8 channels\[0\]\.settings\.apiKey: is missing/),
      expect.stringMatching(/^8 channels\[0\]\.settings\.apikey: is not a setting of acme; allowed: baseUrl, apiKey/),
    ]);
  });

  it('refuses wrong values with what is allowed', () => {
    expect(problemsOf('accounts:\n\n  outbox: mail')).toEqual(['3 accounts.outbox: must be one of: log, http']);
    expect(problemsOf('channels:\n  - id: a\n    adapter: acne')).toEqual([
      expect.stringMatching(/^3 channels\[0\]\.adapter: unknown channel adapter "acne"; did you mean acme\?.*allowed: acme/),
    ]);
    expect(problemsOf('storage: { url: ftp }')[0]).toMatch(/^1 storage\.url: .*sqlite:FOLDER or mongodb/);
    expect(problemsOf('gateway: { limits: { rate: 5 } }')).toEqual([expect.stringMatching(/^1 gateway\.limits\.rate: must be false or/)]);
    expect(problemsOf('displayCurrency: ABC')).toEqual([expect.stringMatching(/not an ISO 4217/)]);
  });

  it('names a missing variable and its line, and never prints a secret', () => {
    expect(problemsOf(GOOD)).toEqual([
      expect.stringMatching(/^8 channels\[0\]\.settings\.apiKey: the environment variable ACME_KEY is not set/),
    ]);
    expect(problemsOf(GOOD.replace('baseUrl: http', 'baseUrl: nothttp'), { ACME_KEY: 'hunter22' }).join()).not.toContain('hunter22');
  });

  it('refuses two accounts of one id, and text that is no YAML, with the line', () => {
    expect(
      problemsOf(
        'channels:\n  - { id: a, adapter: acme, settings: { baseUrl: "http://x", apiKey: k } }\ncarriers:\n  - { id: a, adapter: sf }',
      ).join(),
    ).toMatch(/4 carriers\[0\]\.id: "a" is used twice/);
    expect(problemsOf('a: 1\nb: [')[0]).toMatch(/^2 /);
  });

  it('says when the file cannot be read', async () => {
    await expect(loadConfig('/nowhere/c.yml')).rejects.toThrow(/\/nowhere\/c\.yml:1:1 cannot be read \(ENOENT\)/);
  });

  it('is published for editors as it is checked', () => {
    const published: unknown = JSON.parse(readFileSync(new URL('../../schema/config.schema.json', import.meta.url), 'utf8'));
    expect(published).toEqual(
      JSON.parse(JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', title: 'OneBasket configuration', ...configSchema })),
    );
  });
});
