/** Nothing here goes by cookies, so any page may ask: what it may see is decided by the credentials that it holds. */
export const CORS_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after, x-trace-id',
};

export const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  ...CORS_HEADERS,
  'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
  'access-control-allow-headers': 'content-type, accept, accept-language, authorization, x-api-key, x-graphql-event-stream-token',
  'access-control-max-age': '86400',
};
