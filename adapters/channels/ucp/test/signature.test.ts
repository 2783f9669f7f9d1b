import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { parseDictionary, type InnerList } from 'structured-headers';
import { describe, expect, it } from 'vitest';
import {
  contentDigest,
  readPublishedKeys,
  readSigningKey,
  signatureBase,
  signDetached,
  signRequest,
  toPublicJwk,
  verifyDetached,
  verifyRequest,
  type SigningKey,
} from '../src/index.ts';
import { thumbprint } from '../src/keys.ts';
import { verifyBytes } from '../src/signature.ts';

const NOW = new Date('2026-11-25T10:00:00Z');
const keyOf = (namedCurve: string, keyId: string): SigningKey => ({ keyId, key: generateKeyPairSync('ec', { namedCurve }).privateKey });
const published = (...keys: readonly SigningKey[]) => readPublishedKeys(keys.map(toPublicJwk));

describe('RFC 9421, with the vectors of its appendix', () => {
  const request = {
    method: 'POST',
    url: 'https://example.com/foo?param=Value&Pet=dog',
    headers: {
      date: 'Tue, 20 Apr 2021 02:07:55 GMT',
      'content-type': 'application/json',
      'content-length': '18',
      'content-digest': 'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
    },
    body: Buffer.from('{"hello": "world"}'),
  };
  // B.1.4 test-key-ed25519
  const ed25519 = createPrivateKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' },
  });

  it('B.2.6: the signature base and the signature are the published ones', () => {
    const input = parseDictionary(
      'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    ).get('sig-b26') as InnerList;
    const base = signatureBase(request, input);
    expect(base).toBe(
      [
        '"date": Tue, 20 Apr 2021 02:07:55 GMT',
        '"@method": POST',
        '"@path": /foo',
        '"@authority": example.com',
        '"content-type": application/json',
        '"content-length": 18',
        '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      ].join('\n'),
    );
    const signature = 'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==';
    expect(sign(null, Buffer.from(base), ed25519).toString('base64')).toBe(signature);
    expect(verifyBytes(Buffer.from(base), createPublicKey(ed25519), Buffer.from(signature, 'base64'))).toBe(true);
  });

  it('names the query, and one member of a dictionary, as it stands', () => {
    const input = parseDictionary('s=("@query" "signature-agent";key="sig1");keyid="k"').get('s') as InnerList;
    const headers = {
      'signature-agent': 'sig0="https://other.test";type=directory, sig1="https://platform.example/.well-known/ucp";type=jwks_uri',
    };
    expect(signatureBase({ ...request, headers }, input)).toBe(
      '"@query": ?param=Value&Pet=dog\n"signature-agent";key="sig1": "https://platform.example/.well-known/ucp";type=jwks_uri\n' +
        '"@signature-params": ("@query" "signature-agent";key="sig1");keyid="k"',
    );
  });

  it('the digests of RFC 9530 are those of the protocol’s examples', () => {
    expect(contentDigest(Buffer.from('{"hello": "world"}'))).toBe('sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:');
    expect(contentDigest(Buffer.from('{"hello": "world"}\n'))).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
  });

  it('RFC 7638 and RFC 8037: the thumbprint of the published key', () => {
    expect(thumbprint(ed25519)).toBe('poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U');
  });
});

