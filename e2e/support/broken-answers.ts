import type { ServerResponse } from 'node:http';

/** Words that a broken shop puts into its pages; none of them may ever reach a buyer. */
export const SHOP_SECRET = 'wp-db-password-of-the-shop';

const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' };
const PAGE = `<!DOCTYPE html><html><body><h1>Fatal error</h1><pre>${SHOP_SECRET} in /var/www/html/wp-config.php:12</pre></body></html>`;

/** One way of a shop to give no usable answer, whatever was asked. */
export interface BrokenAnswer {
  readonly what: string;
  /** The `ChannelErrorCode` that tells it. */
  readonly code: string;
  /** Its status says that nothing was done: a shop that did it all the same cannot be found out. */
  readonly isRefusal?: true;
  readonly send: (response: ServerResponse) => void;
}

/** Ways in which shops really break. All answer at once. */
export const BROKEN_ANSWERS: readonly BrokenAnswer[] = [
  {
    what: 'a page of HTML with 200',
    code: 'INVALID_RESPONSE',
    send: response => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE),
  },
  { what: 'a page of HTML that says it is JSON', code: 'INVALID_RESPONSE', send: response => response.writeHead(200, JSON_TYPE).end(PAGE) },
  {
    what: 'a page of HTML with 503',
    code: 'UNAVAILABLE',
    send: response => response.writeHead(503, { 'content-type': 'text/html' }).end(PAGE),
  },
  {
    what: 'an error of its database with 500',
    code: 'UNAVAILABLE',
    send: response =>
      response
        .writeHead(500, JSON_TYPE)
        .end(JSON.stringify({ code: 'internal_server_error', message: `SELECT * FROM wp_users; ${SHOP_SECRET}`, data: { status: 500 } })),
  },
  { what: 'half of its JSON', code: 'INVALID_RESPONSE', send: response => response.writeHead(200, JSON_TYPE).end('[{"id":7,"name":"Kett') },
  {
    what: 'half of its bytes',
    code: 'UNAVAILABLE',
    send: response => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '5000' });
      response.write('[{"id":7,', () => response.destroy());
    },
  },
  { what: 'nothing with 200', code: 'INVALID_RESPONSE', send: response => response.writeHead(200, JSON_TYPE).end() },
  { what: 'null', code: 'INVALID_RESPONSE', send: response => response.writeHead(200, JSON_TYPE).end('null') },
  {
    what: 'JSON of another shape',
    code: 'INVALID_RESPONSE',
    send: response => response.writeHead(200, JSON_TYPE).end('{"products":{"7":true}}'),
  },
  {
    what: 'JSON nested without end',
    code: 'INVALID_RESPONSE',
    send: response => response.writeHead(200, JSON_TYPE).end('['.repeat(200_000)),
  },
  {
    what: 'ten megabytes',
    code: 'INVALID_RESPONSE',
    send: response => response.writeHead(200, JSON_TYPE).end(`[{"id":7,"name":"${'x'.repeat(10 * 1024 * 1024)}"}]`),
  },
  {
    what: '429 until later',
    code: 'RATE_LIMITED',
    isRefusal: true,
    send: response =>
      response.writeHead(429, { ...JSON_TYPE, 'retry-after': '20' }).end('{"code":"too_many_requests","message":"slow down"}'),
  },
  {
    what: '401 for its keys',
    code: 'UNAUTHORIZED',
    isRefusal: true,
    send: response =>
      response.writeHead(401, JSON_TYPE).end(JSON.stringify({ code: 'woocommerce_rest_cannot_view', message: 'cs_test_1234 is wrong' })),
  },
  {
    what: 'a redirect to a stranger',
    code: 'INVALID_RESPONSE',
    send: response => response.writeHead(302, { location: 'http://stranger.invalid/' }).end(),
  },
  { what: 'a reset connection', code: 'UNAVAILABLE', send: response => response.destroy() },
];

/** Says nothing for ever. */
export const HANGING: BrokenAnswer = { what: 'nothing for ever', code: 'TIMEOUT', send: () => undefined };
