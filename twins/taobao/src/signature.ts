import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What the gateway reckons as `sign` for these parameters; `undefined` for a method it does not know. */
export function signatureOf(params: ReadonlyMap<string, string>, secret: string): string | undefined {
  const names = [...params.keys()].filter(name => name !== 'sign');
  names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const text = names.map(name => `${name}${params.get(name)}`).join('');
  switch (params.get('sign_method')) {
    case 'md5':
      return createHash('md5').update(`${secret}${text}${secret}`).digest('hex').toUpperCase();
    case 'hmac':
      return createHmac('md5', secret).update(text).digest('hex').toUpperCase();
    case 'hmac-sha256':
      return createHmac('sha256', secret).update(text).digest('hex').toUpperCase();
    default:
      return undefined;
  }
}

/** Whether `sign` is right, compared in constant time. */
export function isSignedRight(params: ReadonlyMap<string, string>, secret: string): boolean {
  const [given, wanted] = [Buffer.from(params.get('sign') ?? ''), Buffer.from(signatureOf(params, secret) ?? '')];
  return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted);
}