describe('requests that we sign', () => {
  const request = {
    method: 'POST',
    url: 'https://merchant.example.com/checkout-sessions',
    headers: {
      'content-type': 'application/json',
      'ucp-agent': 'profile="https://platform.example/.well-known/ucp"',
      'idempotency-key': '550e8400-e29b-41d4-a716-446655440000',
      'request-id': 'not covered',
    },
    body: Buffer.from('{"line_items":[]}'),
  };
  const signedBy = (key: SigningKey, change: Partial<typeof request> = {}) => {
    const it = { ...request, ...change };
    return { ...it, headers: { ...it.headers, ...signRequest(it, key, { created: 1764064800 }) } };
  };

  it('cover what the protocol lists, in its order, with the key’s id and no algorithm', () => {
    const { headers } = signedBy(keyOf('P-256', 'platform-2026')) as { headers: Record<string, string> };
    expect(headers['signature-input']).toBe(
      'sig1=("@method" "@authority" "@path" "ucp-agent" "idempotency-key" "content-digest" "content-type");created=1764064800;keyid="platform-2026"',
    );
    expect(Buffer.from(/^sig1=:(.*):$/.exec(headers['signature'] ?? '')?.[1] ?? '', 'base64'), 'raw r||s').toHaveLength(64);
  });

  it.each(['P-256', 'P-384'])('verify with the published half of an EC key (%s)', curve => {
    const key = keyOf(curve, 'k');
    expect(verifyRequest(signedBy(key), published(keyOf('P-256', 'older'), key), NOW)).toBeUndefined();
  });

  it('verify with an Ed25519 key', () => {
    const key = { keyId: 'ed', key: generateKeyPairSync('ed25519').privateKey };
    expect(verifyRequest(signedBy(key), published(key), NOW)).toBeUndefined();
  });

  it('without a body cover no body', () => {
    const key = keyOf('P-256', 'k');
    const read = { method: 'GET', url: 'https://merchant.example.com/orders/1', headers: {} };
    const headers = signRequest(read, key);
    expect(headers['signature-input']).toBe('sig1=("@method" "@authority" "@path");keyid="k"');
    expect(verifyRequest({ ...read, headers }, published(key), NOW)).toBeUndefined();
  });

  it('do not verify after any change, by another key, or with too little covered', () => {
    const key = keyOf('P-256', 'k');
    const signed = signedBy(key);
    const fault = (change: object) => verifyRequest({ ...signed, ...change }, published(key), NOW);
    expect(fault({ method: 'PUT' })).toBe('signature_invalid');
    expect(fault({ url: 'https://merchant.example.com/checkout-sessions?x=1' })).toBe('coverage_insufficient');
    expect(fault({ url: 'https://elsewhere.example.com/checkout-sessions' })).toBe('signature_invalid');
    expect(fault({ body: Buffer.from('{"line_items":[1]}') })).toBe('digest_mismatch');
    expect(fault({ headers: { ...signed.headers, 'idempotency-key': 'another' } })).toBe('signature_invalid');
    expect(fault({ headers: request.headers })).toBe('signature_missing');
    expect(verifyRequest(signed, published(keyOf('P-256', 'k')), NOW)).toBe('signature_invalid');
    expect(verifyRequest(signed, published(keyOf('P-256', 'other')), NOW)).toBe('key_not_found');
    const minimal = { ...signed.headers, 'signature-input': 'sig1=("@authority");keyid="k"' };
    expect(fault({ headers: minimal })).toBe('coverage_insufficient');
  });

  it('do not verify in DER, nor after they expired', () => {
    const key = keyOf('P-256', 'k');
    const read = { method: 'GET', url: 'https://merchant.example.com/orders/1', headers: {} };
    const withInput = (parameters: string, make: (base: Buffer, of: KeyObject) => Buffer) => {
      const input = parseDictionary(`sig1=("@method" "@authority" "@path")${parameters}`).get('sig1') as InnerList;
      const signature = make(Buffer.from(signatureBase(read, input)), key.key).toString('base64');
      const headers = { 'signature-input': `sig1=("@method" "@authority" "@path")${parameters}`, signature: `sig1=:${signature}:` };
      return verifyRequest({ ...read, headers }, published(key), NOW);
    };
    const raw = (base: Buffer, of: KeyObject) => sign('sha256', base, { key: of, dsaEncoding: 'ieee-p1363' });
    expect(withInput(';keyid="k"', raw)).toBeUndefined();
    expect(withInput(';keyid="k"', (base, of) => sign('sha256', base, of))).toBe('signature_invalid');
    expect(withInput(';expires=1764064799;keyid="k"', raw)).toBe('signature_invalid');
  });

  it('never throw for headers that anybody may send', () => {
    const keys = published(keyOf('P-256', 'k'));
    const text = fc.oneof(fc.string(), fc.constantFrom('sig1=("@method");keyid="k"', 'sig1=:AAAA:', 'sig1=1', 'sig1=("x" 3);keyid=k'));
    fc.assert(
      fc.property(text, text, text, (input, signature, digest) => {
        const headers = { 'signature-input': input, signature, 'content-digest': digest };
        expect(verifyRequest({ method: 'POST', url: 'https://us.test/hook', headers, body: Buffer.from('{}') }, keys, NOW)).toBeDefined();
      }),
    );
  });
});

describe('the detached JWT of January 2026', () => {
  const body = Buffer.from('{"event_type":"order_placed"}');

  it('is good for these bytes and this key alone', () => {
    const key = keyOf('P-256', 'k');
    const token = signDetached(body, key);
    expect(token).toMatch(/^[\w-]+\.\.[\w-]+$/);
    expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toEqual({
      alg: 'ES256',
      kid: 'k',
      b64: false,
      crit: ['b64'],
    });
    expect(verifyDetached(token, body, published(key))).toBe(true);
    expect(verifyDetached(token, Buffer.from('{}'), published(key))).toBe(false);
    expect(verifyDetached(token, body, published(keyOf('P-256', 'k')))).toBe(false);
    expect(verifyDetached('test', body, published(key))).toBe(false);
  });

  it('may have its payload in base64url, and no other algorithm than the key’s', () => {
    const key = keyOf('P-256', 'k');
    const tokenOf = (claims: object) => {
      const header = Buffer.from(JSON.stringify(claims)).toString('base64url');
      const bytes = Buffer.from(`${header}.${body.toString('base64url')}`);
      return `${header}..${sign('sha256', bytes, { key: key.key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    };
    expect(verifyDetached(tokenOf({ alg: 'ES256', kid: 'k' }), body, published(key))).toBe(true);
    expect(verifyDetached(tokenOf({ alg: 'none', kid: 'k' }), body, published(key))).toBe(false);
    expect(verifyDetached(tokenOf({ alg: 'ES256', kid: 'k', crit: ['exp'] }), body, published(key))).toBe(false);
  });
});

describe('keys', () => {
  it('are read from JWK and PEM, and named by themselves', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'mine' };
    expect(readSigningKey(JSON.stringify(jwk)).keyId).toBe('mine');
    expect(readSigningKey(JSON.stringify(jwk), 'yours').keyId).toBe('yours');
    expect(readSigningKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).keyId).toBe(thumbprint(privateKey));
    expect(toPublicJwk(readSigningKey(JSON.stringify(jwk)))).not.toHaveProperty('d');
  });

  it('that are none are told without being said', () => {
    expect(() => readSigningKey('{"kty":"EC","d":"hush"}')).toThrow(
      expect.objectContaining({ code: 'misconfigured', message: expect.not.stringContaining('hush') }),
    );
  });

  it('of a kind that we cannot use leave the others usable', () => {
    const key = keyOf('P-256', 'k');
    const set = readPublishedKeys([
      { kid: 'pq', kty: 'AKP', alg: 'ML-DSA-65' },
      { kid: 'bad', kty: 'EC', crv: 'P-256', x: '!', y: '?' },
      null,
      toPublicJwk(key),
    ]);
    expect(set.map(({ keyId, key: usable }) => [keyId, usable !== undefined])).toEqual([
      ['pq', false],
      ['bad', false],
      ['k', true],
    ]);
  });
});
