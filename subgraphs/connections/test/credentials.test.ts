import { ANONYMOUS } from '@onebasket/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followCredentials } from '../src/index.ts';
import { refreshDue, tryAgainAt } from '../src/credentials/when-to-refresh.ts';
import { OPERATOR } from './support/connections.ts';
import { log, openInstallation, tokenOf, type Replica } from './support/consent.ts';

let us: Awaited<ReturnType<typeof openInstallation>>;
let one: Replica;
beforeEach(async () => {
  us = await openInstallation();
  one = await us.replica();
});
afterEach(() => us.close());

async function connect({ keeper, connection }: Replica, code = 'good') {
  const { url } = await keeper.begin(OPERATOR, connection);
  const state = new URL(url).searchParams.get('state') ?? '';
  return { state, end: await keeper.end(connection, { state, code }) };
}
const stored = () => us.collections.credentials.get('channel:shop');

describe('an account that is connected by consent', () => {
  it('hands its credentials to the adapter once its owner came back, in every process', async () => {
    const { registry, connection } = us.makeRegistry();
    const stop = followCredentials(registry, us.vaultOf(), us.bus, log);
    expect(await tokenOf(one.connection)).toBe('unauthorized');
    const { end } = await connect(one);
    expect(end).toEqual({ status: 'connected', name: 'Shop' });
    expect(await tokenOf(one.connection)).toBe('access-1');
    await expect.poll(() => tokenOf(connection)).toBe('access-1');
    await us.replica();
    const late = us.makeRegistry();
    const stopLate = followCredentials(late.registry, us.vaultOf(), us.bus, log);
    await expect.poll(() => tokenOf(late.connection)).toBe('access-1');
    stop();
    stopLate();
  });

  it('sends its owner to the vendor with a state of its own and our address', async () => {
    const { url } = await one.keeper.begin(OPERATOR, one.connection);
    expect(new URL(url).searchParams.get('redirect_uri')).toBe('https://us.test/connect/shop');
    const again = await one.keeper.begin(OPERATOR, one.connection);
    expect(new URL(again.url).searchParams.get('state')).not.toBe(new URL(url).searchParams.get('state'));
    await expect(one.keeper.begin(ANONYMOUS, one.connection)).rejects.toThrow('Sign in first');
  });

  it('believes each state once, and only within ten minutes', async () => {
    const { state } = await connect(one);
    expect(await one.keeper.end(one.connection, { state, code: 'good' })).toMatchObject({ status: 'expired' });
    expect(await one.keeper.end(one.connection, { state: 'guessed', code: 'good' })).toMatchObject({ status: 'expired' });
    expect(await one.keeper.end(one.connection, { code: 'good' })).toMatchObject({ status: 'expired' });
    const { url } = await one.keeper.begin(OPERATOR, one.connection);
    us.time.pass(601_000);
    const late = { state: new URL(url).searchParams.get('state') ?? '', code: 'good' };
    expect(await one.keeper.end(one.connection, late)).toMatchObject({ status: 'expired' });
  });

  it.each([
    ['a wrong code', 'wrong', 'denied'],
    ['a vendor that is down', 'down', 'failed'],
  ])('stays unconnected after %s', async (_, code, status) => {
    expect((await connect(one, code)).end).toMatchObject({ status });
    expect(await stored()).toBeUndefined();
  });

  it('lies sealed in the store, and its tokens are in no message', async () => {
    await connect(one);
    expect(JSON.stringify(await stored())).not.toMatch(/access-1|refresh-1|shop-secret-1/);
    us.vendor.mood = 'revoked';
    const failure = await one.connection.run('health', (it, call) => it.check(call)).catch((error: unknown) => String(error));
    expect(failure).toContain('not accepted');
    expect(failure).not.toContain('access-1');
  });

  it('is sealed anew after a key was put before the others', async () => {
    await connect(one);
    const before = (await stored())?.sealed ?? '';
    const two = await us.replica([{ id: 'k2', key: 'a key of sixteen' }]);
    const after = (await stored())?.sealed ?? '';
    expect([us.vaultOf().keyIdOf(before), us.vaultOf().keyIdOf(after)]).toEqual(['own', 'k2']);
    expect(await tokenOf(two.connection)).toBe('access-1');
  });

  it('is taken away by disconnecting, and can be connected again', async () => {
    await connect(one);
    expect(await one.keeper.disconnect(OPERATOR, one.connection)).toBe(true);
    expect(await tokenOf(one.connection)).toBe('unauthorized');
    expect(await one.keeper.disconnect(OPERATOR, one.connection)).toBe(false);
    await connect(one);
    expect(await tokenOf(one.connection)).toBe('access-2');
  });
});

