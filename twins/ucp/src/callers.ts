import type { TwinRequest } from '@onebasket/twin-kit';
import { isJson, listOf, textOf, type Json } from './state.ts';

/** What is read of a caller's profile: where its order events go, and its keys. */
export interface Caller {
  readonly webhookUrl: string | undefined;
  readonly keys: readonly Json[];
}

const NOBODY: Caller = { webhookUrl: undefined, keys: [] };

/** The address in `UCP-Agent: profile="…"`. */
export function profileUrlOf(request: TwinRequest): string | undefined {
  return /profile="([^"]+)"/.exec(String(request.headers['ucp-agent'] ?? ''))?.[1];
}

/** Reads the profile anew each time, following no redirects; one that cannot be read is no reason to refuse here. */
export async function readCaller(url: string | undefined): Promise<Caller> {
  if (url === undefined || !/^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url)) return NOBODY;
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(1000) });
    const profile: unknown = await answer.json();
    if (!isJson(profile)) return NOBODY;
    const capabilities = isJson(profile['ucp']) ? profile['ucp']['capabilities'] : undefined;
    const entries = Array.isArray(capabilities)
      ? listOf(capabilities)
      : Object.values(isJson(capabilities) ? capabilities : {}).flatMap(listOf);
    const webhookUrl = entries
      .map(({ config }) => (isJson(config) ? textOf(config['webhook_url']) : undefined))
      .find(found => found !== undefined);
    return { webhookUrl, keys: [...listOf(profile['signing_keys']), ...listOf(profile['keys'])] };
  } catch {
    return NOBODY;
  }
}
