import { generateKeyPairSync } from 'node:crypto';
import { makeCall, type Handler } from '@onebasket/adapter-testkit';
import { describe, expect, it } from 'vitest';
import { GENERATIONS, platformProfile, readMerchantProfile, ucp } from '../src/index.ts';
import { invoke } from '../src/client.ts';
import { discover } from '../src/discovery.ts';
import { OPERATIONS } from '../src/operations.ts';

const SETTINGS = { baseUrl: 'https://shop.example.com', platformProfileUrl: 'https://us.example.com/ucp/{version}' };
const profile = (change: object = {}, services?: object) => ({
  ucp: {
    version: '2026-04-08',
    services: services ?? {
      'dev.ucp.shopping': [{ transport: 'rest', version: '2026-04-08', endpoint: 'https://shop.example.com/ucp/v1/' }],
    },
    capabilities: { 'dev.ucp.shopping.checkout': [{ version: '2026-04-08' }] },
    ...change,
  },
});
const callWith = (handler: Handler, settings: object = {}) => makeCall(handler, { settings: { ...SETTINGS, ...settings } });

describe('discovery', () => {
  it('finds the endpoint without the slash at its end', async () => {
    const merchant = await discover(callWith(() => ({ body: profile() })));
    expect(merchant).toMatchObject({ transport: 'rest', endpoint: 'https://shop.example.com/ucp/v1' });
    expect(merchant.can('checkout')).toBe(true);
    expect(merchant.can('cart')).toBe(false);
  });

  it('prefers REST, takes MCP where there is only that or it is asked for', async () => {
    const mcp = { transport: 'mcp', endpoint: 'https://shop.example.com/mcp' };
    const rest = { transport: 'rest', endpoint: 'https://shop.example.com' };
    const transportOf = async (services: readonly object[], settings = {}) =>
      (await discover(callWith(() => ({ body: profile({}, { 'dev.ucp.shopping': services }) }), settings))).transport;
    expect(await transportOf([mcp, rest])).toBe('rest');
    expect(await transportOf([mcp])).toBe('mcp');
    expect(await transportOf([mcp, rest], { transport: 'mcp' })).toBe('mcp');
    expect(await transportOf([rest], { transport: 'mcp' })).toBe('rest');
  });

  it('asks nobody that the settings do not name: an endpoint elsewhere is looked for at the merchant’s own address', async () => {
    const services = { 'dev.ucp.shopping': [{ transport: 'rest', endpoint: 'https://api.elsewhere.com/ucp' }] };
    const endpoint = async (settings: object) => (await discover(callWith(() => ({ body: profile({}, services) }), settings))).endpoint;
    expect(await endpoint({})).toBe('https://shop.example.com/ucp');
    expect(await endpoint({ endpointOrigins: ['https://api.elsewhere.com'] })).toBe('https://api.elsewhere.com/ucp');
    expect(await endpoint({ endpoint: 'https://proxy.example.com/x/' })).toBe('https://proxy.example.com/x');
  });

  it('goes to the profile of a version that we speak', async () => {
    const call = callWith(({ path }) =>
      path === '/old.json'
        ? { body: profile() }
        : {
            body: profile({
              version: '2027-06-01',
              supported_versions: { '2026-01-11': 'https://shop.example.com/x', '2026-04-08': 'https://shop.example.com/old.json' },
            }),
          },
    );
    expect((await discover(call)).generation.version).toBe('2026-04-08');
    expect(call.sent.map(({ path }) => path)).toEqual(['/.well-known/ucp', '/old.json']);
  });

  it('says what is wrong with an address that has no profile, or a profile that has no endpoint', async () => {
    await expect(discover(callWith(() => ({ status: 404, body: 'no' })))).rejects.toMatchObject({ code: 'misconfigured' });
    await expect(discover(callWith(() => ({ body: profile({}, {}) })))).rejects.toMatchObject({ code: 'misconfigured' });
    await expect(discover(callWith(() => ({ body: '<html>' })))).rejects.toMatchObject({ code: 'invalid-response' });
  });

  it('allows the hosts of the settings alone', () => {
    const settings = { ...SETTINGS, endpoint: 'https://a.test/x', endpointOrigins: ['https://b.test', 'https://shop.example.com'] };
    expect(ucp.manifest.allowedOrigins(settings)).toEqual(['https://shop.example.com', 'https://a.test', 'https://b.test']);
  });
});

