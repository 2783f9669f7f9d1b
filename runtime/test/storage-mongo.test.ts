import { afterAll, test } from 'vitest';
import { canHaveMongo } from '../../test-servers/mongo/build.ts';
import { startMongo } from '../../test-servers/mongo/start.ts';
import { describeStorageContract } from './storage-contract.ts';

const given = process.env['ONEBASKET_TEST_MONGO_URL'];
// On a machine with Node alone there is nothing to run this on; in CI there must be.
const reasonToSkip =
  process.env['ONEBASKET_SKIP_MONGO'] === '1'
    ? 'ONEBASKET_SKIP_MONGO=1'
    : given !== undefined || process.env['CI'] || (await canHaveMongo())
      ? undefined
      : 'no server: install Go 1.24 or later, or give ONEBASKET_TEST_MONGO_URL';

if (reasonToSkip === undefined) {
  let stop: (() => Promise<void>) | undefined;
  afterAll(() => stop?.());
  describeStorageContract('MongoDB', async () => {
    if (given !== undefined) return given;
    const server = await startMongo();
    stop = server.stop;
    return server.url;
  });
} else {
  test.skip(`documents in MongoDB (not tested: ${reasonToSkip})`, () => undefined);
}
