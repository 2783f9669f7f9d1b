import { signAccessToken } from '@onebasket/runtime';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CLIENT_KEY,
  Orders,
  PASSWORD,
  person,
  refresh,
  removeFolders,
  run,
  signOut,
  viewer,
  type RunningAccounts,
} from './support/accounts.ts';

const HOUR = 3_600_000;
const OPS = { email: 'Ops@example.com', password: 'an operator of ours', roles: ['operator'], name: 'Olive' };

let accounts: RunningAccounts;
const restart = async (given: Parameters<typeof run>[0] = {}) => {
  await accounts.stop();
  const { folder, time, orders } = accounts;
  accounts = await run({ folder, time, orders, ...given });
};
beforeEach(async () => {
  accounts = await run({ staff: [OPS] });
  return () => accounts.stop();
});
afterAll(removeFolders);

describe('refresh tokens', () => {
  it('hold once: an old one shown again ends the whole family, and no other', async () => {
    const ann = person(accounts, 'ann@example.com');
    const [first, otherDevice] = [await ann.join(), await ann.signIn()];
    const second = await refresh(accounts, first.refreshToken);
    expect((await refresh(accounts, first.refreshToken)).__typename).toBe('SignInRefused');
    expect((await refresh(accounts, second.refreshToken)).__typename).toBe('SignInRefused');
    expect((await refresh(accounts, otherDevice.refreshToken)).__typename).toBe('SignedIn');
  });

  it('shown twice at once leave no session that holds', async () => {
    const { refreshToken } = await person(accounts, 'ann@example.com').join();
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(accounts, refreshToken)));
    const winners = answers.filter(({ __typename }) => __typename === 'SignedIn');
    expect(winners).toHaveLength(1);
    expect((await refresh(accounts, winners[0]?.refreshToken ?? '')).__typename).toBe('SignInRefused');
  });

  it('outlive a restart, and end after a month without use', async () => {
    const { refreshToken, accessToken } = await person(accounts, 'ann@example.com').join();
    await restart();
    expect(await viewer(accounts, { token: accessToken })).toMatchObject({ kind: 'SHOPPER' });
    const next = await refresh(accounts, refreshToken);
    accounts.time.pass(29 * 24 * HOUR);
    const later = await refresh(accounts, next.refreshToken);
    expect(later.__typename).toBe('SignedIn');
    accounts.time.pass(31 * 24 * HOUR);
    expect((await refresh(accounts, later.refreshToken)).__typename).toBe('SignInRefused');
  });

  it('of nobody are refused, whatever they look like', async () => {
    const { refreshToken } = await person(accounts, 'ann@example.com').join();
    const [id = '', secret = ''] = refreshToken.split('.');
    for (const token of ['', '.', `.${secret}`, '{"$gt":""}', '\u0000', '\ud800', '__proto__', 'x'.repeat(100_000)]) {
      expect([token, (await refresh(accounts, token)).__typename]).toEqual([token, 'SignInRefused']);
      expect(await signOut(accounts, token)).toBe(false);
    }
    expect(await signOut(accounts, `${id}.wrong`)).toBe(false);
    expect((await refresh(accounts, refreshToken)).__typename).toBe('SignedIn');
  });
});

