import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askWhatIsMissing } from '../src/ask.ts';
import { ADAPTER_KINDS, checkAdapterName, displayName, scaffold } from '../src/index.ts';

describe('the name of an adapter', () => {
  it.each(['my-shop', 'jd', 'alibaba1688', 'acme-2'])('may be %s', name => {
    expect(checkAdapterName(name)).toBeUndefined();
  });

  it.each([
    ['My Shop', '"my-shop"'],
    ['MyShop', '"my-shop"'],
    ['Häagen_Dazs', '"haagen-dazs"'],
    ['--x--', '"x"'],
    ['../etc', '"etc"'],
    ['3com', '"com"'],
  ])('is not %j, and a better one is suggested: %s', (name, better) => {
    expect(checkAdapterName(name)).toContain(`What about ${better}?`);
  });

  it.each(['', '京东', '-', 'x'.repeat(41), 'node_modules', 'channel'])('is not %j', name => {
    expect(checkAdapterName(name)).toMatch(/needs a name|cannot be|too long|taken/);
  });

  it('is shown to people in words', () => {
    expect(displayName('my-2nd-shop')).toBe('My 2nd Shop');
  });
});

describe('a new adapter', () => {
  let place: string;
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'onebasket-create-'));
  });
  afterEach(() => rm(place, { recursive: true, force: true }));

  it.each(ADAPTER_KINDS)('of kind %s has everything it needs, and nothing of the template by name', async kind => {
    const { folder, files } = await scaffold({ name: 'corner-shop', kind, folder: join(place, 'corner-shop') });
    expect(files).toEqual(
      expect.arrayContaining([
        '.gitignore',
        'README.md',
        'conformance.json',
        'package.json',
        'src/index.ts',
        'test/contract.test.ts',
        'test/twin.ts',
        'tsconfig.json',
        'vitest.config.ts',
      ]),
    );
    const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')));
    expect(files.filter((_, at) => /acme/i.test(texts[at] ?? ''))).toEqual([]);
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: 'onebasket-adapter-corner-shop', license: 'MIT' });
    expect(manifest).not.toHaveProperty('private');
    expect(await readFile(join(folder, 'src/manifest.ts'), 'utf8')).toContain(`kind: '${kind}'`);
  });

  it('never touches a folder that has something in it', async () => {
    const folder = join(place, 'mine');
    await mkdir(folder);
    await writeFile(join(folder, 'work.ts'), 'years of it');
    await expect(scaffold({ name: 'mine', kind: 'channel', folder })).rejects.toThrow('is there already and has work.ts in it');
    expect(await readdir(folder)).toEqual(['work.ts']);
    expect(await readdir(place)).toEqual(['mine']);
  });

  it('may be made in an empty folder, and not in the place of a file', async () => {
    await mkdir(join(place, 'empty'));
    const { files } = await scaffold({ name: 'empty', kind: 'carrier', folder: join(place, 'empty') });
    expect(files).toContain('package.json');
    await writeFile(join(place, 'file'), '');
    await expect(scaffold({ name: 'file', kind: 'carrier', folder: join(place, 'file') })).rejects.toThrow('is a file');
  });

  it('is not made under a name that cannot be one', async () => {
    await expect(scaffold({ name: '../evil', kind: 'channel', folder: join(place, 'x') })).rejects.toThrow('cannot be an adapter');
    expect(await readdir(place)).toEqual([]);
  });
});

describe('what the command line leaves open', () => {
  it('is a channel where nobody can be asked, and a missing name is told', async () => {
    expect(await askWhatIsMissing({ name: 'my-shop' }, false)).toEqual({ name: 'my-shop', kind: 'channel' });
    await expect(askWhatIsMissing({}, false)).rejects.toThrow('npm create onebasket-adapter my-shop');
  });
});
