import { createHash, timingSafeEqual } from 'node:crypto';

/** `sign`: upper hex MD5 of secret, then name and value of every other parameter in the order of names, then secret. */
export function signatureOf(parameters: ReadonlyMap<string, string>, secret: string): string {
  let text = secret;
  for (const name of [...parameters.keys()].sort()) if (name !== 'sign') text += name + (parameters.get(name) ?? '');
  return createHash('md5')
    .update(text + secret)
    .digest('hex')
    .toUpperCase();
}

/** Whether the request carries the right one; compared in constant time. */
export function isSigned(parameters: ReadonlyMap<string, string>, secret: string): boolean {
  const [given, right] = [Buffer.from(parameters.get('sign') ?? ''), Buffer.from(signatureOf(parameters, secret))];
  return given.length === right.length && timingSafeEqual(given, right);
}