describe('guessing passwords', () => {
  it('slows down after five wrong tries, for an address without account as well', async () => {
    await person(accounts, 'ann@example.com').join();
    const answers = [];
    for (const email of ['ann@example.com', 'nobody@example.com']) {
      const waits: (number | null)[] = [];
      for (let tries = 1; tries <= 8; tries++) {
        const { retryAfterMs } = await person(accounts, email).signIn(`wrong ${tries}`);
        waits.push(retryAfterMs);
        accounts.time.pass(retryAfterMs ?? 0);
      }
      answers.push(waits);
    }
    expect(answers[0]).toEqual([null, null, null, null, 500, 1000, 2000, 4000]);
    expect(answers[1]).toEqual(answers[0]);
    expect((await person(accounts, 'ann@example.com').signIn()).__typename).toBe('SignedIn');
    expect((await person(accounts, 'ann@example.com').signIn('wrong')).retryAfterMs).toBe(null);
  });

  it('stops within fifty wrong tries even for who waits as told, over restarts, and opens again later', async () => {
    const ann = () => person(accounts, 'ann@example.com');
    await ann().join();
    let longest = 0;
    for (let tries = 0; tries < 50 && longest < HOUR; tries++) {
      accounts.time.pass(longest);
      longest = (await ann().signIn('wrong')).retryAfterMs ?? 0;
      if (tries === 20) await restart();
    }
    expect(longest).toBe(HOUR);
    await restart();
    expect(await ann().signIn()).toMatchObject({ __typename: 'SignInRefused', retryAfterMs: HOUR });
    expect((await person(accounts, 'bob@example.com').join()).__typename).toBe('SignedIn');
    accounts.time.pass(HOUR);
    expect((await ann().signIn()).__typename).toBe('SignedIn');
  });

  it('stops within fifty tries that do not wait as told, the right one at last among them', async () => {
    const ann = person(accounts, 'ann@example.com');
    await ann.join();
    for (let tries = 0; tries < 49; tries++) await ann.signIn(`wrong ${tries}`);
    expect(await ann.signIn()).toMatchObject({ __typename: 'SignInRefused', retryAfterMs: HOUR });
    accounts.time.pass(HOUR);
    expect((await ann.signIn()).__typename).toBe('SignedIn');
  });

  it('lets in who comes too early once and then waits as told', async () => {
    const ann = person(accounts, 'ann@example.com');
    await ann.join();
    for (let tries = 0; tries < 5; tries++) await ann.signIn('wrong');
    const early = await ann.signIn();
    expect(early).toMatchObject({ __typename: 'SignInRefused', retryAfterMs: 500 });
    accounts.time.pass(500);
    expect((await ann.signIn()).__typename).toBe('SignedIn');
  });

  it('gains nothing by sending all tries at once', async () => {
    await person(accounts, 'ann@example.com').join();
    const ann = person(accounts, 'ann@example.com');
    const tries = [...Array.from({ length: 60 }, (_, at) => `wrong ${at}`), PASSWORD];
    const answers = await Promise.all(tries.map(password => ann.signIn(password)));
    expect(answers.map(({ __typename }) => __typename)).not.toContain('SignedIn');
    expect(await ann.signIn()).toMatchObject({ retryAfterMs: HOUR });
  });

  it('does not keep out a person who signs in on many devices at once', async () => {
    const ann = person(accounts, 'ann@example.com');
    await ann.join();
    const answers = await Promise.all(Array.from({ length: 12 }, () => ann.signIn()));
    expect(answers.every(({ __typename }) => __typename === 'SignedIn')).toBe(true);
  });

  it('finds nothing with input that looks like a query', async () => {
    await person(accounts, 'ann@example.com').join();
    const odd = ['', '{"$ne":""}', '\u0000', '\ud800', '__proto__', '%', "' OR 1=1 --", 'a'.repeat(50_000)];
    for (const text of odd) {
      expect((await person(accounts, text).signIn(text)).__typename).toBe('SignInRefused');
      expect((await person(accounts, text).confirm(text)).__typename).toBe('SignInRefused');
      expect((await person(accounts, 'ann@example.com').confirm(text)).__typename).toBe('SignInRefused');
    }
  });
});

