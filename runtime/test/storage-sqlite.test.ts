import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, test } from 'vitest';
import { createLog } from '../src/log/index.ts';
import { openStorage, StorageClosed, StorageInUse, StorageReadOnly, type StorageProvider } from '../src/storage/index.ts';
import { describeStorageContract } from './storage-contract.ts';
import { thing, things } from './storage-things.ts';

const folder = await mkdtemp(join(tmpdir(), 'onebasket-storage-'));
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describeStorageContract('SQLite', async () => `sqlite:${join(folder, 'contract')}`);

const open = (name: string): StorageProvider => openStorage(`sqlite:${join(folder, name)}`, { log: createLog('silent') });

/** A process that writes into the folder and prints each id once its writes were answered. */
function startWriter(name: string): {
  readonly child: ChildProcess;
  readonly lines: AsyncIterable<string>;
  readonly exit: Promise<unknown>;
} {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'storage-child.ts'), join(folder, name)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return { child, lines: createInterface({ input: child.stdout }), exit: once(child, 'exit') };
}

describe('SQLite storage', () => {
  test('keeps every write it answered when the process is killed, and its folder is free again', async () => {
    const { child, lines, exit } = startWriter('killed');
    const answered: string[] = [];
    for await (const line of lines) {
      if (line !== 'open') answered.push(line);
      if (answered.length === 400) child.kill('SIGKILL');
    }
    await exit;
    const provider = open('killed');
    const found = await provider.open('killed').collection(things).getMany(answered);
    expect(found.map(doc => [doc?._id, doc?.v])).toEqual(answered.map(id => [id, 2]));
    await provider.close();
  });

  test('refuses a folder that another process has open, and says which', async () => {
    const { child, lines, exit } = startWriter('taken');
    for await (const _ of lines) break;
    const attempt = () => open('taken');
    expect(attempt).toThrow(StorageInUse);
    expect(attempt).toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await exit;
    await attempt().close();
  });

  test('is read beside the process that has it, which sees nothing of it, and is not written', async () => {
    const owner = open('shared');
    const own = owner.open('orders').collection(things);
    await own.insert(thing('a', 1));
    const reading = openStorage(`sqlite:${join(folder, 'shared')}`, { log: createLog('silent'), readOnly: true });
    const read = reading.open('orders').collection(things);
    expect(await read.get('a')).toMatchObject({ n: 1 });
    await own.change('a', now => ({ ...now, n: 2 }));
    expect((await read.find({ index: 'n', prefix: [2], limit: 10 })).docs).toHaveLength(1);
    expect(await read.insert(thing('a', 3))).toMatchObject({ existing: { n: 2 } });
    await expect(read.insert(thing('b', 1))).rejects.toThrow(StorageReadOnly);
    await expect(read.change('a', now => ({ ...now, n: 9 }))).rejects.toThrow(StorageReadOnly);
    await expect(reading.open('nothing').ready()).rejects.toThrow(StorageReadOnly);
    await reading.close();
    expect(await own.get('a')).toMatchObject({ n: 2 });
    await owner.close();
  });

  test('refuses a folder that is open twice in one process, until the first is closed', async () => {
    const first = open('mine');
    expect(() => open('mine')).toThrow(StorageInUse);
    await first.close();
    await open('mine').close();
  });

  test('lets the writes of people pass while tens of thousands of documents are written to the same file', async () => {
    const provider = open('bulk');
    const storage = provider.open('bulk');
    const bulk = storage.collection({ ...things, name: 'bulk', derived: true });
    const orders = storage.collection(things);
    const total = 20_000;
    let bulkDone = false;
    const writing = bulk
      .putMany(Array.from({ length: total }, (_, n) => thing(`bulk-${n}`, n, { tags: [`a-${n % 9}`, `b-${n}`] })))
      .finally(() => (bulkDone = true));
    const answeredBefore: string[] = [];
    for (let n = 0; n < 50; n++) {
      const id = `order-${n}`;
      await orders.insert(thing(id, n));
      await orders.change(id, now => ({ ...now, n: now.n + 1 }));
      if (!bulkDone) answeredBefore.push(id);
    }
    expect(answeredBefore).toHaveLength(50);
    expect(await writing).toEqual({ written: total, unchanged: 0 });
    expect((await orders.find({ index: 'n', prefix: [], limit: 1_000 })).docs.map(doc => doc.n)).toEqual(
      Array.from({ length: 50 }, (_, n) => n + 1),
    );
    await provider.close();
  });

  test('answers what was under way before it closes, and nothing after', async () => {
    const provider = open('closing');
    const collection = provider.open('closing').collection(things);
    await collection.insert(thing('first'));
    const underWay = Array.from({ length: 50 }, (_, n) => collection.insert(thing(`id-${n}`)));
    await Promise.resolve();
    await provider.close();
    const answers = await Promise.allSettled(underWay);
    const again = open('closing');
    const found = await again
      .open('closing')
      .collection(things)
      .getMany(answers.map((_, n) => `id-${n}`));
    expect(found.map(doc => doc !== undefined)).toEqual(answers.map(answer => answer.status === 'fulfilled'));
    await expect(collection.get('id-1')).rejects.toThrow(StorageClosed);
    await again.close();
  });

  test('says of a file that is no database what it is, and closes all the same', async () => {
    await open('spoiled').close();
    await writeFile(join(folder, 'spoiled', 'orders.sqlite'), 'not a database '.repeat(100));
    const provider = open('spoiled');
    const collection = provider.open('orders').collection(things);
    await expect(provider.open('orders').ready()).rejects.toThrow('file is not a database');
    await expect(collection.insert(thing('a'))).rejects.toThrow('file is not a database');
    await provider.close();
  });

  test('keeps one file for each namespace', async () => {
    const provider = open('files');
    await provider.open('orders').ready();
    await provider.open('prices').ready();
    await provider.close();
    for (const name of ['orders', 'prices'])
      expect((await readFile(join(folder, 'files', `${name}.sqlite`))).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  test.each(['', 'sqlite:', 'data', './data', 'postgres://localhost/x', 'sqlite://data', 'memory:', 'http://localhost'])(
    '%j is no address of a storage',
    url => {
      expect(() => openStorage(url, { log: createLog('silent') })).toThrow(/storage\.url must be/);
    },
  );
});
