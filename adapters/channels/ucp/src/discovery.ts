import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { failure } from './errors.ts';
import { generationOf, type Generation } from './generations.ts';
import { readMerchantProfile, type Capability, type MerchantProfile } from './merchant-profile.ts';
import { settingsOf } from './settings.ts';
import { readStatus } from './status.ts';
import { withoutNulls } from './wire.ts';

/** A merchant as it is to be spoken to. */
export interface Merchant {
  readonly generation: Generation;
  /** Of the profile; may be one that we do not know. */
  readonly version: string | undefined;
  readonly transport: 'rest' | 'mcp';
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly profile: MerchantProfile;
  can(capability: Capability): boolean;
}

const FIVE_MINUTES_MS = 5 * 60 * 1000;
const ONE_MINUTE_MS = 60 * 1000;

/** The merchant of this connection; its profile is read every five minutes. */
export function discover(call: Call): Promise<Merchant> {
  return call.memo('ucp:merchant', FIVE_MINUTES_MS, () => readMerchant(call));
}

/** The same, not older than a minute: for a signature by a key that was not there before. */
export function discoverAnew(call: Call): Promise<Merchant> {
  return call.memo('ucp:merchant:anew', ONE_MINUTE_MS, () => readMerchant(call));
}

async function readMerchant(call: Call): Promise<Merchant> {
  const settings = settingsOf(call);
  const first = await readProfile(call, `${settings.baseUrl.replace(/\/+$/, '')}/.well-known/ucp`);
  const profile = await inAVersionWeSpeak(call, first);
  const { rest, mcp } = profile.endpoints;
  const transport =
    settings.transport === 'mcp' ? (mcp === undefined ? 'rest' : 'mcp') : rest === undefined && mcp !== undefined ? 'mcp' : 'rest';
  const named = settings.endpoint?.replace(/\/+$/, '') ?? (transport === 'mcp' ? mcp : rest);
  if (named === undefined) throw failure('misconfigured', 'the merchant’s profile names no endpoint for REST or MCP');
  return {
    generation: profile.generation,
    version: profile.version,
    transport,
    endpoint: reachable(named, call),
    profile,
    can: capability => profile.capabilities.has(capability),
  };
}

/** Where the profile speaks a version that we do not know and names profiles of others, the newest of those that we do. */
async function inAVersionWeSpeak(call: Call, profile: MerchantProfile): Promise<MerchantProfile> {
  if (generationOf(profile.version)) return profile;
  const spoken = [...profile.otherVersions].filter(([version]) => generationOf(version)).sort(([a], [b]) => (a < b ? 1 : -1))[0];
  return spoken ? readProfile(call, reachable(spoken[1], call)) : profile;
}

async function readProfile(call: Call, url: string): Promise<MerchantProfile> {
  const response = await call.http.request({
    method: 'GET',
    url,
    label: 'GET /.well-known/ucp',
    headers: { accept: 'application/json' },
    // A profile must not be redirected, and what signs is not sent on.
    sign: () => ({}),
  });
  if (response.status === 404) throw failure('misconfigured', 'the address in settings.baseUrl has no /.well-known/ucp');
  readStatus(response, { what: 'ucp: GET /.well-known/ucp', effect: 'read', now: call.now() });
  try {
    return readMerchantProfile(withoutNulls(response.json()));
  } catch (error) {
    if (error instanceof AdapterError) throw error;
    throw failure('invalid-response', 'GET /.well-known/ucp sent no profile', 'not-done', error);
  }
}

/** An address that the host lets us call: one elsewhere than the settings allow is looked for at the merchant's own base address. */
function reachable(address: string, call: Call): string {
  const { baseUrl, endpoint, endpointOrigins = [] } = settingsOf(call);
  const url = new URL(address);
  const allowed = [baseUrl, ...(endpoint === undefined ? [] : [endpoint]), ...endpointOrigins].map(origin => new URL(origin).origin);
  if (allowed.includes(url.origin)) return address;
  call.log.debug('the profile names an endpoint outside settings.endpointOrigins; its path is asked for at settings.baseUrl', {
    origin: url.origin,
  });
  return `${new URL(baseUrl).origin}${url.pathname === '/' ? '' : url.pathname}${url.search}`;
}
