import { resolveViewer } from '../viewer/index.ts';
import { SERVICE, type Viewer } from '../viewer/viewer.ts';
import type { Config } from '../config/types.ts';
import type { Keys } from '../keys/keys.ts';
import type { RequestContext, Subgraph } from './types.ts';

/** What travels with a sub-request: credentials as the client sent them, never an identity. */
export interface ForwardedRequest {
  readonly authorization?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly acceptLanguage?: string | undefined;
  readonly traceId: string;
  readonly signal: AbortSignal;
}

/** zh-CN when the client prefers any Chinese over English, else en. */
export function chooseLocale(acceptLanguage: string | undefined): 'en' | 'zh-CN' {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map(parameter => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(value => value !== undefined);
      return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => quality > 0 && (language === 'zh' || language === 'en'))
    .sort((a, b) => b.quality - a.quality);
  return wanted[0]?.language === 'zh' ? 'zh-CN' : 'en';
}

/**
 * The context of one request at one subgraph: the viewer worked out from the credentials, and loaders of its own.
 * Rejects with a GraphQLError `UNAUTHENTICATED` for credentials that do not hold.
 */
export async function contextFor<Loaders>(
  subgraph: Subgraph<Loaders>,
  forwarded: ForwardedRequest,
  deps: { readonly keys: Keys; readonly config: Config },
): Promise<RequestContext<Loaders>> {
  const viewer = await resolveViewer({ authorization: forwarded.authorization, apiKey: forwarded.apiKey }, deps);
  return contextOf(subgraph, viewer, forwarded);
}

/** The context of an internal operation: the service viewer. */
export function serviceContext<Loaders>(subgraph: Subgraph<Loaders>, signal: AbortSignal, traceId: string): RequestContext<Loaders> {
  return contextOf(subgraph, SERVICE, { traceId, signal });
}

function contextOf<Loaders>(subgraph: Subgraph<Loaders>, viewer: Viewer, forwarded: ForwardedRequest): RequestContext<Loaders> {
  const request = { viewer, locale: chooseLocale(forwarded.acceptLanguage), signal: forwarded.signal, traceId: forwarded.traceId };
  return { ...request, loaders: subgraph.makeLoaders(request) };
}
