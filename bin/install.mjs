// Installs what is missing before `npm start` and `npm test`; nothing but Node and npm is needed for it, any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';

const root = new URL('../', import.meta.url);
const stamp = new URL('node_modules/.onebasket-install', root);
const lock = createHash('sha256')
  .update(readFileSync(new URL('package-lock.json', root)))
  .digest('hex');
const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(new URL('node_modules/.bin/node', root));

if (!isCurrent) {
  console.log('Installing packages (first start, or package-lock.json changed) …');
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
  writeFileSync(stamp, lock);
}
