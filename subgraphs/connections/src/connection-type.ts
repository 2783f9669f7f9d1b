import type { RegisteredConnection } from '@onebasket/adapter-registry';
import type { CredentialDoc } from './credentials/credential-doc.ts';
import type { CredentialKeeper } from './credentials/credential-keeper.ts';

/** The graph's `Connection`: an account as its operator sees it. */
export async function connectionType(connection: RegisteredConnection, credentials: CredentialKeeper) {
  const { manifest } = connection.adapter;
  const { id, name, capabilities, health } = connection.describe();
  return {
    id,
    name,
    capabilities,
    health,
    kind: connection.kind.toUpperCase() as Uppercase<RegisteredConnection['kind']>,
    adapter: manifest.id,
    vendorApi: manifest.vendorApi,
    contract: manifest.contract,
    authorisation: connection.has('authorisation') ? authorisationOf(await credentials.stateOf(connection)) : null,
  };
}

/** The graph's `ConnectionAuthorisation`. */
function authorisationOf(doc: CredentialDoc | undefined) {
  if (!doc || doc.state === 'DISCONNECTED')
    return { state: 'NOT_CONNECTED' as const, expiresAt: null, connectedAt: null, refreshedAt: null };
  return { state: doc.state, expiresAt: doc.expiresAt ?? null, connectedAt: doc.connectedAt, refreshedAt: doc.refreshedAt ?? null };
}
