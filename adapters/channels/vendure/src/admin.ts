import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { send, VendureError, type GraphqlRequest } from './graphql.ts';
import { settingsOf } from './manifest.ts';
import { openSession, type SessionState } from './session.ts';
import { objectAt, type Wire } from './wire.ts';

const LOGIN_KEPT_MS = 10 * 60_000;

const LOGIN = /* GraphQL */ `
  mutation LogIn($username: String!, $password: String!) {
    login(username: $username, password: $password) {
      __typename
    }
  }
`;

type AdminRequest = Omit<GraphqlRequest, 'api' | 'headers'>;

/** True when the connection has been given a way into the Admin API. */
export function hasAdmin(call: Call): boolean {
  const { adminToken, adminApiKey, adminUsername, adminPassword } = settingsOf(call);
  return adminToken !== undefined || adminApiKey !== undefined || (adminUsername !== undefined && adminPassword !== undefined);
}

/** For abilities that the Shop API does not have. Throws `AdapterError('unsupported')` that names the settings. */
export function requireAdmin(call: Call, wish: string): void {
  if (hasAdmin(call)) return;
  throw new AdapterError('unsupported', {
    message: `vendure: ${wish} needs the Admin API: set adminApiKey, adminToken, or adminUsername and adminPassword`,
    outcome: 'not-done',
  });
}

/** Sends a document to the Admin API as the configured administrator, logging in when that is how it is configured. */
export async function sendAsAdmin(call: Call, request: AdminRequest): Promise<Wire> {
  const { adminToken, adminApiKey } = settingsOf(call);
  if (adminApiKey !== undefined) {
    return (await send(call, { ...request, api: 'admin', headers: { 'vendure-api-key': adminApiKey } })).data;
  }
  if (adminToken !== undefined) return openSession(call, 'admin', { token: adminToken, cookies: {} }).send(request);

  const state = await call.memo('admin-session', LOGIN_KEPT_MS, () => logIn(call));
  try {
    return await openSession(call, 'admin', state).send(request);
  } catch (error) {
    // A kept session may have ended (server restarted, sessions cleared): one fresh log-in tells.
    if (!(error instanceof VendureError) || error.code !== 'unauthorized') throw error;
    return openSession(call, 'admin', await logIn(call)).send(request);
  }
}

async function logIn(call: Call): Promise<SessionState> {
  requireAdmin(call, 'logging in');
  const { adminUsername, adminPassword } = settingsOf(call);
  const session = openSession(call, 'admin');
  const variables = { username: adminUsername, password: adminPassword };
  const data = await session.send({ label: 'log in', document: LOGIN, variables, effect: 'read' });
  if (objectAt(data, 'login')['__typename'] !== 'CurrentUser') {
    throw new AdapterError('unauthorized', {
      message: 'vendure: the Admin API does not know adminUsername with adminPassword',
      outcome: 'not-done',
    });
  }
  return session.state();
}
