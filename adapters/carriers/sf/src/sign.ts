import { createHash } from 'node:crypto';

/** Java's `URLEncoder.encode(text, "UTF-8")`: space becomes `+`; letters, digits and `. - * _` stay; all else is %XX in capitals. */
export function javaUrlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `msgDigest`: Base64 of the raw MD5 of the encoded message + timestamp + check word. Sign exactly the text that is sent. */
export function msgDigest(msgData: string, timestamp: string, checkword: string): string {
  return createHash('md5')
    .update(javaUrlEncode(msgData + timestamp + checkword))
    .digest('base64');
}
