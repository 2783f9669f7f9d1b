import { createLog, parseConfig } from '@onebasket/runtime';
import { startEmbedded, type Running } from '../../bin/src/compose-system.ts';
import { loadShippedAdapters } from '../../bin/src/adapters.ts';

/** The whole house in the test's own process, on a free port. */
export async function startInProcess(config: object): Promise<Running> {
  const text = JSON.stringify({ ...config, gateway: { port: 0, ...(config as { gateway?: object }).gateway } });
  return startEmbedded(
    parseConfig(text, { file: 'test configuration', adapters: await loadShippedAdapters() }),
    createLog(process.env['ONEBASKET_LOG'] ?? 'silent'),
  );
}
