import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const docs = new URL('../', import.meta.url);
const pages: string[] = [];
for await (const page of glob('**/*.md', { cwd: fileURLToPath(docs), exclude: name => name === 'node_modules' })) pages.push(page);

describe('the links of the documentation', () => {
  it.each(pages.sort())('lead somewhere: %s', async page => {
    const url = new URL(page, docs);
    const text = (await readFile(url, 'utf8')).replace(/^```[^]*?^```/gm, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1] ?? '').filter(target => !/^[a-z]+:/.test(target));
    const broken = await Promise.all(targets.map(async target => ((await leadsSomewhere(new URL(target, url))) ? [] : target)));
    expect(broken.flat()).toEqual([]);
  });
});

async function leadsSomewhere(target: URL): Promise<boolean> {
  const anchor = decodeURIComponent(target.hash.slice(1));
  target.hash = '';
  if (!existsSync(target)) return false;
  return anchor === '' || headingsOf(await readFile(target, 'utf8')).includes(anchor);
}

/** As GitHub and the site name them. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ +(.+)$/gm)].map(match =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}
