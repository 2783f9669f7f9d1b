import { createHmac } from 'node:crypto';

/** What travels as one form field: lists and objects are already JSON text. */
export type Fields = Readonly<Record<string, string>>;

/**
 * `_aop_signature`: HMAC-SHA1 in capital hex over the path (from `param2`, no leading slash) and every field but the signature, name and value joined raw and
 * the joined texts sorted. Sign exactly what is sent.
 */
export function aopSignature(path: string, fields: Fields, appSecret: string): string {
  const joined = Object.entries(fields)
    .filter(([name]) => name !== '_aop_signature')
    .map(([name, value]) => name + value)
    // By code units, as the official client sorts; never by a locale.
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .join('');
  return createHmac('sha1', appSecret)
    .update(path + joined)
    .digest('hex')
    .toUpperCase();
}

/** The signature of a push: the same rule without a path. */
export function pushSignature(fields: Fields, appSecret: string): string {
  return aopSignature('', fields, appSecret);
}
