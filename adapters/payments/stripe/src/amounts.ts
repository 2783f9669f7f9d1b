import type { CurrencyCode, Money } from '@onebasket/core';

// How Stripe counts, where that is not ISO's minor unit. Source: docs.stripe.com/currencies, "Zero-decimal currencies", "Special cases", "Three-decimal".

/** Without minor unit at ISO, with two decimals at Stripe (always 00). */
const TIMES_HUNDRED: ReadonlySet<string> = new Set(['ISK', 'UGX']);
/** With two decimals at ISO, without at Stripe. */
const WHOLE_ONLY: ReadonlySet<string> = new Set(['MGA']);
/** The last of three decimals is always 0: the networks know no smaller step. */
const STEPS_OF_TEN: ReadonlySet<string> = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** The amount as Stripe counts it; `undefined` when it cannot be said there exactly. */
export function toStripeAmount({ minor, currency }: Money): string | undefined {
  if (TIMES_HUNDRED.has(currency)) return String(minor * 100n);
  if (WHOLE_ONLY.has(currency)) return minor % 100n === 0n ? String(minor / 100n) : undefined;
  if (STEPS_OF_TEN.has(currency) && minor % 10n !== 0n) return undefined;
  return String(minor);
}

/** Stripe's count as money; `undefined` when Stripe says what this currency does not have. */
export function fromStripeAmount(count: bigint, currency: CurrencyCode): Money | undefined {
  if (TIMES_HUNDRED.has(currency)) return count % 100n === 0n ? { minor: count / 100n, currency } : undefined;
  if (WHOLE_ONLY.has(currency)) return { minor: count * 100n, currency };
  return { minor: count, currency };
}
