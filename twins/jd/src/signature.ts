import { createHash } from 'node:crypto';

/** secret + sorted name/value pairs of everything sent except `sign` + secret, MD5 in capitals. */
export function sign(parameters: ReadonlyMap<string, string>, secret: string): string {
  const names = [...parameters.keys()].filter(name => name !== 'sign').sort();
  const pairs = names.map(name => `${name}${parameters.get(name) ?? ''}`).join('');
  return createHash('md5').update(`${secret}${pairs}${secret}`).digest('hex').toUpperCase();
}