describe('staff of the configuration', () => {
  const ops = () => person(accounts, OPS.email, OPS.password);

  it('can sign in, and a restart changes nothing', async () => {
    const before = await ops().signIn();
    expect(before.viewer).toMatchObject({ kind: 'STAFF', name: 'Olive', roles: ['operator'], scopes: [] });
    await restart({ staff: [OPS] });
    expect((await ops().signIn()).viewer).toEqual(before.viewer);
  });

  it('get a new password, roles and name with a restart, and lose the old ones', async () => {
    const { viewer: before } = await ops().signIn();
    const { name: _name, ...changed } = { ...OPS, password: 'a newer secret of theirs', roles: ['admin'] };
    await restart({ staff: [changed] });
    expect((await ops().signIn()).__typename).toBe('SignInRefused');
    expect((await ops().signIn(changed.password)).viewer).toEqual({ ...before, name: null, roles: ['admin'] });
  });

  it('are shoppers once they are no longer named', async () => {
    const { viewer: before, refreshToken } = await ops().signIn();
    await restart({ staff: [{ ...OPS, email: 'next@example.com' }] });
    expect((await ops().signIn()).viewer).toMatchObject({ id: before.id, kind: 'SHOPPER', roles: [] });
    expect((await refresh(accounts, refreshToken)).viewer).toMatchObject({ kind: 'SHOPPER', roles: [] });
  });

  it('win over a sign-up of their address that still waits for its code', async () => {
    const early = { ...OPS, email: 'early@example.com' };
    const stranger = person(accounts, early.email, 'a stranger likes tea');
    await stranger.signUp();
    await restart({ staff: [early] });
    expect((await person(accounts, early.email).confirm(await person(accounts, early.email).newestCode())).__typename).toBe(
      'SignInRefused',
    );
    expect((await person(accounts, early.email, early.password).signIn()).viewer).toMatchObject({ kind: 'STAFF' });
  });
});

describe('the viewer', () => {
  it('is nobody, an API client, or the bearer of the token', async () => {
    const nobody = { kind: 'ANONYMOUS', id: null, name: null, email: null, phone: null, roles: [], scopes: [] };
    expect(await viewer(accounts, {})).toEqual(nobody);
    expect(await viewer(accounts, { isService: true })).toEqual(nobody);
    expect(await viewer(accounts, { apiKey: CLIENT_KEY })).toEqual({
      ...nobody,
      kind: 'API_CLIENT',
      id: 'partner',
      name: 'partner',
      scopes: ['catalog:read', 'orders:write'],
    });
    await expect(viewer(accounts, { apiKey: 'wrong' })).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });

  it('is told that the token has expired', async () => {
    const claims = { id: 'p', kind: 'SHOPPER' as const, email: 'ann@example.com', roles: [] };
    const token = await signAccessToken(accounts.keys, claims, new Date(Date.now() - HOUR), new Date(Date.now() - HOUR / 2));
    await expect(viewer(accounts, { token })).rejects.toMatchObject({
      message: expect.stringContaining('expired'),
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it('of an account that is gone is what the token says', async () => {
    const claims = { id: 'gone', kind: 'STAFF' as const, email: 'gone@example.com', roles: ['operator'] };
    const token = await signAccessToken(accounts.keys, claims, new Date(), new Date(Date.now() + HOUR));
    expect(await viewer(accounts, { token })).toMatchObject({ kind: 'STAFF', id: 'gone', name: null, roles: ['operator'] });
  });
});

describe('guest orders of a confirmed address', () => {
  it('are handed over with the confirmation, and those that came since with the next sign-in', async () => {
    const ann = person(accounts, 'Ann@example.com');
    await ann.signUp();
    expect(accounts.orders.adopted).toEqual([]);
    const { viewer: account } = await ann.confirm(await ann.newestCode());
    const handedOver = { subgraph: 'orders', a: account.id, e: 'ann@example.com' };
    expect(accounts.orders.adopted).toEqual([handedOver]);
    await ann.signIn('wrong');
    await person(accounts, OPS.email, OPS.password).signIn();
    expect(accounts.orders.adopted).toEqual([handedOver]);
    await ann.signIn();
    expect(accounts.orders.adopted).toEqual([handedOver, handedOver]);
  });

  it('wait for the next sign-in while orders are down, over a restart', async () => {
    accounts.orders.isDown = true;
    expect((await person(accounts, 'ann@example.com').join()).__typename).toBe('SignedIn');
    expect((await person(accounts, 'ann@example.com').signIn()).__typename).toBe('SignedIn');
    await restart({ orders: new Orders() });
    const { viewer: account } = await person(accounts, 'ann@example.com').signIn();
    expect(accounts.orders.adopted).toEqual([{ subgraph: 'orders', a: account.id, e: 'ann@example.com' }]);
  });
});
