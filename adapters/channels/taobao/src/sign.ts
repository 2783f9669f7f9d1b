import { createHash, createHmac } from 'node:crypto';

/** The ways in which TOP lets a request be signed; the word goes along as `sign_method` and is signed too. */
export const SIGN_METHODS = ['md5', 'hmac', 'hmac-sha256'] as const;
export type SignMethod = (typeof SIGN_METHODS)[number];

/** What is signed: name + value of every parameter but `sign`, by name in ASCII order, before URL encoding. Source: TOP call guide, articleId=101617. */
export function signatureText(params: Readonly<Record<string, string>>): string {
  return Object.keys(params)
    .filter(name => name !== 'sign')
    .sort()
    .map(name => name + (params[name] ?? ''))
    .join('');
}

/** The `sign` of a request to TOP: upper-case hex of MD5 over secret + text + secret, of HMAC-MD5 or of HMAC-SHA256 over the text. */
export function signTop(params: Readonly<Record<string, string>>, appSecret: string, method: SignMethod): string {
  const text = signatureText(params);
  switch (method) {
    case 'md5':
      return createHash('md5')
        .update(appSecret + text + appSecret, 'utf8')
        .digest('hex')
        .toUpperCase();
    case 'hmac':
      return createHmac('md5', appSecret).update(text, 'utf8').digest('hex').toUpperCase();
    case 'hmac-sha256':
      return createHmac('sha256', appSecret).update(text, 'utf8').digest('hex').toUpperCase();
  }
}
