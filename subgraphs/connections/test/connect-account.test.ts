import { ANONYMOUS, type Viewer } from '@onebasket/runtime';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPERATOR, removeFolders, run, type RunningConnections } from './support/connections.ts';

const READER: Viewer = { kind: 'STAFF', id: 's2', email: 'read@example.com', roles: [] };
const CONNECT = 'mutation ($id: ID!) { connectAccount(connectionId: $id) { url expiresAt } }';
const STATES = '{ connections { id kind adapter contract authorisation { state connectedAt } } }';

let connections: RunningConnections;
beforeEach(async () => {
  connections = await run();
});
afterEach(() => connections.stop());
afterAll(removeFolders);

describe('connecting an account', () => {
  it('leads from the mutation over the consent page back to us, and is shown to staff', async () => {
    const before = await connections.ask(STATES, {}, READER);
    expect(before.data?.['connections']).toContainEqual({
      id: 'consent',
      kind: 'CHANNEL',
      adapter: 'consenting',
      contract: '1.0',
      authorisation: { state: 'NOT_CONNECTED', connectedAt: null },
    });
    expect(before.data?.['connections']).toContainEqual({
      id: 'van',
      kind: 'CARRIER',
      adapter: 'carrier',
      contract: '1.0',
      authorisation: null,
    });
    const { data } = await connections.ask(CONNECT, { id: 'consent' }, OPERATOR);
    const consent = data?.['connectAccount'] as { readonly url: string };
    const url = new URL(consent.url);
    expect(url.searchParams.get('redirectUri')).toBe('http://127.0.0.1:4000/connect/consent');
    const back = await connections.get(`/connect/consent?code=c1&state=${url.searchParams.get('state')}`);
    expect(back.status).toBe(200);
    expect(back.body).toContain('A &#60;b&#62;Shop&#60;/b&#62; is connected');
    const after = await connections.ask(STATES, {}, READER);
    expect(after.data?.['connections']).toContainEqual(
      expect.objectContaining({ id: 'consent', authorisation: expect.objectContaining({ state: 'CONNECTED' }) }),
    );
    const gone = await connections.ask('mutation { disconnectAccount(connectionId: "consent") }', {}, OPERATOR);
    expect(gone.data).toEqual({ disconnectAccount: true });
  });

  it('says on the page what went wrong, and nothing that came with the address', async () => {
    const answer = await connections.get('/connect/consent?code=<script>&state=guessed');
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Begin again');
    expect(answer.body).not.toContain('<script>');
    expect((await connections.get('/connect/north?code=c')).status).toBe(404);
    expect((await connections.get('/connect/none')).status).toBe(404);
  });

  it('is for operators, and for accounts that are connected by consent', async () => {
    const codeOf = async (id: string, viewer: Viewer) => (await connections.ask(CONNECT, { id }, viewer)).errors?.[0]?.extensions?.['code'];
    expect(await codeOf('consent', ANONYMOUS)).toBe('UNAUTHENTICATED');
    expect(await codeOf('consent', READER)).toBe('FORBIDDEN');
    expect(await codeOf('none', READER)).toBe('FORBIDDEN');
    expect(await codeOf('none', OPERATOR)).toBe('NOT_FOUND');
    expect(await codeOf('north', OPERATOR)).toBe('BAD_USER_INPUT');
    expect((await connections.ask(STATES)).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});

it('a vendor that asks who we are hears it; one that only looks whether somebody is there hears yes', async () => {
  expect(await connections.get('/hooks/consent?challenge=abc')).toMatchObject({ status: 200, body: 'echo abc' });
  expect(await connections.get('/hooks/consent')).toMatchObject({ status: 200 });
  expect(await connections.get('/hooks/mute')).toMatchObject({ status: 404 });
});
