import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findSecrets, readFixtures, startFixtures } from '@onebasket/adapter-testkit';
import { describe, expect, it, onTestFinished } from 'vitest';

const exchange = { request: { method: 'GET', path: '/products?page=1' }, response: { status: 200, body: { items: [] } } };
const good = { recorded: '2026-11-25', source: 'Acme 3.2 sandbox', exchanges: [exchange] };

async function folderOf(files: Readonly<Record<string, unknown>>): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'fixtures-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), JSON.stringify(content));
  }
  return pathToFileURL(`${folder}/`);
}

describe('a folder of fixtures', () => {
  it('is served case by case, and an exchange that nobody asked for fails', async () => {
    const folder = await folderOf({
      'search/one.json': good,
      'search/two.json': { ...good, exchanges: [exchange, { ...exchange, name: 'never asked', request: { method: 'GET', path: '/x' } }] },
    });
    const one = await startFixtures(folder, 'search/one');
    onTestFinished(() => one.stop());
    expect(await (await fetch(`${one.url}/products?page=1&sign=abc`)).json()).toEqual({ items: [] });
    one.assertAllUsed();
    const two = await startFixtures(folder, 'search/two');
    onTestFinished(() => two.stop());
    await fetch(`${two.url}/products?page=1`);
    expect(() => two.assertAllUsed()).toThrow('recordings that nobody asked for: never asked');
  });

  it('tells what it has by ability and case, with the day and the place of the recording', async () => {
    const folder = await folderOf({ 'search/one.json': good, 'feed/empty.json': good });
    const fixtures = await readFixtures(folder);
    expect(fixtures.map(({ name, recorded, source }) => [name, recorded, source])).toEqual([
      ['feed/empty', '2026-11-25', 'Acme 3.2 sandbox'],
      ['search/one', '2026-11-25', 'Acme 3.2 sandbox'],
    ]);
    expect(fixtures[1]?.exchanges[0]?.name).toBe('search/one[0]');
  });

  it.each([
    ['without a day', { ...good, recorded: undefined }, 'does not say when it was recorded'],
    ['without a source', { ...good, source: '' }, 'does not say where it was recorded'],
    ['without exchanges', { ...good, exchanges: [] }, 'has no exchanges'],
    [
      'with half an exchange',
      { ...good, exchanges: [{ request: { method: 'GET', path: 'products' }, response: { status: 200 } }] },
      'search/one[0] needs',
    ],
    [
      'with a secret',
      { ...good, exchanges: [{ ...exchange, request: { method: 'GET', path: '/p?access_token=9f8e7d6c5b4a39281706' } }] },
      'is not scrubbed: 0.request.path: the query parameter access_token',
    ],
  ])('is refused for a file %s', async (_, file, says) => {
    await expect(readFixtures(await folderOf({ 'search/one.json': file }))).rejects.toThrow(says);
  });

  it('says which case there is none of', async () => {
    await expect(readFixtures(await folderOf({ 'search/one.json': good }), 'search/three')).rejects.toThrow('no fixture search/three.json');
  });
});

describe('secrets', () => {
  it.each([
    [
      'a web token',
      { body: { note: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P' } },
      'a JSON web token',
    ],
    ['bearer credentials', { headers: { Authorization: 'Bearer 4f9a8b7c6d5e4f3a2b1c' } }, 'under the name of a secret'],
    ['a key by its form', { x: `ck_${'0123456789abcdef'.repeat(3).slice(0, 40)}` }, 'a WooCommerce key'],
    ['a token in camel case', { session: { refreshToken: 'a1b2c3d4e5f6a7b8' } }, 'session.refreshToken'],
    ['a secret in JSON inside of a text', { body: '{"password":"hunter2hunter2"}' }, 'body.password'],
  ])('are found in %s', (_, value, says) => {
    expect(findSecrets(value).join()).toContain(says);
  });

  it.each([
    ['what was scrubbed', { headers: { authorization: 'Bearer <scrubbed>', cookie: '***' }, access_token: 'recorded-session' }],
    ['what only sounds like one', { tokenType: 'bearer', passwordRequired: true, signature_algorithm: 'HmacSHA256', price: '12.50' }],
    [
      'digests and ids',
      { digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', id: 'gid://shopify/Product/7982301' },
    ],
    ['ordinary addresses', { url: 'https://acme.example/p/lamp?color=red&page=2' }],
  ])('are not found in %s', (_, value) => {
    expect(findSecrets(value)).toEqual([]);
  });
});
