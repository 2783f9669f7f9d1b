import type { Call, HttpResponse } from '@onebasket/adapter-sdk';
import { send, type GraphqlRequest } from './graphql.ts';
import type { Wire } from './wire.ts';

/** What makes a server recognise a session again: a bearer token, cookies, or both, as it hands them out. */
export interface SessionState {
  readonly token?: string;
  readonly cookies: Readonly<Record<string, string>>;
}

/** One visitor of the shop, or one administrator: a basket belongs to a session, so each basket gets a session of its own. */
export interface Session {
  send(request: Omit<GraphqlRequest, 'api' | 'headers'>): Promise<Wire>;
  /** As it is now, to come back later. */
  state(): SessionState;
}

/** Begins a session, or goes on with one. The server speaks first: until it has answered a new session is nobody's. */
export function openSession(call: Call, api: 'shop' | 'admin', from: SessionState = { cookies: {} }): Session {
  let state = from;
  return {
    state: () => state,
    async send(request) {
      const { data, response } = await send(call, { ...request, api, headers: sessionHeaders(state) });
      state = after(response, state);
      return data;
    },
  };
}

function sessionHeaders({ token, cookies }: SessionState): Record<string, string> {
  const jar = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  return {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(jar.length === 0 ? {} : { cookie: jar.join('; ') }),
  };
}

function after(response: HttpResponse, before: SessionState): SessionState {
  // The token is sent only with a new session; silence means that the old one holds.
  const token = response.headers['vendure-auth-token'] || before.token;
  const cookies = { ...before.cookies, ...cookiesOf(response.headers['set-cookie'] ?? '') };
  return token === undefined ? { cookies } : { token, cookies };
}

/** Several cookies come in one header, parted by commas, and an expiry date has a comma too. */
function cookiesOf(header: string): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const cookie of header.split(/[,\n](?=\s*[^;,=\s]+=)/)) {
    const match = /^\s*([^;,=\s]+)=([^;]*)/.exec(cookie);
    if (match?.[1] !== undefined && match[2] !== undefined) cookies[match[1]] = match[2].trim();
  }
  return cookies;
}
