import { createHmac, timingSafeEqual } from 'node:crypto';

/** JSON with members sorted by their UTF-16 code units and no white space (RFC 8785). Members that are `undefined` are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
    .join(',')}}`;
}

/** `Signature` of a request: HMAC-SHA256 over the canonical JSON of its body, base64url. The protocol leaves the algorithm to merchant and client. */
export function signBody(canonicalBody: string, secret: string): string {
  return createHmac('sha256', secret).update(canonicalBody).digest('base64url');
}

/** `Merchant-Signature` of an event: `t=<unix seconds>,v1=<hex>`, HMAC-SHA256 over `t`, a point and the raw body. */
export function signEvent(body: Uint8Array, secret: string, unixSeconds: number): string {
  return `t=${unixSeconds},v1=${eventDigest(body, secret, String(unixSeconds)).toString('hex')}`;
}

/** Is the event signed with this secret, at a time that is no further than `toleranceSeconds` from `now`? */
export function isEventSigned(
  header: string | undefined,
  body: Uint8Array,
  secret: string,
  { now, toleranceSeconds }: { readonly now: Date; readonly toleranceSeconds: number },
): boolean {
  const parts = (header ?? '').split(',').map(part => part.trim());
  const time = parts.flatMap(part => /^t=(\d{1,12})$/.exec(part)?.[1] ?? [])[0];
  // While a secret is changed there may be a signature for each.
  const signatures = parts.flatMap(part => /^v1=([0-9a-f]{64})$/i.exec(part)?.[1] ?? []);
  if (time === undefined || Math.abs(now.getTime() / 1000 - Number(time)) > toleranceSeconds) return false;
  const expected = eventDigest(body, secret, time);
  return signatures.some(signature => timingSafeEqual(Buffer.from(signature, 'hex'), expected));
}

function eventDigest(body: Uint8Array, secret: string, time: string): Buffer {
  return createHmac('sha256', secret).update(`${time}.`).update(body).digest();
}
