import type { Call, HttpResponse } from '@onebasket/adapter-sdk';
import { failureOf } from './errors.ts';
import { settingsOf } from './manifest.ts';

/** Reads below `/v1`. Anything but 200 throws what the shop means by it. */
export async function read(call: Call, path: string, query: Readonly<Record<string, string>> = {}): Promise<HttpResponse> {
  const { baseUrl, apiKey } = settingsOf(call);
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/v1${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const response = await call.http.request({
    method: 'GET',
    url: url.href,
    headers: { accept: 'application/json', authorization: `Bearer ${apiKey}` },
    label: `GET ${path}`,
  });
  if (response.status === 200) return response;
  throw failureOf(response, `Acme GET ${path}`, call);
}
