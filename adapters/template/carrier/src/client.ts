import type { Call, HttpResponse } from '@onebasket/adapter-sdk';
import { failureOf } from './errors.ts';
import { settingsOf } from './manifest.ts';

/** Reads below `/v1`; `label` is the path without what identifies a person's parcel. A 404 is handed over, anything else but 200 throws what it means. */
export async function read(call: Call, path: string, label = path): Promise<HttpResponse> {
  const { baseUrl, apiKey } = settingsOf(call);
  const response = await call.http.request({
    method: 'GET',
    url: `${baseUrl.replace(/\/+$/, '')}/v1${path}`,
    headers: { accept: 'application/json', authorization: `Bearer ${apiKey}` },
    label: `GET ${label}`,
  });
  if (response.status === 200 || response.status === 404) return response;
  throw failureOf(response, `Acme GET ${label}`, call);
}
