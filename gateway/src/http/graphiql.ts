import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const DEFAULT_QUERY = `# OneBasket: search every connected shop at once.
{
  search(query: "手机", first: 3) {
    nodes { id title priceFrom { money { amount currency } channel { name } } }
    channels { channel { name } status }
  }
}
`;

let page: Promise<Buffer> | undefined;

/** GraphiQL in one self-contained page, gzipped: made when the first browser asks, as it is nine megabytes of script. Works offline. */
export function graphiqlPage(): Promise<Buffer> {
  page ??= (async () => {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    const html = renderGraphiQL({ title: 'OneBasket', defaultQuery: DEFAULT_QUERY, subscriptionsProtocol: 'GRAPHQL_SSE' });
    return promisify(gzip)(html, { level: 6 });
  })();
  return page;
}
