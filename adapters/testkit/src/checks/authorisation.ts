import type { Credentials } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import { checksOf, needed } from '../check.ts';
import { makeConnection } from '../make-call.ts';
import { expectPage } from './page.ts';
import { expectSound } from './sound.ts';

const REDIRECT = 'https://basket.example/oauth/callback?connection=acme';
const STATE = 'state with/signs+and=more';

export const authorisationChecks = checksOf('authorisation', 'authorisation', {
  'the-address-carries-the-state': [
    "the owner's browser is sent to a whole address (https) that carries the state as it is, and no secret",
    async bench => {
      const address = await addressOf(bench);
      expectPage(bench, address);
      expect(valuesOf(address), 'query values of the address, against the state').toContain(STATE);
    },
  ],
  'the-address-carries-the-redirect': [
    'the address tells the vendor where to send the owner back to, byte for byte',
    async bench => {
      expect(valuesOf(await addressOf(bench)), 'query values of the address, against the redirect address').toContain(REDIRECT);
    },
  ],
  'a-wrong-code-is-unauthorized': [
    "a code that the vendor does not know is AdapterError('unauthorized'): the owner has to connect again",
    async bench => {
      const query = { ...bench.sample.consent?.query, code: 'wrong-code' };
      const exchange = use(bench.connect(), 'authorisation', (it, call) => it.exchange({ query, redirectUri: REDIRECT }, call));
      await expectUnauthorized(exchange, 'a wrong code');
    },
  ],
  'a-code-gives-credentials': [
    'the code of the redirect gives an access token once, with instants of expiry that lie ahead; what can be refreshed gives new ones',
    async bench => {
      const answer = needed(bench.sample.consent, 'consent');
      const exchange = () => use(bench.connect(), 'authorisation', (it, call) => it.exchange(answer, call));
      const credentials = await exchange();
      expectCredentials(credentials);
      if (bench.adapter.capabilities.authorisation?.refresh && credentials.refreshToken !== undefined) {
        const refreshed = await use(bench.connect(), 'authorisation', async (it, call) => it.refresh?.(credentials, call));
        expectCredentials(needed(refreshed, 'consent with credentials that can be refreshed'));
      }
      await expectUnauthorized(exchange(), 'a code that was used before');
    },
  ],
});

export const refreshChecks = checksOf('authorisation', 'authorisation', {
  'old-credentials-that-are-dead-are-unauthorized': [
    "credentials that the vendor no longer takes cannot be refreshed: AdapterError('unauthorized')",
    async bench => {
      const dead: Credentials = { accessToken: 'dead-access-token', refreshToken: 'dead-refresh-token' };
      await expectUnauthorized(
        use(bench.connect(), 'authorisation', async (it, call) => it.refresh?.(dead, call)),
        'dead credentials',
      );
    },
  ],
});

/** An adapter in a process of its own answers later. */
async function addressOf({ adapter, settings }: Bench): Promise<string> {
  return adapter.capabilities.authorisation?.authorizeUrl({ redirectUri: REDIRECT, state: STATE }, makeConnection(settings)) ?? '';
}

function valuesOf(address: string): readonly string[] {
  return [...new URL(address).searchParams.values()];
}

function expectCredentials(credentials: Credentials): void {
  expectSound(credentials, 'credentials');
  expect(credentials.accessToken, 'the access token is empty').not.toBe('');
  for (const name of ['expiresAt', 'refreshExpiresAt'] as const) {
    const instant = credentials[name];
    if (instant !== undefined) expect(Date.parse(instant), `${name} ${instant}, against now`).toBeGreaterThan(Date.now());
  }
}

async function expectUnauthorized(promise: Promise<unknown>, what: string): Promise<void> {
  const end = await promise.then(
    () => 'credentials',
    (error: unknown) => (error instanceof AdapterError ? error.code : error),
  );
  expect(end, `the end of ${what}`).toBe('unauthorized');
}
