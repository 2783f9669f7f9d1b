import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBlocks } from './blocks.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
/** Pages whose every block of TypeScript is a program of its own. */
const PAGES = ['docs/adapters/types.md', 'adapters/sdk/README.md', 'adapters/create/README.md', 'core/README.md'];

const blocks = (
  await Promise.all(
    PAGES.map(async page => (await readBlocks(new URL(page, new URL('../../', import.meta.url)))).map(block => ({ page, ...block }))),
  )
)
  .flat()
  .filter(({ language }) => language === 'ts')
  .map(block => ({ ...block, file: `${block.page.replace(/\W/g, '-')}-${block.line}.ts` }));

describe('the examples of the documentation', () => {
  let folder: string;
  beforeAll(async () => {
    // Inside of the workspace, so that its packages are found.
    await mkdir(join(root, '.cache'), { recursive: true });
    folder = await mkdtemp(join(root, '.cache/snippets-'));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['*.ts'], exclude: [] }),
    );
    for (const { file, text } of blocks) await writeFile(join(folder, file), text);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are well typed', async () => {
    await expect(run('tsc', ['--noEmit', '-p', folder], { env: withTools() })).resolves.toBeDefined();
  });

  it.each(blocks)('run: $page, line $line', async ({ file }) => {
    await expect(run('node', [join(folder, file)], { cwd: folder, env: withTools() })).resolves.toMatchObject({ stderr: '' });
  });
});

function withTools(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return { ...env, PATH: `${join(root, 'node_modules/.bin')}:${env['PATH']}` };
}
