import { readFile } from 'node:fs/promises';
import { json, TwinServer, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';

/** A small server that plays the carrier. Written from its documentation, never from the adapter: otherwise both would err together. */
export interface Twin {
  readonly url: string;
  close(): Promise<void>;
}

export async function startTwin({ apiKey }: { readonly apiKey: string }): Promise<Twin> {
  const parcel = JSON.parse(await readFile(new URL('./fixtures/parcel.json', import.meta.url), 'utf8')) as { readonly number: string };
  const server = new TwinServer({ handle: request => answer(request, apiKey, parcel) });
  const url = await server.listen();
  return { url, close: () => server.close() };
}

function answer(request: TwinRequest, apiKey: string, parcel: { readonly number: string }): TwinResponse {
  if (request.headers.authorization !== `Bearer ${apiKey}`) return json(401, { error: { code: 'invalid_key' } });
  if (request.method === 'GET' && request.path === '/v1/account') return json(200, { name: 'Lamps & Co' });
  if (request.method === 'GET' && request.path === `/v1/parcels/${parcel.number}`) return json(200, parcel);
  return json(404, { error: { code: 'not_found' } });
}
