import { createHash, timingSafeEqual } from 'node:crypto';

/** Java's `URLEncoder`: a space becomes `+`, letters, digits and `. - * _` stay, all else is `%XX`. */
export function javaUrlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}

/** `msgDigest`: Base64 of the MD5 of the encoded message, timestamp and check word; over exactly the text that is sent. */
export function messageDigest(msgData: string, timestamp: string, checkword: string): string {
  return createHash('md5')
    .update(javaUrlEncode(msgData + timestamp + checkword))
    .digest('base64');
}

/** Whether a digest is the right one, compared in constant time. */
export function isDigest(given: string, msgData: string, timestamp: string, checkword: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(messageDigest(msgData, timestamp, checkword))];
  return a.length === b.length && timingSafeEqual(a, b);
}
