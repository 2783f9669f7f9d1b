import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the workspace's manifest waits while the published one is packed. */
export const SAVED = '.package.json.saved';

/** Puts a package's folder back as it was before it was packed, `borrowed` files gone; does nothing when it was not packed. */
export async function restore(folder: string, borrowed: readonly string[]): Promise<void> {
  const wasPacked = await rename(join(folder, SAVED), join(folder, 'package.json')).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  if (wasPacked) await Promise.all(borrowed.map(name => rm(join(folder, name), { recursive: true, force: true })));
}