describe('a request', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signingKey = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'k' });
  const sentTo = async (version: string, settings: object = {}, services?: object) => {
    const call = callWith(
      ({ path }) =>
        path.startsWith('/.well-known')
          ? { body: profile({ version }, services) }
          : { body: { result: { structuredContent: { ucp: {} } } } },
      settings,
    );
    await invoke(call, await discover(call), OPERATIONS.createCheckout, { payload: { line_items: [], id: 'x' } });
    const { headers = {}, body } = call.sent[1] ?? {};
    return { headers, body: JSON.parse(String(body)) as Record<string, unknown> };
  };

  it('says who we are in the merchant’s generation, which request it is and which deed', async () => {
    const { headers } = await sentTo('2026-04-08', { accessToken: 'token', apiKey: 'key' });
    expect(headers).toMatchObject({
      'ucp-agent': 'profile="https://us.example.com/ucp/2026-04-08"',
      'request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'content-type': 'application/json',
      authorization: 'Bearer token',
      'x-api-key': 'key',
    });
    expect(headers).not.toHaveProperty('request-signature');
    expect(headers).not.toHaveProperty('signature');
  });

  it('is signed as its generation wants it', async () => {
    expect((await sentTo('2026-01-11')).headers['request-signature'], 'required, and read by nobody').toBe('unsigned');
    expect((await sentTo('2026-01-23', { signingKey })).headers['request-signature']).toMatch(/^[\w-]+\.\.[\w-]+$/);
    const { headers } = await sentTo('2026-08-25', { signingKey });
    expect(headers['signature-input']).toMatch(
      /^sig1=\("@method" "@authority" "@path" "ucp-agent" "idempotency-key" "content-digest" "content-type"\);created=\d+;keyid="k"$/,
    );
    expect(headers).not.toHaveProperty('request-signature');
  });

  it('over MCP names its tool, ourselves and the deed beside the resource, which has no id', async () => {
    const services = { 'dev.ucp.shopping': [{ transport: 'mcp', endpoint: 'https://shop.example.com/mcp' }] };
    const { headers, body } = await sentTo('2026-04-08', {}, services);
    expect(headers).toMatchObject({ accept: 'application/json, text/event-stream', 'idempotency-key': expect.any(String) });
    expect(body).toMatchObject({
      jsonrpc: '2.0',
      method: 'tools/call',
      params: {
        name: 'create_checkout',
        arguments: {
          meta: { 'ucp-agent': { profile: 'https://us.example.com/ucp/2026-04-08' }, 'idempotency-key': headers['idempotency-key'] },
          checkout: { line_items: [] },
        },
      },
    });
    expect(JSON.stringify(body)).not.toContain('"id":"x"');
  });
});

describe('our own profile', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const settings = {
    ...SETTINGS,
    webhookUrl: 'https://us.example.com/hooks/1',
    signingKey: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'k' }),
  };

  it.each(GENERATIONS.map(({ version }) => version))('has the shape of %s, where events go, and our public key', version => {
    const document = platformProfile(version, settings);
    const text = JSON.stringify(document);
    expect(text).toContain('"webhook_url":"https://us.example.com/hooks/1"');
    expect(text).not.toContain('"d":');
    const read = readMerchantProfile(document);
    expect(read.version).toBe(version);
    expect(read.keys).toMatchObject([{ keyId: 'k' }, ...(version === '2026-08-25' ? [{ keyId: 'k' }] : [])]);
    expect(read.capabilities.has('checkout')).toBe(true);
    expect(read.capabilities.has('catalog.search')).toBe(version >= '2026-04-08');
    expect(Array.isArray((document['ucp'] as { capabilities: unknown }).capabilities)).toBe(version === '2026-01-11');
  });

  it('is refused for a version that nobody speaks', () => {
    expect(() => platformProfile('2025-01-01', settings)).toThrow(RangeError);
  });
});
