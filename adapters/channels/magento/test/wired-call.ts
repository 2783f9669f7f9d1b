import { makeCall, type FakeCall, type FakeCallOptions } from '@onebasket/adapter-testkit';

/** A call whose requests reach a server over the wire, and whose notes are kept. */
export function callTo(baseUrl: string, settings: object = {}, options: Pick<FakeCallOptions, 'now'> = {}): FakeCall {
  return makeCall(
    async ({ method, url, headers, body }) => {
      const response = await fetch(url, { method, ...(headers ? { headers } : {}), ...(typeof body === 'string' ? { body } : {}) });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    },
    { settings: { baseUrl, ...settings }, ...options },
  );
}
