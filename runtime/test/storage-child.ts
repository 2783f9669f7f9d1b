// A process of its own for storage-sqlite.test.ts: opens the folder it is given, and writes until it is killed.
import { createLog } from '../src/log/index.ts';
import { openStorage } from '../src/storage/index.ts';
import { thing, things } from './storage-things.ts';

const provider = openStorage(`sqlite:${process.argv[2]}`, { log: createLog('silent') });
const collection = provider.open('killed').collection(things);
console.log('open');
await Promise.all(
  Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; ; n++) {
      await collection.insert(thing(`${writer}-${n}`, n));
      await collection.replace(thing(`${writer}-${n}`, n + 1));
      console.log(`${writer}-${n}`);
    }
  }),
);
