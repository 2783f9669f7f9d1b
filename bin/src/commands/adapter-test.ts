import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

export interface AdapterTestOptions {
  readonly record?: boolean;
  readonly check?: boolean;
}

const KIT = '@onebasket/adapter-testkit';

/** `onebasket adapter test DIR`: runs the conformance kit that the adapter's own package has installed. Exits 1 when a check fails. */
export async function adapterTest(folder: string, options: AdapterTestOptions): Promise<void> {
  const root = resolve(folder);
  if (!existsSync(join(root, 'package.json'))) {
    console.error(existsSync(root) ? `${root} is no package: it has no package.json` : `There is no folder ${root}`);
    process.exitCode = 1;
    return;
  }
  const command = await kitCommand(root);
  if (command === undefined) {
    console.error(`${root} does not have ${KIT} installed. In its package: npm install --save-dev ${KIT} vitest`);
    process.exitCode = 1;
    return;
  }
  const flags = [...(options.record ? ['--record'] : []), ...(options.check ? ['--check'] : [])];
  const kit = spawn(process.execPath, [command, root, ...flags], { stdio: 'inherit' });
  const [code] = (await once(kit, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

/** The command of the kit that this folder's package sees. */
async function kitCommand(root: string): Promise<string | undefined> {
  let manifest: string;
  try {
    manifest = createRequire(join(root, 'package.json')).resolve(`${KIT}/package.json`);
  } catch {
    return undefined;
  }
  const { bin } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly bin: Readonly<Record<string, string>> };
  return join(dirname(manifest), bin['onebasket-adapter-test'] ?? '');
}
