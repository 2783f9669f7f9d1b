import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { Credentials } from '@onebasket/adapter-sdk';
import type { Bus, Log, Vault } from '@onebasket/runtime';

/** The credentials of one connection, as they travel: sealed, for whoever has the keys. `null` = taken away. */
export interface CredentialNews {
  /** `<kind>:<id>`. */
  readonly connection: string;
  readonly sealed: string | null;
  /** Grows with every change: news that was overtaken on its way changes nothing. */
  readonly version: number;
}

export const CREDENTIALS = 'connections.credentials';
/** Asks for all of them. */
export const CREDENTIALS_WANTED = 'connections.credentials-wanted';
/** The vendor takes these credentials no more. */
export const CREDENTIALS_REFUSED = 'connections.credentials-refused';

/** Where a sealed credential belongs. */
export const placeOf = (connection: string) => `credentials:${connection}`;

export function connectionByKey(registry: Registry, key: string): RegisteredConnection | undefined {
  const [kind, id = ''] = key.split(':');
  return kind === 'channel' || kind === 'carrier' || kind === 'payment' ? registry[kind](id) : undefined;
}

export const keyOf = ({ kind, id }: RegisteredConnection) => `${kind}:${id}`;

/** Hands the credentials of the newest news to the connections of a registry. */
export function credentialSetter(registry: Registry, vault: Vault, log: Log): (news: CredentialNews) => void {
  const seen = new Map<string, number>();
  return ({ connection: key, sealed, version }) => {
    const connection = connectionByKey(registry, key);
    if (!connection || version < (seen.get(key) ?? 0)) return;
    try {
      connection.setCredentials(sealed === null ? undefined : (JSON.parse(vault.open(sealed, placeOf(key))) as Credentials));
      seen.set(key, version);
    } catch (error) {
      log.error('credentials cannot be opened', { connection: key, error: String(error) });
    }
  };
}

const ASK_AGAIN_MS = 5_000;

/**
 * Lets a process's registry have the credentials of its connections, from what stands now on, and tells when a vendor refuses them. Asks again until
 * somebody answered, as the one who keeps them may start later. Returns how to stop.
 */
export function followCredentials(registry: Registry, vault: Vault, bus: Bus, log: Log): () => void {
  const owned = [...registry.channels(), ...registry.carriers(), ...registry.payments()].filter(one => one.has('authorisation'));
  if (owned.length === 0) return () => undefined;
  const set = credentialSetter(registry, vault, log);
  let isAnswered = false;
  const stopListening = bus.subscribe(CREDENTIALS, news => {
    isAnswered = true;
    set(news as unknown as CredentialNews);
  });
  const stops = owned.map(one => one.onUnauthorized(() => bus.publish(CREDENTIALS_REFUSED, { connection: keyOf(one) })));
  const ask = () => (isAnswered ? clearInterval(timer) : bus.publish(CREDENTIALS_WANTED, null));
  const timer = setInterval(ask, ASK_AGAIN_MS).unref();
  ask();
  return () => {
    clearInterval(timer);
    stopListening();
    for (const stop of stops) stop();
  };
}
