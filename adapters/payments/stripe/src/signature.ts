import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a webhook may be; Stripe's own libraries take five minutes. */
export const TOLERANCE_SECONDS = 300;

/** The v1 signature: HMAC-SHA256 of `t` + "." + raw body under the endpoint's secret, in hex. Source: docs.stripe.com/webhooks, "Verify manually". */
export function signStripe(secret: string, timestamp: string, body: Uint8Array | string): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}

/**
 * Is this Stripe's own? Any v1 that fits is enough: while a secret is rolled there are two. Other schemes are ignored, so that nobody can choose a weaker one;
 * what is older than five minutes, or as far ahead of our clock, is a repeat by somebody else.
 */
export function isSignedByStripe(header: string, secret: string, body: Uint8Array | string, now: Date): boolean {
  const pairs = header.split(',').map(pair => pair.trim().split('=', 2));
  const timestamp = pairs.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(signStripe(secret, timestamp, body));
  return pairs.some(([name, given = '']) => {
    const sent = Buffer.from(given);
    return name === 'v1' && sent.length === expected.length && timingSafeEqual(sent, expected);
  });
}
