import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { closestGeneration, readMerchantProfile } from '../src/index.ts';
import { withoutNulls } from '../src/wire.ts';

describe('a merchant’s profile', () => {
  const profile = (folder: string) => {
    const file = new URL(`../../../../twins/ucp/test/fixtures/${folder}/discovery.json`, import.meta.url);
    const { exchanges } = JSON.parse(readFileSync(file, 'utf8')) as { exchanges: readonly { response: { body: unknown } }[] };
    return readMerchantProfile(withoutNulls(exchanges[0]?.response.body));
  };

  it.each([
    ['python-2026-01-11', '2026-01-11', 'http://shop.test', ['shop_pay', 'google_pay']],
    ['node-2026-01-11', '2026-01-11', 'http://shop.test', ['shop_pay', 'google_pay', 'mock_payment_handler']],
    ['python-2026-01-23', '2026-01-23', 'http://shop.test', ['shop_pay', 'google_pay', 'mock_payment_handler']],
  ])('is read in its shape: %s', (folder, version, rest, paymentHandlers) => {
    const read = profile(folder);
    expect(read).toMatchObject({ version, endpoints: { rest }, paymentHandlers });
    expect(read.generation.version).toBe(version);
    expect([...read.capabilities]).toEqual(expect.arrayContaining(['checkout', 'order', 'discount', 'fulfillment']));
  });

  it('of the specification names its transports, its page of baskets, keys in both forms and other versions', () => {
    const read = readMerchantProfile({
      ucp: {
        version: '2027-02-02',
        supported_versions: { '2026-04-08': 'https://shop.example.com/ucp/2026-04-08.json', '2026-01-11': 7 },
        services: {
          'dev.ucp.shopping': [
            { version: '2027-02-02', transport: 'mcp', endpoint: 'https://shop.example.com/api/ucp/mcp/' },
            { transport: 'embedded' },
          ],
        },
        capabilities: {
          'dev.ucp.shopping.cart': [{ version: '2027-02-02' }],
          'dev.ucp.shopping.permalink': [{ version: '2027-02-02', config: { endpoint: 'https://shop.example.com/cart' } }],
          'com.example.gift': [{ version: '1' }],
        },
      },
      signing_keys: [
        {
          kid: 'a',
          kty: 'EC',
          crv: 'P-256',
          x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
          y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
        },
      ],
      keys: { keys: [{ kid: 'b', kty: 'OKP', crv: 'Ed25519', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' }] },
    });
    expect(read.endpoints).toEqual({ mcp: 'https://shop.example.com/api/ucp/mcp' });
    expect(read.generation.version, 'the newest that we know').toBe('2026-08-25');
    expect(read.permalink).toBe('https://shop.example.com/cart');
    expect([...read.capabilities]).toEqual(['cart', 'permalink', 'com.example.gift']);
    expect(read.keys.map(({ keyId, key }) => [keyId, key !== undefined])).toEqual([
      ['a', true],
      ['b', true],
    ]);
    expect([...read.otherVersions]).toEqual([['2026-04-08', 'https://shop.example.com/ucp/2026-04-08.json']]);
  });

  it('is none when it says nothing of the protocol', () => {
    for (const value of [null, [], 'x', {}, { ucp: {} }]) {
      expect(() => readMerchantProfile(value)).toThrow(expect.objectContaining({ code: 'invalid-response' }));
    }
  });

  it('has a version that is spoken to as the closest before it', () => {
    expect(['2025-12-01', '2026-01-23', '2026-05-01', '2027-01-01', 'soon'].map(version => closestGeneration(version).version)).toEqual([
      '2026-01-11',
      '2026-01-23',
      '2026-04-08',
      '2026-08-25',
      '2026-08-25',
    ]);
  });
});
