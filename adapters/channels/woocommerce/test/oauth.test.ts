import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '../src/client.ts';
import { percentEncode, signUrl } from '../src/oauth.ts';
import { makeCall } from './make-call.ts';

/** RFC 5849 section 3.4, written down once more. */
function verifies(method: string, address: string, secret: string): boolean {
  const url = new URL(address);
  const given = url.searchParams.get('oauth_signature');
  const pairs = [...url.searchParams]
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const);
  const text = pairs
    .sort(([a, av], [b, bv]) => (a < b ? -1 : a > b ? 1 : av < bv ? -1 : 1))
    .map(pair => pair.join('='))
    .join('&');
  const base = [method, percentEncode(`${url.origin}${url.pathname}`), percentEncode(text)].join('&');
  return (
    createHmac('sha256', `${percentEncode(secret)}&`)
      .update(base)
      .digest('base64') === given
  );
}

describe('a signed address', () => {
  it('verifies by the letter of RFC 5849, whatever is asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (search, sku) => {
        const url = `http://shop.test:8080/wp-json/wc/v3/products?search=${percentEncode(search.toWellFormed())}&sku=${percentEncode(sku.toWellFormed())}`;
        const signed = signUrl({ method: 'GET', url }, { key: 'ck_dummy', secret: 'cs_dummy' }, { nonce: 'n1', timestamp: 1_795_576_600 });
        expect(verifies('GET', signed, 'cs_dummy')).toBe(true);
        expect(verifies('GET', signed, 'other')).toBe(false);
      }),
    );
  });

  it('is what a shop without TLS gets, with a new nonce each time and no Basic header', async () => {
    const call = makeCall(() => ({ body: [] }), { baseUrl: 'http://shop.test/' });
    await read(call, '/products');
    await read(call, '/products');
    const nonces = call.sent.map(({ query }) => query.get('oauth_nonce'));
    expect(new Set(nonces).size).toBe(call.sent.length);
    for (const request of call.sent) {
      expect(request.headers).not.toHaveProperty('authorization');
      expect(verifies(request.method, request.url, 'cs_dummy')).toBe(true);
    }
  });

  it('is not needed over TLS: keys go as Basic', async () => {
    const call = makeCall(() => ({ body: [] }));
    await read(call, '/products');
    expect(call.sent.at(-1)?.headers?.['authorization']).toBe(`Basic ${btoa('ck_dummy:cs_dummy')}`);
    expect(call.sent.at(-1)?.url).not.toContain('oauth');
  });
});

describe('a shop without pretty permalinks', () => {
  it('is asked by rest_route, and remembered', async () => {
    const call = makeCall(request => (request.query.has('rest_route') ? { body: [] } : { status: 404, body: '<html>Not Found</html>' }));
    await read(call, '/products', { page: 1 });
    await read(call, '/orders');
    expect(call.sent.filter(({ path }) => path.startsWith('/wp-json'))).toHaveLength(1);
    expect(call.sent.at(-1)?.query.get('rest_route')).toBe('/wc/v3/orders');
  });
});
