import { createSign, createVerify } from 'node:crypto';

/** What is signed of parameters: those with a value, by name, as `name=value` joined by `&`. */
export function textOf(params: ReadonlyMap<string, string>, without: readonly string[]): string {
  const names = [...params.keys()].filter(name => params.get(name) !== '' && !without.includes(name));
  names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return names.map(name => `${name}=${params.get(name)}`).join('&');
}

export function sign(text: string, privateKey: string): string {
  return createSign('sha256WithRSAEncryption').update(text).sign(privateKey, 'base64');
}

export function isSigned(text: string, signature: string, publicKey: string): boolean {
  return createVerify('sha256WithRSAEncryption').update(text).verify(publicKey, signature, 'base64');
}
