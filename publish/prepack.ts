// Run by npm in a package's folder before it is packed: builds, and puts the manifest and what else belongs into the tarball in place. Arguments `from:to`
// name what is brought from elsewhere. `postpack.ts` undoes it.
import { spawnSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishedManifest, type PackageJson } from './published-manifest.ts';
import { restore, SAVED } from './restore.ts';

const folder = process.cwd();
const root = fileURLToPath(new URL('../', import.meta.url));
const borrowed = [[join(root, 'LICENSE'), 'LICENSE'], ...process.argv.slice(2).map(argument => argument.split(':'))];

// A pack that was killed in the middle left its manifest here.
await restore(folder, []);
// The whole of it, or files whose source is gone would be published.
await rm(join(folder, 'dist'), { recursive: true, force: true });
const build = spawnSync('tsc', ['-b', 'tsconfig.build.json'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
if (build.status !== 0) throw new Error(`${basename(folder)} could not be built`);

const text = await readFile(join(folder, 'package.json'), 'utf8');
const published = publishedManifest(JSON.parse(text) as PackageJson);
await writeFile(join(folder, SAVED), text);
await writeFile(join(folder, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
const isWanted = (path: string) => !/^(node_modules|dist)$/.test(basename(path));
for (const [from = '', to = ''] of borrowed) await cp(resolve(folder, from), join(folder, to), { recursive: true, filter: isWanted });
