import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openOutside, type Outside } from '@onebasket/publish/outside';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MANIFEST = { name: 'desk', private: true, type: 'module', dependencies: { 'create-onebasket-adapter': '*' } };

describe('npm create onebasket-adapter, outside of this workspace', () => {
  let outside: Outside;
  beforeAll(async () => {
    outside = await openOutside();
    await writeFile(join(outside.folder, 'package.json'), JSON.stringify(MANIFEST));
    await outside.install(outside.folder);
  });
  afterAll(() => outside?.close());

  it.concurrent.each(['channel', 'carrier', 'payment'])(
    'makes a %s that passes the kit as it stands and can be published',
    async kind => {
      const name = `my-${kind}`;
      const main = 'node_modules/create-onebasket-adapter/dist/main.js';
      expect(await outside.run(outside.folder, 'node', [main, name, '--kind', kind])).toContain(`cd ${name}`);
      const project = join(outside.folder, name);
      await outside.install(project);
      await outside.run(project, 'tsc', ['--noEmit']);
      const said = await outside.run(project, 'vitest', ['run', '--reporter=json']);
      expect(JSON.parse(said.slice(said.indexOf('{')))).toMatchObject({ success: true, numFailedTests: 0 });

      await outside.run(project, 'npm', ['run', '--silent', 'build']);
      const use = `import adapter from 'onebasket-adapter-${name}'; console.log(adapter.manifest.id, Object.keys(adapter.conformance).includes('contract'));`;
      expect(await outside.run(project, 'node', ['--no-strip-types', '--input-type=module', '--eval', use])).toBe(`${name} true\n`);
    },
    240_000,
  );

  it('brings the documents that a newcomer reads', async () => {
    const readme = await readFile(join(outside.folder, 'node_modules/create-onebasket-adapter/README.md'), 'utf8');
    expect(readme).toContain('npm create onebasket-adapter my-shop -- --kind channel');
  });
});
