import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config/index.ts';
import { openKeys, type Keys } from '../src/keys/index.ts';
import type { StorageProvider } from '../src/storage/port.ts';
import { chooseLocale } from '../src/subgraph/index.ts';
import {
  ANONYMOUS,
  requireScope,
  requireStaff,
  resolveViewer,
  SERVICE,
  signAccessToken,
  signOrderToken,
  verifyOrderToken,
  type AccessClaims,
  type Viewer,
} from '../src/viewer/index.ts';

const CLIENT_KEY = 'partner-key-of-thirty-two-letters';
const config = parseConfig(
  JSON.stringify({ accounts: { seed: { clients: [{ id: 'partner', key: CLIENT_KEY, scopes: ['catalog:read'] }] } } }),
  { file: 'test' },
);
const SHOPPER: AccessClaims = { id: 'p1', kind: 'SHOPPER', email: 'ann@example.com', name: 'Ann', roles: [] };
const STAFF: AccessClaims = { id: 's1', kind: 'STAFF', email: 'ops@example.com', roles: ['operator'] };

let keys: Keys;
let otherKeys: Keys;
beforeAll(async () => {
  const noStorage = {} as StorageProvider;
  keys = await openKeys(noStorage, 'one configured signing key, long enough');
  otherKeys = await openKeys(noStorage, 'another configured signing key, long enough');
});

const resolve = (authorization?: string, apiKey?: string) => resolveViewer({ authorization, apiKey }, { keys, config });
const tokenOf = (claims: AccessClaims, by = keys, now = new Date(), lastsMs = 60_000) =>
  signAccessToken(by, claims, now, new Date(now.getTime() + lastsMs));
const unauthenticated = { extensions: { code: 'UNAUTHENTICATED' } };

describe('who is asking', () => {
  it('nobody, without credentials', async () => {
    expect(await resolve()).toEqual(ANONYMOUS);
    expect(await resolve('', '')).toEqual(ANONYMOUS);
  });

  it('a shopper or staff, by an access token', async () => {
    expect(await resolve(`Bearer ${await tokenOf(SHOPPER)}`)).toEqual({ kind: 'SHOPPER', id: 'p1', email: 'ann@example.com', name: 'Ann' });
    expect(await resolve(`bearer ${await tokenOf(STAFF)}`)).toMatchObject({ kind: 'STAFF', id: 's1', roles: ['operator'] });
  });

  it('an API client, by its key', async () => {
    expect(await resolve(undefined, CLIENT_KEY)).toEqual({ kind: 'API_CLIENT', id: 'partner', scopes: ['catalog:read'] });
  });

  it('is told that a token has expired, so that the client knows to refresh', async () => {
    const old = await tokenOf(SHOPPER, keys, new Date(Date.now() - 7_200_000));
    await expect(resolve(`Bearer ${old}`)).rejects.toMatchObject({ ...unauthenticated, message: expect.stringContaining('expired') });
  });

  it('credentials that do not hold are refused, never taken for nobody', async () => {
    const now = Math.floor(Date.now() / 1000);
    const jwt = (change: (token: SignJWT) => SignJWT, purpose = 'access-token') =>
      change(
        new SignJWT({ kind: 'STAFF', email: 'x@example.com', roles: ['admin'] })
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject('x')
          .setIssuer('onebasket')
          .setAudience('onebasket-graph')
          .setExpirationTime(now + 60),
      ).sign(keys.derive(purpose));
    const [head, payload, mac] = (await tokenOf(SHOPPER)).split('.') as [string, string, string];
    const promoted = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), kind: 'STAFF' }));
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = [
      await tokenOf(SHOPPER, otherKeys),
      await jwt(token => token, 'guest-token'),
      await jwt(token => token.setIssuer('somebody')),
      await jwt(token => token.setAudience('something')),
      `${head}.${promoted.toString('base64url')}.${mac}`,
      `${none}.${payload}.`,
      `${head}.${payload}`,
      'garbage',
      `${'a'.repeat(100_000)}.b.c`,
    ];
    for (const token of forged) await expect(resolve(`Bearer ${token}`)).rejects.toMatchObject(unauthenticated);
    for (const header of ['Bearer', 'Bearer  ', 'Basic YTpi', 'null', ' '])
      await expect(resolve(header)).rejects.toMatchObject(unauthenticated);
    for (const key of ['wrong', CLIENT_KEY.slice(1), `${CLIENT_KEY} `, '\u0000'])
      await expect(resolve(undefined, key)).rejects.toMatchObject(unauthenticated);
    await expect(resolve('Bearer garbage', CLIENT_KEY)).rejects.toMatchObject(unauthenticated);
  });
});

describe('what a viewer may do', () => {
  const staff = (...roles: string[]): Viewer => ({ kind: 'STAFF', id: 's', email: 's@example.com', roles });
  const client: Viewer = { kind: 'API_CLIENT', id: 'c', scopes: ['catalog:read'] };

  it('staff by role, administrators everything, our own services too', () => {
    for (const viewer of [staff('operator'), staff('admin'), SERVICE]) expect(() => requireStaff(viewer, 'operator')).not.toThrow();
    expect(() => requireStaff(staff())).not.toThrow();
    for (const viewer of [staff('catalog'), client])
      expect(() => requireStaff(viewer, 'operator')).toThrow(expect.objectContaining({ extensions: { code: 'FORBIDDEN' } }));
    expect(() => requireStaff(ANONYMOUS)).toThrow(expect.objectContaining(unauthenticated));
  });

  it('API clients by scope', () => {
    expect(() => requireScope(client, 'catalog:read')).not.toThrow();
    expect(() => requireScope(client, 'orders:write')).toThrow(expect.objectContaining({ extensions: { code: 'FORBIDDEN' } }));
    expect(() => requireScope(ANONYMOUS, 'catalog:read')).toThrow(expect.objectContaining(unauthenticated));
  });
});

describe('order tokens', () => {
  it('open exactly one order, and are the same for every repeat', () => {
    const token = signOrderToken(keys, 'o1');
    expect(signOrderToken(keys, 'o1')).toBe(token);
    expect(verifyOrderToken(keys, token, 'o1')).toBe(true);
    const others = [
      signOrderToken(otherKeys, 'o1'),
      token.replace('o1', 'o2'),
      `${token}x`,
      token.slice(0, -1),
      '',
      'ot1.o1.',
      '\u{1f600}',
    ];
    for (const other of others) expect(verifyOrderToken(keys, other, 'o1')).toBe(false);
    expect(verifyOrderToken(keys, token, 'o2')).toBe(false);
  });
});

describe('the language', () => {
  it('is Chinese when the client prefers any Chinese over English, else English', () => {
    const chinese = ['zh', 'zh-CN', 'ZH-tw', 'zh-Hans-CN,en;q=0.8', 'en;q=0.5, zh;q=0.6', 'de, zh;q=0.1', 'fr,*;q=0.5,zh-HK;q=0.2'];
    for (const header of chinese) expect(chooseLocale(header), header).toBe('zh-CN');
    const english = [undefined, '', 'en', 'de', '*', 'en-GB,zh;q=0.9', 'zh;q=0', 'zh;q=0,en;q=0.1', ';;;,,,q=1', 'x'.repeat(9999)];
    for (const header of english) expect(chooseLocale(header), header).toBe('en');
  });
});
