import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openOutside, type Outside } from '@onebasket/publish/outside';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBlocks } from './blocks.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const page = (name: string) => new URL(`../adapters/${name}.md`, import.meta.url);
const ONEBASKET = fileURLToPath(new URL('../../bin/src/onebasket.ts', import.meta.url));
const DESK = { name: 'desk', private: true, type: 'module', dependencies: { 'create-onebasket-adapter': '*' } };

/** Under this many lines a newcomer is through. */
const LINES = 300;

/** A reader who does what the page says, block by block. */
class Reader {
  readonly #outside: Outside;
  readonly #terminals: Terminal[] = [];
  folder: string;
  answer: unknown;

  constructor(outside: Outside) {
    this.#outside = outside;
    this.folder = outside.folder;
  }

  async save(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, file)), { recursive: true });
    await writeFile(join(this.folder, file), text);
  }

  /** A line for the shell. Packages come from the tarballs instead of the registry. */
  async type(line: string): Promise<void> {
    const [command = '', ...args] = line.split(' ');
    if (command === 'cd') this.folder = join(this.folder, args.join(' '));
    else if (line === 'npm install') await this.#outside.install(this.folder);
    else await this.#outside.run(this.folder, command, args);
  }

  /** A line for a terminal of its own. `onebasket` is the workspace's, on a port that is free. */
  async open(line: string): Promise<void> {
    const [shop] = this.#terminals;
    const command = line.startsWith('npx onebasket ')
      ? [process.execPath, ONEBASKET, ...line.split(' ').slice(2), '--port', String(await freePort())]
      : line.split(' ');
    const env = { CORNER_SHOP_URL: shop?.url ?? '', CORNER_SHOP_TOKEN: 'token-of-the-sandbox' };
    this.#terminals.push(await openTerminal(command, { cwd: this.folder, env }));
  }

  /** What the graph answers. */
  async ask(query: string): Promise<void> {
    const graph = this.#terminals.at(-1)?.url ?? '';
    const response = await fetch(graph, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    this.answer = ((await response.json()) as { readonly data?: unknown }).data;
  }

  async leave(): Promise<void> {
    for (const terminal of this.#terminals.reverse()) await terminal.stop();
  }
}

describe('the walk-through', () => {
  let outside: Outside;
  let reader: Reader;
  beforeAll(async () => {
    outside = await openOutside();
    reader = new Reader(outside);
    // What `npm create` would fetch from the registry is at hand here.
    await reader.save('package.json', JSON.stringify(DESK));
    await outside.install(outside.folder);
  });
  afterAll(async () => {
    await reader?.leave();
    await outside?.close();
  });

  it('leads from an empty folder to a shop that keeps the whole contract and answers through the graph, as it is written', async () => {
    const sandbox = (await readBlocks(page('corner-shop-api'))).filter(({ file }) => file !== undefined);
    for (const { language, file, text } of await readBlocks(page('walk-through'))) {
      // Before the first file of ours the reader saves those of the sandbox.
      if (file === 'src/manifest.ts') for (const { file, text } of sandbox) await reader.save(file ?? '', text);
      if (file !== undefined) await reader.save(file, text);
      else if (language === 'sh') for (const line of text.trim().split('\n')) await reader.type(line);
      else if (language === 'console') await reader.open(text.trim());
      else if (language === 'graphql') await reader.ask(text);
      else if (language === 'json') expect(reader.answer).toEqual(JSON.parse(text));
    }
    expect(reader.answer, 'the graph was asked').toBeDefined();
    const result = JSON.parse(await readFile(join(outside.folder, 'corner-shop/conformance.json'), 'utf8')) as Record<string, object>;
    expect(result).toMatchObject({ adapter: 'corner-shop', contract: '1.0', waived: [] });
    expect(Object.keys(result['abilities'] ?? {})).toEqual(['health', 'search', 'listings', 'quotes', 'orders']);
  }, 240_000);

  it(`takes under ${LINES} lines of adapter code`, async () => {
    const folder = join(outside.folder, 'corner-shop/src');
    const texts = await Promise.all((await readdir(folder)).map(file => readFile(join(folder, file), 'utf8')));
    const lines = texts.flatMap(text => text.trimEnd().split('\n'));
    expect(texts.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(LINES);
    // Nobody saves lines by making them longer than one can read.
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(150);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, 'close');
  return port;
}
