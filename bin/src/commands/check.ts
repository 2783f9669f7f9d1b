import { AdapterError } from '@onebasket/core';
import type { RegisteredConnection } from '@onebasket/adapter-registry';
import { createLog } from '@onebasket/runtime';
import { registryOf } from '../compose-system.ts';
import { table } from '../table.ts';
import { loadSystem, type LoadedSystem } from '../load-system.ts';

/** `onebasket check`: the configuration holds, and every account answers its health ability. Exits 1 when one does not. */
export async function check(options: { readonly config: string }): Promise<void> {
  const log = createLog('silent');
  let system: LoadedSystem | undefined;
  try {
    system = await loadSystem(options.config, log);
    const registry = registryOf(system.config, log, system.adapters);
    const connections = [...registry.channels(), ...registry.carriers(), ...registry.payments()];
    const rows = await Promise.all(connections.map(examine));
    await registry.close();
    console.log(`${options.config} is valid.\n`);
    console.log(
      table([
        ['account', 'kind', 'adapter', 'state', 'detail'],
        ...rows.map(row => [
          row.connection.id,
          row.connection.kind,
          row.connection.adapter.manifest.id,
          row.isWell ? 'ok' : 'FAILED',
          row.detail,
        ]),
      ]),
    );
    process.exitCode = rows.every(row => row.isWell) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    await system?.close();
  }
}

async function examine(
  connection: RegisteredConnection,
): Promise<{ readonly connection: RegisteredConnection; readonly isWell: boolean; readonly detail: string }> {
  if (!connection.has('health')) return { connection, isWell: true, detail: 'nothing to ask' };
  try {
    const { detail } = await connection.run('health', (health, call) => health.check(call), { deadlineMs: 10_000 });
    return { connection, isWell: true, detail };
  } catch (error) {
    return { connection, isWell: false, detail: error instanceof AdapterError ? `${error.code}: ${error.message}` : 'no answer' };
  }
}
