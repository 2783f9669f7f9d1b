// Run by npm in a package's folder before it is packed: builds, and puts the manifest and what else belongs into the tarball in place. `postpack.ts` undoes it.
import { spawnSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishedManifest, type PackageJson } from './published-manifest.ts';
import { BORROWED, restore, SAVED } from './restore.ts';

const folder = process.cwd();
const root = fileURLToPath(new URL('../', import.meta.url));

// A pack that was killed in the middle left its manifest here.
await restore(folder);
// The whole of it, or files whose source is gone would be published.
await rm(join(folder, 'dist'), { recursive: true, force: true });
const build = spawnSync('tsc', ['-b', 'tsconfig.build.json'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
if (build.status !== 0) throw new Error(`${basename(folder)} could not be built`);

const text = await readFile(join(folder, 'package.json'), 'utf8');
const published = publishedManifest(JSON.parse(text) as PackageJson);
await writeFile(join(folder, SAVED), text);
await writeFile(join(folder, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
for (const name of BORROWED) await cp(join(root, name), join(folder, name));
