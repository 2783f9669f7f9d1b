import { ANONYMOUS, type Viewer } from '@onebasket/runtime';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followPauses } from '../src/index.ts';
import { makeRegistry, OPERATOR, removeFolders, run, until, type RunningConnections } from './support/connections.ts';

const PAUSE = 'mutation ($id: ID!, $note: String!) { pauseChannel(channelId: $id, note: $note) { id health { state } } }';
const RESUME = 'mutation ($id: ID!, $note: String!) { resumeChannel(channelId: $id, note: $note) { id health { state } } }';

let connections: RunningConnections;
beforeEach(async () => {
  connections = await run();
});
afterEach(() => connections.stop());
afterAll(removeFolders);

const turn = (mutation: string, viewer: Viewer = OPERATOR, variables = { id: 'north', note: 'stocktaking' }) =>
  connections.ask(mutation, variables, viewer);

describe('channels', () => {
  it('are those that sell, with what they can do', async () => {
    const { data } = await connections.ask(
      '{ channels { id name kind capabilities { name } health { state } } channel(id: "van") { id } }',
    );
    expect(data).toMatchObject({
      channels: [
        { id: 'north', name: 'North', kind: 'SHOP', capabilities: [{ name: 'webhooks' }], health: { state: 'UP' } },
        { id: 'mute', name: 'Mute', kind: 'SHOP', capabilities: [], health: { state: 'UP' } },
        { id: 'consent' },
      ],
      channel: null,
    });
  });
});

describe('the pause switch', () => {
  it('takes a channel out of new orders and back, over restarts', async () => {
    expect((await turn(PAUSE)).data).toEqual({ pauseChannel: { id: 'north', health: { state: 'PAUSED' } } });
    await connections.stop();
    connections = await run({ folder: connections.folder });
    expect(connections.registry.channel('north')?.paused).toBe(true);
    expect((await turn(RESUME)).data).toEqual({ resumeChannel: { id: 'north', health: { state: 'UP' } } });
    await connections.stop();
    connections = await run({ folder: connections.folder });
    expect(connections.registry.channel('north')?.paused).toBe(false);
  });

  it('is for operators and administrators', async () => {
    const codes = async (viewer: Viewer) => (await turn(PAUSE, viewer)).errors?.map(error => error.extensions['code']);
    expect(await codes(ANONYMOUS)).toEqual(['UNAUTHENTICATED']);
    expect(await codes({ kind: 'SHOPPER', id: 'p', email: 'a@example.com' })).toEqual(['FORBIDDEN']);
    expect(await codes({ kind: 'API_CLIENT', id: 'partner', scopes: ['orders:write'] })).toEqual(['FORBIDDEN']);
    expect(await codes({ kind: 'STAFF', id: 's2', email: 'b@example.com', roles: ['packer'] })).toEqual(['FORBIDDEN']);
    expect(connections.registry.channel('north')?.paused).toBe(false);
    expect(await codes({ kind: 'STAFF', id: 's3', email: 'c@example.com', roles: ['admin'] })).toBeUndefined();
  });

  it('wants a channel that there is, and a note', async () => {
    const codes = async (variables: { id: string; note: string }) =>
      (await turn(PAUSE, OPERATOR, variables)).errors?.map(error => error.extensions['code']);
    expect(await codes({ id: 'nobody', note: 'x' })).toEqual(['NOT_FOUND']);
    expect(await codes({ id: 'van', note: 'x' })).toEqual(['NOT_FOUND']);
    for (const note of ['', '  ', 'x'.repeat(4_001)]) expect(await codes({ id: 'north', note })).toEqual(['BAD_USER_INPUT']);
    expect(await codes({ id: 'north', note: '𠮷'.repeat(4_000) })).toBeUndefined();
  });

  it('is followed by other processes, also by those that start later', async () => {
    const [early, late] = [makeRegistry(), makeRegistry()];
    const stops = [followPauses(early, connections.bus)];
    await turn(PAUSE);
    await until(() => early.channel('north')?.paused === true);
    stops.push(followPauses(late, connections.bus));
    await until(() => late.channel('north')?.paused === true);
    await turn(RESUME);
    await until(() => early.channel('north')?.paused === false && late.channel('north')?.paused === false);
    stops.forEach(stop => stop());
    await turn(PAUSE);
    expect(early.channel('north')?.paused, 'stopped following').toBe(false);
    await Promise.all([early.close(), late.close()]);
  });

  it('is not turned back by news that were overtaken on their way', async () => {
    const other = makeRegistry();
    followPauses(other, connections.bus);

    connections.bus.publish('connections.paused', { channelId: 'north', isPaused: true, version: 5 });
    connections.bus.publish('connections.paused', { channelId: 'north', isPaused: false, version: 4 });
    connections.bus.publish('connections.paused', { channelId: 'mute', isPaused: true, version: 1 });
    await until(() => other.channel('mute')?.paused === true);
    expect(other.channel('north')?.paused).toBe(true);
    await other.close();
  });
});
