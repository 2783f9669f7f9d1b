import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_KEY, OTHER_CLIENT_KEY, person, removeFolders, run, type Caller, type RunningAccounts } from './support/accounts.ts';

const PARTNER = { apiKey: CLIENT_KEY };
const OTHER = { apiKey: OTHER_CLIENT_KEY };

let accounts: RunningAccounts;
beforeAll(async () => {
  accounts = await run();
});
afterAll(async () => {
  await accounts.stop();
  await removeFolders();
});

const create = (input: Record<string, unknown>, caller: Caller = PARTNER) =>
  accounts.ask(
    'mutation ($i: WebhookEndpointInput!) { it: createWebhookEndpoint(input: $i) { secret endpoint { id url events enabled } } }',
    { i: input },
    caller,
  );
const list = (caller: Caller = PARTNER) => accounts.ask('{ it: webhookEndpoints { id url events enabled deliveries { id } } }', {}, caller);
const remove = (id: string, caller: Caller = PARTNER) =>
  accounts.data<boolean>('mutation ($id: ID!) { deleteWebhookEndpoint(id: $id) }', { id }, caller);
const replay = (id: string, caller: Caller = PARTNER) =>
  accounts.ask('mutation ($id: ID!) { replayWebhooks(endpointId: $id, since: "2026-01-01T00:00:00Z") }', { id }, caller);
const made = (answer: { data?: unknown }) => (answer.data as { it: never }).it as { secret: string; endpoint: { id: string } };
const codes = (answer: { errors?: readonly { extensions: object }[] }) => answer.errors?.map(({ extensions }) => extensions);

const ENDPOINT = { url: 'https://partner.example/hook', events: ['order.placed', 'order.placed', 'shipment.updated'] };

describe('webhook endpoints', () => {
  it('are made with a secret that is shown once, listed and deleted', async () => {
    const { secret, endpoint } = made(await create(ENDPOINT));
    expect(secret).toMatch(/^whsec_.{32}$/);
    const shown = { id: endpoint.id, url: ENDPOINT.url, events: ['order.placed', 'shipment.updated'], enabled: true };
    expect(endpoint).toEqual(shown);
    expect(await list()).toEqual({ data: { it: [{ ...shown, deliveries: [] }] } });
    expect(await replay(endpoint.id)).toEqual({ data: { replayWebhooks: 0 } });
    expect(await remove(endpoint.id)).toBe(true);
    expect(await remove(endpoint.id)).toBe(false);
    expect(await list()).toEqual({ data: { it: [] } });
  });

  it('of somebody else are not there', async () => {
    const { id } = made(await create(ENDPOINT)).endpoint;
    expect(await list(OTHER)).toEqual({ data: { it: [] } });
    expect(await remove(id, OTHER)).toBe(false);
    expect(codes(await replay(id, OTHER))).toEqual([{ code: 'NOT_FOUND' }]);
    expect(codes(await replay('{"$ne":null}'))).toEqual([{ code: 'NOT_FOUND' }]);
    expect(await remove(id)).toBe(true);
  });

  it('name events that exist, and an address that can be called', async () => {
    for (const events of [[], ['order.exploded'], ['order.placed', ''], ['constructor']])
      expect(codes(await create({ ...ENDPOINT, events }))).toEqual([{ code: 'BAD_USER_INPUT' }]);
    for (const url of ['javascript:alert(1)', '/hook', 'file:///etc/passwd'])
      expect((await create({ ...ENDPOINT, url })).errors).toHaveLength(1);
  });

  it('are for API clients and staff', async () => {
    const { accessToken } = await person(accounts, 'ann@example.com').join();
    for (const ask of [(caller: Caller) => create(ENDPOINT, caller), list, (caller: Caller) => replay('x', caller)]) {
      expect(codes(await ask({}))).toEqual([{ code: 'UNAUTHENTICATED' }]);
      expect(codes(await ask({ token: accessToken }))).toEqual([{ code: 'FORBIDDEN' }]);
    }
  });

  it('end at a hundred, so that every one can be listed', async () => {
    await Promise.all(Array.from({ length: 100 }, () => create(ENDPOINT, OTHER)));
    expect(codes(await create(ENDPOINT, OTHER))).toEqual([{ code: 'BAD_USER_INPUT' }]);
    expect(((await list(OTHER)).data as unknown as { it: unknown[] }).it).toHaveLength(100);
  });
});
