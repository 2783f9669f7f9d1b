import type { ProxiedRequest } from './fault-proxy.ts';

const PAGING = /^(page|paged|offset|skip|take|after|before|cursor|start|startingafter|starting_after|min_id|since_id)$/i;
const SIGNING = /^oauth_|^(sign|signature|timestamp|nonce)$/i;

/** The same text for every page of one list, or `undefined` for a request that writes. */
export function pageKey({ method, path, body }: ProxiedRequest): string | undefined {
  const url = new URL(path, 'http://vendor.invalid');
  const kept = [...url.searchParams].filter(([name]) => !PAGING.test(name) && !SIGNING.test(name));
  const address = `${url.pathname}?${new URLSearchParams(kept)}`;
  if (method === 'GET') return address;
  const query = graphqlQuery(body);
  if (query === undefined || isMutation(query)) return undefined;
  return `${address} ${JSON.stringify(JSON.parse(body), (name, value: unknown) => (PAGING.test(name) ? undefined : value))}`;
}

/** Does this request change something? GraphQL asks by POST too. */
export function isWrite({ method, body }: ProxiedRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const query = graphqlQuery(body);
  return query === undefined || isMutation(query);
}

function isMutation(query: string): boolean {
  return /(^|\})\s*mutation\b/.test(query.replace(/#.*/g, ''));
}

function graphqlQuery(body: string): string | undefined {
  if (!body.startsWith('{')) return undefined;
  try {
    const { query } = JSON.parse(body) as { query?: unknown };
    return typeof query === 'string' ? query : undefined;
  } catch {
    return undefined;
  }
}
