import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canHaveMongo } from '../../test-servers/mongo/build.ts';
import { startMongo } from '../../test-servers/mongo/start.ts';
import { createLog } from '../src/log/index.ts';
import { openStorage } from '../src/storage/index.ts';
import { describeStorageContract } from './storage-contract.ts';
import { thing, things } from './storage-things.ts';

/** The first start on a machine builds the server. */
const BUILD_TIMEOUT_MS = 600_000;

const given = process.env['ONEBASKET_TEST_MONGO_URL'];
// On a machine with Node alone there is nothing to run this on; in CI there must be.
const reasonToSkip =
  process.env['ONEBASKET_SKIP_MONGO'] === '1'
    ? 'ONEBASKET_SKIP_MONGO=1'
    : given !== undefined || process.env['CI'] || (await canHaveMongo())
      ? undefined
      : 'no server: install Go 1.24 or later, or give ONEBASKET_TEST_MONGO_URL';

if (reasonToSkip === undefined) {
  let address = given ?? '';
  let stop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    if (given !== undefined) return;
    const server = await startMongo();
    address = server.url;
    stop = () => server.stop();
  }, BUILD_TIMEOUT_MS);
  afterAll(() => stop?.());

  describeStorageContract('MongoDB', async () => address);

  describe('MongoDB storage', () => {
    test('a success whose answer was lost on the way is a success, and happened once', async () => {
      const wire = await lossyWire(address);
      const provider = openStorage(wire.url, { log: createLog('silent') });
      const collection = provider.open('lossy').collection(things);
      await provider.open('lossy').ready();

      wire.loseAnswerTo('insert');
      expect(await collection.insert(thing('a', 1))).toEqual({});
      wire.loseAnswerTo('update');
      expect(await collection.replace(thing('a', 2))).toBe('replaced');
      expect(await collection.get('a')).toEqual(thing('a', 2, { v: 2 }));
      wire.loseAnswerTo('delete');
      expect(await collection.remove('a', 2)).toBe(true);
      expect(wire.lost()).toEqual(['insert', 'update', 'delete']);
      await provider.close();
      await wire.stop();
    });

    test('a server that is not there is an error of ready and of every use, and ends nothing else', async () => {
      const provider = openStorage('mongodb://127.0.0.1:9/onebasket?serverSelectionTimeoutMS=200', { log: createLog('silent') });
      const storage = provider.open('absent');
      const collection = storage.collection(things);
      await expect(storage.ready()).rejects.toMatchObject({ name: 'MongooseServerSelectionError' });
      await expect(collection.get('a')).rejects.toMatchObject({ name: 'MongooseServerSelectionError' });
      await provider.close();
    });
  });
} else {
  // oxlint-disable-next-line vitest/no-disabled-tests -- visible, with its reason, rather than silently not there
  test.skip(`documents in MongoDB (not tested: ${reasonToSkip})`, () => undefined);
}

/** A wire to the server that can carry a command there and break before the answer comes back. */
async function lossyWire(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const lost: string[] = [];
  let loseNext: string | undefined;
  const server = createServer(client => {
    const upstream = connect(Number(target.port), target.hostname);
    let losing = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', data => {
      // A command's name is the first member of its document.
      if (loseNext !== undefined && data.includes(`\u0002${loseNext}\0`)) {
        lost.push(loseNext);
        loseNext = undefined;
        losing = true;
      }
      upstream.write(data);
    });
    upstream.on('data', data => (losing ? client.destroy() : client.write(data)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/onebasket`,
    loseAnswerTo: (command: string) => (loseNext = command),
    lost: () => lost,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
