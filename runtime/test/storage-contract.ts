import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Type } from 'typebox';
import { createLog, type Log } from '../src/log/index.ts';
import { thing, things, type Thing, type ThingIndex } from './storage-things.ts';
import {
  DocumentInvalid,
  DocumentTooNew,
  KeyError,
  openStorage,
  StorageClosed,
  type Collection,
  type CollectionSpec,
  type Doc,
  type StorageProvider,
} from '../src/storage/index.ts';

const silent = createLog('silent');

/** The promises of `storage/port.ts`, as tests that every database must pass. `url` gives the address of an empty store. */
export function describeStorageContract(name: string, url: () => Promise<string>): void {
  describe(`documents in ${name}`, () => {
    let address: string;
    let provider: StorageProvider;
    let namespaces = 0;

    beforeAll(async () => {
      address = await url();
      provider = openStorage(address, { log: silent });
    });
    afterAll(() => provider.close());

    /** Things in a namespace of their own. */
    const fresh = (): Collection<Thing, ThingIndex> => provider.open(`test-${++namespaces}`.replace('-', '_')).collection(things);

    /** As a new process finds it, after an update of the code. */
    async function reopened<T extends Doc, I extends string>(
      spec: CollectionSpec<T, I>,
      namespace: string,
      log: Log = silent,
    ): Promise<Collection<T, I>> {
      await provider.close();
      provider = openStorage(address, { log });
      return provider.open(namespace).collection(spec);
    }

    const ids = (page: { docs: readonly Doc[] }) => page.docs.map(doc => doc._id);

    describe('one document', () => {
      test('comes back as it was stored, whatever JSON it holds', async () => {
        const collection = fresh();
        const doc = thing('a', 0.1, {
          more: { $set: { 'a.b': 1 }, '': [[], [[1]]], big: Number.MAX_SAFE_INTEGER, text: '手机 \0 "quoted" 😀', __id: null },
        });
        expect(await collection.insert(doc)).toEqual({});
        expect(await collection.get('a')).toEqual(doc);
      });

      test('is not there before it was inserted', async () => {
        const collection = fresh();
        expect(await collection.get('nobody')).toBeUndefined();
        expect(await collection.replace(thing('nobody'))).toBe('conflict');
        expect(await collection.remove('nobody', 1)).toBe(false);
        expect(await collection.change('nobody', now => now)).toBeUndefined();
      });

      test('is inserted once: the second insert gets what is there and changes nothing', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 1));
        expect(await collection.insert(thing('a', 2))).toEqual({ existing: thing('a', 1) });
        expect(await collection.get('a')).toEqual(thing('a', 1));
      });

      test('goes to exactly one of many who insert it at once', async () => {
        const collection = fresh();
        const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => collection.insert(thing('a', n))));
        const winner = answers.findIndex(answer => answer.existing === undefined);
        expect(answers.filter(answer => answer.existing === undefined)).toHaveLength(1);
        expect(answers.every(({ existing }, n) => n === winner || existing?.n === winner)).toBe(true);
      });

      test('is replaced when its version is the stored one, and only then', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 1));
        expect(await collection.replace(thing('a', 2))).toBe('replaced');
        expect(await collection.replace(thing('a', 3))).toBe('conflict');
        expect(await collection.replace(thing('a', 4, { v: 3 }))).toBe('conflict');
        expect(await collection.get('a')).toEqual(thing('a', 2, { v: 2 }));
      });

      test('a success that is tried again is no conflict and happens once', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 1));
        const wanted = thing('a', 2);
        expect(await collection.replace(wanted)).toBe('replaced');
        expect(await collection.replace(wanted)).toBe('replaced');
        expect(await collection.replace({ ...wanted })).toBe('conflict');
        expect((await collection.get('a'))?.v).toBe(2);
        expect(await collection.replace(thing('a', 3, { v: 2 }))).toBe('replaced');
        expect(await collection.replace(wanted)).toBe('conflict');
      });

      test('is removed when its version is the stored one, with its entries', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 1, { tags: ['x', 'y'] }));
        expect(await collection.remove('a', 2)).toBe(false);
        expect(await collection.remove('a', 1)).toBe(true);
        expect(await collection.get('a')).toBeUndefined();
        expect(ids(await collection.find({ index: 'tag', prefix: [], limit: 10 }))).toEqual([]);
      });

      test('several are read in the order asked', async () => {
        const collection = fresh();
        await Promise.all(['a', 'b', 'c'].map(id => collection.insert(thing(id))));
        const found = await collection.getMany(['c', 'nobody', 'a', 'c', '']);
        expect(found.map(doc => doc?._id)).toEqual(['c', undefined, 'a', 'c', undefined]);
      });
    });

    describe('changes', () => {
      test('of 20 writers that read and replace on their own, none is lost', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 0));
        const addOne = async (): Promise<void> => {
          const now = await collection.get('a');
          if (now && (await collection.replace({ ...now, n: now.n + 1 })) === 'conflict') await addOne();
        };
        await Promise.all(Array.from({ length: 20 }, addOne));
        expect(await collection.get('a')).toEqual(thing('a', 20, { v: 21 }));
      });

      test('of 20 writers through change, none is lost, and each sees what stands afterwards', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 0));
        const after = await Promise.all(Array.from({ length: 20 }, () => collection.change('a', now => ({ ...now, n: now.n + 1 }))));
        expect(after.map(doc => doc?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      });

      test('leave the document alone when the decision is to', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 1));
        expect(await collection.change('a', () => undefined)).toEqual(thing('a', 1));
        expect((await collection.get('a'))?.v).toBe(1);
      });

      test('that throw reach their caller and hold up nobody behind them', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 1));
        const failing = collection.change('a', () => {
          throw new RangeError('no');
        });
        const following = collection.change('a', now => ({ ...now, n: 2 }));
        await expect(failing).rejects.toThrow(RangeError);
        expect((await following)?.n).toBe(2);
      });

      test('move the entries with the document', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 1, { tags: ['x', 'y'], day: '2026-01-01' }));
        await collection.change('a', ({ day: _day, ...now }) => ({ ...now, tags: ['y', 'z'] }));
        const tagged = async (tag: string) => ids(await collection.find({ index: 'tag', prefix: [tag], limit: 10 }));
        expect([await tagged('x'), await tagged('y'), await tagged('z')]).toEqual([[], ['a'], ['a']]);
        expect(ids(await collection.find({ index: 'day', prefix: [], limit: 10 }))).toEqual([]);
      });
    });

    describe('what may not be written', () => {
      test.each([
        ['an empty id', ''],
        ['a long id', 'x'.repeat(513)],
        ['an id with NUL', 'a\0b'],
        ['half a character as id', '\ud83d'],
        ['a number as id', 7 as unknown as string],
        ['an operator as id', { $gt: '' } as unknown as string],
      ])('%s is refused with its path', async (_, id) => {
        const collection = fresh();
        await expect(collection.insert(thing(id))).rejects.toMatchObject({ name: 'DocumentInvalid', path: '/_id', collection: 'things' });
      });

      test('an id of 512 characters is not', async () => {
        const collection = fresh();
        await collection.insert(thing('手'.repeat(512)));
        expect(await collection.get('手'.repeat(512))).toBeDefined();
      });

      test('a violation of the schema is refused with its path, and nothing is stored', async () => {
        const collection = fresh();
        await expect(collection.insert(thing('a', 1, { tags: ['x', 5 as unknown as string] }))).rejects.toMatchObject({ path: '/tags/1' });
        await expect(collection.insert({ ...thing('a'), stranger: 1 } as Thing)).rejects.toThrow(DocumentInvalid);
        expect(await collection.get('a')).toBeUndefined();
        await collection.insert(thing('a'));
        await expect(collection.replace(thing('a', 'one' as unknown as number))).rejects.toMatchObject({ path: '/n' });
        await expect(collection.change('a', now => ({ ...now, n: Number.NaN }))).rejects.toMatchObject({ path: '/n' });
        await expect(collection.change('a', now => ({ ...now, _id: 'b' }))).rejects.toMatchObject({ path: '/_id' });
        expect(await collection.get('a')).toEqual(thing('a'));
      });

      test.each([
        ['a bigint', 1n],
        ['a date', new Date(0)],
        ['infinity', Number.POSITIVE_INFINITY],
        ['a function', () => 1],
      ])('%s is refused, for JSON would lose it', async (_, value) => {
        await expect(fresh().insert(thing('a', 1, { more: { 'a/b': [value] } }))).rejects.toMatchObject({ path: '/more/a~1b/0' });
      });

      test('a document beyond the limit of its collection is refused', async () => {
        const collection = fresh();
        await expect(collection.insert(thing('a', 1, { more: '手'.repeat(700) }))).rejects.toThrow(DocumentInvalid);
        expect(await collection.insert(thing('a', 1, { more: 'x'.repeat(1_900) }))).toEqual({});
      });

      test('another shape than the current one is refused', async () => {
        await expect(fresh().insert(thing('a', 1, { shape: 2 }))).rejects.toMatchObject({ path: '/shape' });
      });

      test('half a character inside of text becomes the mark for an unknown one', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 1, { tags: ['cut \ud83d'] }));
        expect((await collection.get('a'))?.tags).toEqual(['cut \ufffd']);
        expect(ids(await collection.find({ index: 'tag', prefix: ['cut \ufffd'], limit: 1 }))).toEqual(['a']);
      });
    });

    describe('queries', () => {
      test('page through an index in both directions', async () => {
        const collection = fresh();
        const numbers = [-1e300, -2.5, -1, 0, 0.5, 1, 2, 10, 1e9];
        await Promise.all(numbers.map((n, at) => collection.insert(thing(`id-${at}`, n))));
        for (const order of ['asc', 'desc'] as const) {
          const seen: number[] = [];
          let after: string | undefined;
          do {
            const page = await collection.find({ index: 'n', prefix: [], order, limit: 4, ...(after === undefined ? {} : { after }) });
            seen.push(...page.docs.map(doc => doc.n));
            after = page.next;
          } while (after !== undefined);
          expect(seen).toEqual(order === 'asc' ? numbers : numbers.toReversed());
        }
      });

      test('yield each document once while others are inserted and removed around the place', async () => {
        const collection = fresh();
        for (const n of [10, 20, 30, 40]) await collection.insert(thing(`at-${n}`, n));
        const first = await collection.find({ index: 'n', prefix: [], limit: 2 });
        await collection.insert(thing('before', 15));
        await collection.insert(thing('behind', 25));
        await collection.remove('at-20', 1);
        const second = await collection.find({ index: 'n', prefix: [], limit: 10, after: first.next ?? '' });
        expect([...ids(first), ...ids(second)]).toEqual(['at-10', 'at-20', 'behind', 'at-30', 'at-40']);
        expect(second.next).toBeUndefined();
      });

      test('turn round at a place: the same cursor leads both ways', async () => {
        const collection = fresh();
        for (const n of [1, 2, 3, 4]) await collection.insert(thing(`at-${n}`, n));
        const { next = '' } = await collection.find({ index: 'n', prefix: [], limit: 2 });
        expect(ids(await collection.find({ index: 'n', prefix: [], limit: 9, after: next }))).toEqual(['at-3', 'at-4']);
        expect(ids(await collection.find({ index: 'n', prefix: [], limit: 9, after: next, order: 'desc' }))).toEqual(['at-2', 'at-1']);
      });

      test('order equal keys by id', async () => {
        const collection = fresh();
        for (const id of ['b', 'a', 'c']) await collection.insert(thing(id, 1));
        const first = await collection.find({ index: 'n', prefix: [1], limit: 1 });
        expect([...ids(first), ...ids(await collection.find({ index: 'n', prefix: [1], limit: 9, after: first.next ?? '' }))]).toEqual([
          'a',
          'b',
          'c',
        ]);
      });

      test('order text by code point, a shorter one before its continuations', async () => {
        const collection = fresh();
        const days = ['', '\0', '\u0001', 'a', 'a\0', 'a\u0001b', 'ab', 'b', 'ä', '手', '手机', '\uffee', '😀'];
        await Promise.all(days.map((day, at) => collection.insert(thing(`id-${at}`, at, { day }))));
        expect((await collection.find({ index: 'day', prefix: [], limit: 99 })).docs.map(doc => doc.day)).toEqual(days);
        expect((await collection.find({ index: 'day', prefix: ['a'], limit: 99 })).docs.map(doc => doc.day)).toEqual(['a']);
      });

      test('take ranges from (with it) and below (without it) behind a prefix', async () => {
        const collection = fresh();
        for (const n of [1, 2, 3, 4, 5]) await collection.insert(thing(`at-${n}`, n, { tags: ['x', `only-${n}`] }));
        const between = { index: 'tag', prefix: ['x'], from: [2], below: [5] } as const;
        expect(ids(await collection.find({ ...between, limit: 9 }))).toEqual(['at-2', 'at-3', 'at-4']);
        expect(ids(await collection.find({ ...between, limit: 9, order: 'desc' }))).toEqual(['at-4', 'at-3', 'at-2']);
        const { next = '' } = await collection.find({ ...between, limit: 1, order: 'desc' });
        expect(ids(await collection.find({ ...between, limit: 9, order: 'desc', after: next }))).toEqual(['at-3', 'at-2']);
        expect(ids(await collection.find({ index: 'n', prefix: [], from: [4], limit: 9 }))).toEqual(['at-4', 'at-5']);
        expect(ids(await collection.find({ index: 'n', prefix: [], below: [2], limit: 9 }))).toEqual(['at-1']);
        expect(ids(await collection.find({ index: 'n', prefix: [], from: [4], below: [2], limit: 9 }))).toEqual([]);
      });

      test('find a document by each member of an array, and page over entries of both kinds', async () => {
        const collection = fresh();
        await collection.insert(thing('both', 1, { tags: ['x', 'y', 'x'] }));
        await collection.insert(thing('one', 2, { tags: ['y'] }));
        await collection.insert(thing('none', 3));
        await collection.insert(thing('three', 0, { tags: ['w', 'y', 'z'] }));
        expect(ids(await collection.find({ index: 'tag', prefix: ['x'], limit: 9 }))).toEqual(['both']);
        expect(ids(await collection.find({ index: 'tag', prefix: ['y'], limit: 9 }))).toEqual(['three', 'both', 'one']);
        const walk = async (order: 'asc' | 'desc', after?: string): Promise<string[]> => {
          const page = await collection.find({ index: 'tag', prefix: [], order, limit: 2, ...(after === undefined ? {} : { after }) });
          return [...ids(page), ...(page.next === undefined ? [] : await walk(order, page.next))];
        };
        const entries = ['three', 'both', 'three', 'both', 'one', 'three'];
        expect(await walk('asc')).toEqual(entries);
        expect(await walk('desc')).toEqual(entries.toReversed());
      });

      test('see nothing of documents without a key in the index', async () => {
        const collection = fresh();
        await collection.insert(thing('without', 1));
        await collection.insert(thing('with', 1, { day: '2026-05-01' }));
        expect(ids(await collection.find({ index: 'day', prefix: [], limit: 9 }))).toEqual(['with']);
      });

      test('refuse an index nobody declared, a wrong limit, a key of another kind and a cursor from elsewhere', async () => {
        const collection = fresh();
        for (const n of [1, 2]) await collection.insert(thing(`at-${n}`, n));
        const { next = '' } = await collection.find({ index: 'n', prefix: [], limit: 1 });
        const wrong = [
          { index: 'price' as ThingIndex, prefix: [], limit: 1 },
          { index: 'n', prefix: [], limit: 0 },
          { index: 'n', prefix: [], limit: 1_001 },
          { index: 'n', prefix: [{ $gt: '' } as unknown as string], limit: 1 },
          { index: 'n', prefix: [Number.NaN], limit: 1 },
          { index: 'day', prefix: [], limit: 1, after: next },
          { index: 'n', prefix: [], limit: 1, after: 'no cursor' },
        ] as const;
        for (const range of wrong) await expect(collection.find(range)).rejects.toThrow(KeyError);
      });

      test.each(['$where', '{"$gt":""}', '$ne', "' OR 1=1 --", 'a"; DROP TABLE things', '_id[$ne]=', '.*', '%', '*'])(
        'the id %s finds nothing',
        async id => {
          const collection = fresh();
          await collection.insert(thing('a', 1, { tags: ['x'] }));
          expect(await collection.get(id)).toBeUndefined();
          expect(await collection.remove(id, 1)).toBe(false);
          expect(ids(await collection.find({ index: 'tag', prefix: [id], limit: 9 }))).toEqual([]);
        },
      );

      test('an id that is not text finds nothing', async () => {
        const collection = fresh();
        await collection.insert(thing('a', 1));
        const strange = [{ $ne: '' }, { $gt: '' }, ['a'], null, undefined, 1, /a/] as unknown as string[];
        expect(await collection.getMany(strange)).toEqual(strange.map(() => undefined));
        for (const id of strange) expect(await collection.remove(id, 1)).toBe(false);
      });
    });

    describe('bulk writing', () => {
      const rebuilt = { ...things, name: 'rebuilt', derived: true } as const;

      test('writes what differs, says what did not, and keeps the version itself', async () => {
        const collection = provider.open('bulk').collection(rebuilt);
        const docs = Array.from({ length: 150 }, (_, n) => thing(`id-${n}`, n, { tags: ['x'] }));
        expect(await collection.putMany(docs)).toEqual({ written: 150, unchanged: 0 });
        const again = docs.map(doc =>
          doc.n < 5 ? { ...doc, tags: ['y'], v: 9 } : { tags: doc.tags ?? [], n: doc.n, shape: 1, _id: doc._id, v: 7 },
        );
        expect(await collection.putMany(again)).toEqual({ written: 5, unchanged: 145 });
        expect((await collection.getMany(['id-0', 'id-149'])).map(doc => doc?.v)).toEqual([2, 1]);
        expect(ids(await collection.find({ index: 'tag', prefix: ['y'], limit: 99 }))).toHaveLength(5);
        expect(ids(await collection.find({ index: 'tag', prefix: ['x'], limit: 999 }))).toHaveLength(145);
      });

      test('takes the last of several documents with one id', async () => {
        const collection = provider.open('bulk_twice').collection(rebuilt);
        await collection.putMany([thing('a', 1), thing('b', 1), thing('a', 2)]);
        expect((await collection.get('a'))?.n).toBe(2);
      });

      test('is refused where documents cannot be rebuilt', async () => {
        await expect(fresh().putMany([thing('a')])).rejects.toThrow(KeyError);
      });

      test('refuses a document like any other write', async () => {
        const collection = provider.open('bulk_refused').collection(rebuilt);
        await expect(collection.putMany([thing('a', 'x' as unknown as number)])).rejects.toMatchObject({ path: '/n' });
      });
    });

    describe('after an update of the code', () => {
      test('documents are found by the keys of the new index functions, and no longer by the old', async () => {
        const before = provider.open('rekeyed').collection(things);
        for (let n = 0; n < 100; n++) await before.insert(thing(`id-${n}`, n, { tags: ['x'], day: 'monday' }));
        const told: string[] = [];
        const log: Log = { ...silent, info: message => told.push(message), child: () => log };
        const newer: CollectionSpec<Thing, 'n' | 'tens'> = {
          ...things,
          indexVersion: 2,
          indexes: { n: doc => [[-doc.n]], tens: doc => [[Math.floor(doc.n / 10)]] },
        };
        const after = await reopened(newer, 'rekeyed', log);
        await after.insert(thing('new', 45));
        expect(ids(await after.find({ index: 'n', prefix: [], limit: 2 }))).toEqual(['id-99', 'id-98']);
        expect(ids(await after.find({ index: 'tens', prefix: [4], limit: 99 }))).toHaveLength(11);
        expect(told).toContain('keys derived anew');
        expect((await after.get('id-7'))?.v).toBe(1);

        const back = await reopened(things, 'rekeyed');
        expect(ids(await back.find({ index: 'tag', prefix: ['x'], limit: 999 }))).toHaveLength(100);
      });

      test('keys that did not change are not derived again', async () => {
        await provider.open('kept').collection(things).insert(thing('a', 1));
        await provider.open('kept').ready();
        let derived = 0;
        const counting = { ...things, indexes: { ...things.indexes, n: (doc: Thing) => (derived++, [[doc.n]]) } };
        const after = await reopened(counting, 'kept');
        expect(ids(await after.find({ index: 'n', prefix: [], limit: 9 }))).toEqual(['a']);
        expect(derived).toBe(0);
      });

      interface Renamed extends Doc {
        readonly count: number;
        readonly label: string;
      }
      const renamed: CollectionSpec<Renamed, 'count'> = {
        name: 'things',
        schema: Type.Object({ _id: Type.String(), v: Type.Integer(), shape: Type.Integer(), count: Type.Number(), label: Type.String() }),
        lift: [
          old => {
            const { n, ...rest } = old as unknown as Thing;
            return { ...(rest as object), count: n };
          },
          old => ({ ...(old as object), label: 'lifted' }),
        ],
        indexes: { count: doc => [[doc.count]] },
      };

      test('old shapes are lifted when read, found, changed and met by an insert', async () => {
        const before = provider.open('lifted').collection(things);
        await before.insert(thing('a', 7));
        const after = await reopened(renamed, 'lifted');
        const lifted: Renamed = { _id: 'a', v: 1, shape: 3, count: 7, label: 'lifted' };
        expect(await after.get('a')).toEqual(lifted);
        expect(await after.find({ index: 'count', prefix: [7], limit: 9 })).toEqual({ docs: [lifted] });
        expect(await after.insert({ ...lifted, count: 1 })).toEqual({ existing: lifted });
        expect(await after.change('a', now => ({ ...now, count: 8 }))).toEqual({ ...lifted, v: 2, count: 8 });
        expect(await after.get('a')).toEqual({ ...lifted, v: 2, count: 8 });
      });

      test('a document of a newer shape is an error, not a loss', async () => {
        const newer = provider.open('newer').collection(renamed);
        await newer.insert({ _id: 'a', v: 1, shape: 3, count: 7, label: 'x' });
        const older = await reopened(things, 'newer');
        await expect(older.get('a')).rejects.toThrow(DocumentTooNew);
        await expect(older.change('a', now => now)).rejects.toThrow(DocumentTooNew);
        await expect(provider.open('newer').ready()).rejects.toThrow(DocumentTooNew);
      });
    });

    describe('a storage', () => {
      test('keeps namespaces and collections apart', async () => {
        const spec = { ...things, name: 'others' };
        const [one, two, three] = [
          provider.open('apart').collection(things),
          provider.open('apart').collection(spec),
          provider.open('apart_too').collection(things),
        ];
        await one.insert(thing('a', 1));
        expect(await two.get('a')).toBeUndefined();
        expect(await three.get('a')).toBeUndefined();
        expect(ids(await three.find({ index: 'n', prefix: [], limit: 9 }))).toEqual([]);
      });

      test('refuses two descriptions of one collection, and names that lead elsewhere', async () => {
        const storage = provider.open('twice');
        storage.collection(things);
        expect(storage.collection(things)).toBe(storage.collection(things));
        expect(() => storage.collection({ ...things })).toThrow(TypeError);
        for (const name of ['', '../x', 'a.b', '$a', 'a b', 'system.js']) {
          expect(() => storage.collection({ ...things, name })).toThrow(TypeError);
          expect(() => provider.open(name)).toThrow(TypeError);
        }
      });

      test('answers nothing any more after it was closed', async () => {
        const storage = provider.open('closed');
        const collection = storage.collection(things);
        await collection.insert(thing('a', 1));
        await storage.close();
        await expect(collection.get('a')).rejects.toThrow(StorageClosed);
        await expect(collection.insert(thing('b', 1))).rejects.toThrow(StorageClosed);
        expect(() => storage.collection(things)).toThrow(StorageClosed);
      });
    });
  });
}
