import { readFile } from 'node:fs/promises';
import { json, TwinServer, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';

/** A small server that plays the shop. Written from its documentation, never from the adapter: otherwise both would err together. */
export interface Twin {
  readonly url: string;
  close(): Promise<void>;
}

interface TwinProduct {
  readonly id: number;
  readonly name: string;
}

export async function startTwin({ apiKey }: { readonly apiKey: string }): Promise<Twin> {
  const products = JSON.parse(await readFile(new URL('./fixtures/products.json', import.meta.url), 'utf8')) as readonly TwinProduct[];
  const server = new TwinServer({ handle: request => answer(request, apiKey, products, server.url) });
  const url = await server.listen();
  return { url, close: () => server.close() };
}

function answer(request: TwinRequest, apiKey: string, products: readonly TwinProduct[], url: string): TwinResponse {
  if (request.headers.authorization !== `Bearer ${apiKey}`) return failure(401, 'invalid_key', 'This key is not known.');
  switch (`${request.method} ${request.path}`) {
    case 'GET /v1/shop':
      return json(200, { name: 'Acme', currency: 'EUR', cart_url: `${url}/cart` });
    case 'GET /v1/products':
      return listProducts(request.query, products);
    default:
      return failure(404, 'not_found', 'There is no such resource.');
  }
}

function listProducts(query: URLSearchParams, products: readonly TwinProduct[]): TwinResponse {
  const page = Number(query.get('page') ?? 1);
  const size = Number(query.get('per_page') ?? 20);
  if (!(page >= 1) || !(size >= 1 && size <= 50)) return failure(400, 'invalid_parameter', 'page is 1 or more, per_page 1 to 50.');
  const ids = query.get('ids')?.split(',');
  const words = (query.get('q') ?? '').toLowerCase();
  const found = products.filter(({ id, name }) => (ids ? ids.includes(String(id)) : name.toLowerCase().includes(words)));
  return json(200, {
    products: found.slice((page - 1) * size, page * size),
    page,
    pages: Math.max(1, Math.ceil(found.length / size)),
    total: found.length,
  });
}

function failure(status: number, code: string, message: string): TwinResponse {
  return json(status, { error: { code, message } });
}
