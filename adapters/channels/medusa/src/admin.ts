import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { send, type MedusaRequest, type Success } from './client.ts';
import type { Denial } from './errors.ts';
import { settingsOf } from './manifest.ts';
import { textAt } from './wire.ts';

/** Tokens live for a day by default. */
const LOGIN_KEPT_MS = 60 * 60_000;

/** True when the connection has been given a way into the Admin API. */
export function hasAdmin(call: Call): boolean {
  const { adminKey, adminEmail, adminPassword } = settingsOf(call);
  return adminKey !== undefined || (adminEmail !== undefined && adminPassword !== undefined);
}

/** For abilities that the Store API does not have. Throws `AdapterError('unsupported')` that names the settings. */
export function requireAdmin(call: Call, wish: string): void {
  if (hasAdmin(call)) return;
  throw new AdapterError('unsupported', {
    message: `medusa: ${wish} needs the Admin API: set adminKey, or adminEmail and adminPassword`,
    outcome: 'not-done',
  });
}

/** Asks the Admin API with the secret key, or as the administrator, logging in when that is how it is configured. */
export async function askAdmin(request: MedusaRequest, call: Call): Promise<Success | Denial> {
  const { adminKey } = settingsOf(call);
  if (adminKey !== undefined) return send(request, { authorization: basic(adminKey) }, call);

  const kept = await call.memo('admin-token', LOGIN_KEPT_MS, () => logIn(call));
  try {
    return await send(request, { authorization: `Bearer ${kept}` }, call);
  } catch (error) {
    // A kept token may have ended (another secret, a restart): one fresh log-in tells.
    if (!(error instanceof AdapterError) || error.code !== 'unauthorized') throw error;
    return send(request, { authorization: `Bearer ${await logIn(call)}` }, call);
  }
}

/** A secret key is the user name, without password. */
function basic(adminKey: string): string {
  return `Basic ${Buffer.from(`${adminKey}:`).toString('base64')}`;
}

async function logIn(call: Call): Promise<string> {
  requireAdmin(call, 'logging in');
  const { adminEmail, adminPassword } = settingsOf(call);
  const body = { email: adminEmail, password: adminPassword };
  const answer = await send({ method: 'POST', path: '/auth/user/emailpass', body, effect: 'read', label: 'log in' }, {}, call);
  const token = answer.ok ? textAt(answer.body, 'token') : undefined;
  if (token !== undefined) return token;
  throw new AdapterError('unauthorized', { message: 'medusa: the shop gave no token for adminEmail', outcome: 'not-done' });
}
