// Installs what is missing before `npm start` and `npm test`; nothing but Node and npm is needed for it, any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const wanted = new URL('package-lock.json', root);
// npm writes this file at the end of every installation.
const installed = new URL('node_modules/.package-lock.json', root);
const isCurrent =
  existsSync(installed) && existsSync(new URL('node_modules/.bin/node', root)) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;

if (!isCurrent) {
  console.log('Installing packages (the first start, or package-lock.json has changed) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error('The packages could not be installed: npm ci failed, see above.');
    process.exit(result.status ?? 1);
  }
}
