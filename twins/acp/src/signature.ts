import { createHmac } from 'node:crypto';

/** What a client signs: its body with sorted members. */
export function requestSignature(body: unknown, secret: string): string {
  return createHmac('sha256', secret).update(sorted(body)).digest('base64url');
}

/** `Merchant-Signature` of an event. */
export function eventSignature(body: Buffer, secret: string, now: Date): string {
  const time = Math.floor(now.getTime() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret)
    .update(`${time}.${body.toString('utf8')}`)
    .digest('hex')}`;
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sorted(member)}`).join(',')}}`;
}
