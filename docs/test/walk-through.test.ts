import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openOutside, type Outside } from '@onebasket/publish/outside';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBlocks } from './blocks.ts';

const page = (name: string) => new URL(`../adapters/${name}.md`, import.meta.url);
const DESK = { name: 'desk', private: true, type: 'module', dependencies: { 'create-onebasket-adapter': '*' } };

/** Under this many lines a newcomer is through. */
const LINES = 300;

describe('the walk-through', () => {
  let outside: Outside;
  let folder: string;
  beforeAll(async () => {
    outside = await openOutside();
    folder = outside.folder;
    // What `npm create` would fetch from the registry is at hand here.
    await writeFile(join(folder, 'package.json'), JSON.stringify(DESK));
    await outside.install(folder);
  });
  afterAll(() => outside?.close());

  /** Does what a line of the page says. Packages come from the tarballs instead of the registry. */
  const follow = async (line: string) => {
    const [command = '', ...args] = line.split(' ');
    if (command === 'cd') folder = join(folder, args.join(' '));
    else if (line === 'npm install') await outside.install(folder);
    else await outside.run(folder, command, args);
  };
  const save = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  };

  it('leads from an empty folder to an adapter that keeps the whole contract, as it is written', async () => {
    const sandbox = (await readBlocks(page('corner-shop-api'))).filter(({ file }) => file !== undefined);
    for (const { language, file, text } of await readBlocks(page('walk-through'))) {
      if (file !== undefined) await save(file, text);
      // Before the first file of ours the reader saves those of the sandbox.
      if (file === 'src/manifest.ts') for (const { file, text } of sandbox) await save(file ?? '', text);
      if (language === 'sh') for (const line of text.trim().split('\n')) await follow(line);
    }
    const { abilities, adapter, waived } = JSON.parse(await readFile(join(folder, 'conformance.json'), 'utf8')) as Record<string, object>;
    expect(adapter).toBe('corner-shop');
    expect(Object.keys(abilities ?? {}).sort()).toEqual(['health', 'listings', 'orders', 'quotes', 'search']);
    expect(waived).toEqual([]);
  }, 240_000);

  it(`takes under ${LINES} lines of adapter code`, async () => {
    const files = await readdir(join(folder, 'src'));
    const texts = await Promise.all(files.map(file => readFile(join(folder, 'src', file), 'utf8')));
    const lines = texts.join('').split('\n').length;
    expect(lines).toBeLessThan(LINES);
    // Nobody saves lines by making them longer than one can read.
    expect(Math.max(...texts.flatMap(text => text.split('\n').map(line => line.length)))).toBeLessThanOrEqual(160);
  });
});
