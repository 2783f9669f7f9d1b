import { Stripe } from 'stripe';
import { describe, expect, it } from 'vitest';
import { isSignedByStripe, signStripe } from '../src/index.ts';

// The published worked example of the scheme, computed for secret, time and body as given.
const secret = 'whsec_demo';
const timestamp = 1_767_225_600;
const body = '{"id":"evt_demo","object":"event"}';
const v1 = 'c2a258767f92642869aad2457954b398b415d2c466b6f86fe906ebceee61f908';
const at = (seconds: number) => new Date((timestamp + seconds) * 1000);

/** What Stripe's own library says. */
function isGenuineToStripe(header: string, text: string, seconds: number): boolean {
  try {
    return Stripe.webhooks.signature?.verifyHeader(text, header, secret, 300, undefined, at(seconds).getTime()) ?? false;
  } catch {
    return false;
  }
}

describe("Stripe's signature", () => {
  it('is the HMAC of time and body', () => {
    expect(signStripe(secret, String(timestamp), body)).toBe(v1);
    expect(isSignedByStripe(`t=${timestamp},v1=${v1}`, secret, Buffer.from(body), at(0))).toBe(true);
  });

  it("is believed when Stripe's own library made it", () => {
    const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
    expect(isSignedByStripe(header, secret, body, at(10))).toBe(true);
    expect(isSignedByStripe(header, 'whsec_other', body, at(10))).toBe(false);
  });

  it("is judged as Stripe's own library judges it", () => {
    const headers = [
      `t=${timestamp},v1=${v1}`,
      `t=${timestamp},v1=${'0'.repeat(64)},v1=${v1}`,
      `t=${timestamp},v1=${v1},v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39`,
      `t=${timestamp},v0=${v1}`,
      `t=${timestamp},v1=${v1.toUpperCase()}`,
      `t=${timestamp},v1=${v1.slice(1)}`,
      `t=${timestamp + 1},v1=${v1}`,
      `v1=${v1}`,
      `t=${timestamp}`,
      `t=,v1=${v1}`,
      '',
    ];
    for (const header of headers) {
      for (const [seconds, text] of [
        [0, body],
        [300, body],
        [301, body],
        [0, `${body} `],
      ] as const) {
        const label = `${header} after ${seconds} s over ${text}`;
        expect(isSignedByStripe(header, secret, text, at(seconds)), label).toBe(isGenuineToStripe(header, text, seconds));
      }
    }
  });

  it('of another time than now is a repeat by somebody else', () => {
    const header = `t=${timestamp},v1=${v1}`;
    expect(isSignedByStripe(header, secret, body, at(-301))).toBe(false);
    expect(isSignedByStripe(header, secret, body, at(-299))).toBe(true);
  });
});
