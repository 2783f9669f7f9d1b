import { createSign, createVerify, type KeyObject } from 'node:crypto';

/** Parameters of a request or a notification, decoded. */
export type Params = Readonly<Record<string, string>>;

/**
 * What is signed: name=value of every parameter that has a value, by name in byte order, joined with "&", values as they are (not URL-encoded).
 * Requests leave out `sign` alone; notifications, as a rule, `sign_type` as well. Source: opendocs.alipay.com, 签名与验签.
 */
export function signatureText(params: Params, leftOut: readonly string[] = ['sign']): string {
  return Object.keys(params)
    .filter(name => params[name] !== '' && !leftOut.includes(name))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(name => `${name}=${params[name]}`)
    .join('&');
}

/** RSA2: SHA256withRSA, PKCS#1 v1.5, Base64. */
export function signRsa2(text: string, privateKey: KeyObject): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64');
}

/** Is it signed with the key that belongs to this one? Base64 is taken to the letter: blanks and the like are no part of a signature. */
export function isSignedRsa2(text: string, sign: string, publicKey: KeyObject): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(sign)) return false;
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(publicKey, sign, 'base64');
}

/** A notification that Alipay signed: without `sign_type` as documented, or with it, as products of the service market do. */
export function isGenuineNotification(params: Params, publicKey: KeyObject): boolean {
  const { sign = '', sign_type: type = 'RSA2' } = params;
  if (type !== 'RSA2') return false;
  return [['sign', 'sign_type'], ['sign']].some(leftOut => isSignedRsa2(signatureText(params, leftOut), sign, publicKey));
}
