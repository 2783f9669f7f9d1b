import { createHash } from 'node:crypto';

/** MD5, upper-case hex, over secret + every name and value sent but `sign`, in the order of names, + secret. Values are signed as the very text that is sent. */
export function signUnion(parameters: Readonly<Record<string, string>>, secret: string): string {
  const text = Object.entries(parameters)
    .filter(([name]) => name !== 'sign')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => name + value)
    .join('');
  return createHash('md5').update(`${secret}${text}${secret}`, 'utf8').digest('hex').toUpperCase();
}
