import { createHash } from 'node:crypto';

/** What travels as one form field: lists and objects are already compact JSON text, booleans `true` or `false`. */
export type Fields = Readonly<Record<string, string>>;

/** `sign`: MD5 in capital hex over secret + name and value of every field in the order of names + secret. Sign exactly what is sent. */
export function pddSign(fields: Fields, clientSecret: string): string {
  const joined = Object.keys(fields)
    .filter(name => name !== 'sign')
    .sort()
    .map(name => name + fields[name])
    .join('');
  return md5(clientSecret + joined + clientSecret).toUpperCase();
}

/** The last part of PMC's address, `wss://message-api.pinduoduo.com/message/<client id>/<ms>/<digest>`: Base64 of the hex text of an MD5. */
export function pmcDigest(clientId: string, timestampMs: string, clientSecret: string): string {
  return Buffer.from(md5(clientId + timestampMs + clientSecret)).toString('base64');
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