describe('refreshing', () => {
  beforeEach(() => connect(one));

  it('comes ahead of expiry, once, however many replicas look', async () => {
    const two = await us.replica();
    us.time.pass(40 * 60_000);
    await Promise.all([one.keeper.refreshDue(), two.keeper.refreshDue()]);
    expect(us.vendor.refreshes).toBe(0);
    us.time.pass(9 * 60_000);
    await Promise.all([one.keeper.refreshDue(), two.keeper.refreshDue(), one.keeper.refreshDue()]);
    expect(us.vendor.refreshes).toBe(1);
    expect(await tokenOf(one.connection)).toBe('access-2');
    await expect.poll(() => tokenOf(two.connection)).toBe('access-2');
  });

  it('is tried again, ever later, while the vendor is down; the old token serves until it expires', async () => {
    us.vendor.mood = 'down';
    us.time.pass(50 * 60_000);
    await one.keeper.refreshDue();
    await one.keeper.refreshDue();
    expect(us.vendor.refreshes).toBe(1);
    us.time.pass(31_000);
    await one.keeper.refreshDue();
    expect(us.vendor.refreshes).toBe(2);
    expect(await tokenOf(one.connection)).toBe('access-1');
    us.vendor.mood = 'well';
    us.time.pass(61_000);
    await one.keeper.refreshDue();
    expect(await tokenOf(one.connection)).toBe('access-2');
    expect((await stored())?.failures).toBe(0);
  });

  it('ends with "connect again" when the vendor says no, and is tried no more', async () => {
    us.vendor.mood = 'revoked';
    us.time.pass(50 * 60_000);
    await one.keeper.refreshDue();
    us.time.pass(24 * 3_600_000);
    await one.keeper.refreshDue();
    expect(us.vendor.refreshes).toBe(1);
    expect(await stored()).toMatchObject({ state: 'RECONNECT' });
    us.vendor.mood = 'well';
    await connect(one);
    expect(await stored()).toMatchObject({ state: 'CONNECTED', failures: 0 });
  });

  it('comes at once when the vendor refuses a token before its time', async () => {
    const { registry, connection } = us.makeRegistry();
    const stop = followCredentials(registry, us.vaultOf(), us.bus, log);
    await expect.poll(() => tokenOf(connection)).toBe('access-1');
    us.time.pass(120_000);
    us.vendor.mood = 'revoked';
    expect(await tokenOf(connection)).toBe('unauthorized');
    us.vendor.mood = 'well';
    await expect.poll(() => us.vendor.refreshes).toBe(1);
    stop();
  });

  it.each([
    ['an hour', 3_600_000, 12 * 60_000],
    ['two minutes', 120_000, 60_000],
    ['a year', 365 * 86_400_000, 86_400_000],
  ])('of credentials that live %s is due in time', (_, lifeMs, aheadMs) => {
    const now = new Date('2026-11-25T10:00:00Z');
    const expiresAt = new Date(now.getTime() + lifeMs).toISOString();
    expect(refreshDue({ accessToken: 'a', expiresAt }, now)).toBe(new Date(now.getTime() + lifeMs - aheadMs).toISOString());
    expect(refreshDue({ accessToken: 'a' }, now)).toBeUndefined();
    expect(tryAgainAt(40, now)).toBe('2026-11-25T11:00:00.000Z');
  });
});
