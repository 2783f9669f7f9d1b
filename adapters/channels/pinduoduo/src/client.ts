import { retryAfterMs, type Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { businessErrorIn, failureOf, invalidResponse, type BusinessError } from './errors.ts';
import { settingsOf } from './settings.ts';
import { pddSign, type Fields } from './sign.ts';
import { recordIn, type Wire } from './wire.ts';

type Parameter = string | number | boolean | readonly (string | number)[] | undefined;

/** What came back: the inside of `<name>_response`, and where it was in which answer. */
export type PddAnswer =
  { readonly ok: true; readonly data: Wire; readonly digest: string; readonly pointer: string } | ({ readonly ok: false } & BusinessError);

/** Asks one API. Everything that this adapter asks for changes nothing, so every call is a read. Business errors are given back, all others thrown. */
export async function askPdd(type: string, parameters: Readonly<Record<string, Parameter>>, call: Call): Promise<PddAnswer> {
  const { baseUrl, clientId, clientSecret } = settingsOf(call);
  const fields: Fields = {
    ...toFields(parameters),
    type,
    client_id: clientId,
    timestamp: String(Math.floor(call.now().getTime() / 1000)),
    data_type: 'JSON',
    version: 'V1',
  };
  const response = await call.http.request({
    method: 'POST',
    url: baseUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ ...fields, sign: pddSign(fields, clientSecret) }).toString(),
    effect: 'read',
    label: type,
  });
  if (response.status === 429)
    throw new AdapterError('rate-limited', {
      outcome: 'not-done',
      message: `Pinduoduo ${type} answered 429`,
      retryAfterMs: retryAfterMs(response.headers, call.now()),
    });
  if (response.status >= 500)
    throw new AdapterError('unavailable', { outcome: 'not-done', message: `Pinduoduo ${type} answered ${response.status}` });
  return readAnswer(response.json(), type, response.digest);
}

/** Asks what has no business no: that is a failure then, too. */
export async function readPdd(
  type: string,
  parameters: Readonly<Record<string, Parameter>>,
  call: Call,
): Promise<Extract<PddAnswer, { ok: true }>> {
  const answer = await askPdd(type, parameters, call);
  if (answer.ok) return answer;
  throw invalidResponse(`${type} answered the business error ${answer.subCode || 'without a code'}`);
}

/** Lists as compact JSON, absent values left out: the text that is signed is the text that is sent. */
function toFields(parameters: Readonly<Record<string, Parameter>>): Fields {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]],
    ),
  );
}

/** HTTP 200 says nothing here: what happened stands inside. */
function readAnswer(body: unknown, type: string, digest: string): PddAnswer {
  const outer = recordIn(body);
  const error = recordIn(outer?.['error_response']);
  if (error) {
    const business = businessErrorIn(error);
    if (business) return { ok: false, ...business };
    throw failureOf(error, type);
  }
  for (const [key, value] of Object.entries(outer ?? {})) {
    const data = key.endsWith('_response') ? recordIn(value) : undefined;
    if (data) return { ok: true, data, digest, pointer: `/${key}` };
  }
  throw invalidResponse(`${type} answered without a response`);
}
