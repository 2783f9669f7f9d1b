import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for one test, gone afterwards. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'onebasket-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The configuration of a channel on a bare shop or a twin. */
export function wooChannel(id: string, baseUrl: string, more: object = {}): object {
  return {
    id,
    adapter: 'woocommerce',
    name: id,
    settings: { baseUrl, consumerKey: 'ck_test_1234', consumerSecret: 'cs_test_1234', webhookSecret: 'webhook-secret', ...more },
  };
}

export const INVOICE = { id: 'invoice', adapter: 'invoice', name: 'Invoice' };
