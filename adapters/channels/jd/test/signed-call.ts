import { signUnion } from '../src/index.ts';
import { toBeijingText } from '../src/beijing-time.ts';

/** Calls one service past the adapter; the `data` of its result. */
export async function signedCall(
  url: string,
  app: { readonly appKey: string; readonly appSecret: string },
  at: Date,
  method: string,
  business: object,
): Promise<Readonly<Record<string, unknown>>> {
  const parameters = { '360buy_param_json': JSON.stringify(business), app_key: app.appKey, method, timestamp: toBeijingText(at), v: '1.0' };
  const body = new URLSearchParams({ ...parameters, sign: signUnion(parameters, app.appSecret) });
  const answer = (await (await fetch(`${url}/routerjson`, { method: 'POST', body })).json()) as Record<string, Record<string, string>>;
  const outer = answer[`${method.replaceAll('.', '_')}_responce`] ?? {};
  return (JSON.parse(outer['getResult'] ?? outer['queryResult'] ?? '{}') as { data: Readonly<Record<string, unknown>> }).data;
}
