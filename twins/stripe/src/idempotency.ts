import { createHash } from 'node:crypto';
import type { TwinRequest, TwinResponse } from '@onebasket/twin-kit';
import { StripeError } from './stripe-error.ts';

const KEPT_MS = 24 * 3_600_000;

interface Kept {
  readonly request: string;
  readonly atMs: number;
  readonly answer: TwinResponse;
}

/**
 * The first result of a key is kept for a day and said again, server errors included; refusals of validation are not kept, as nothing began.
 * Source: docs.stripe.com/api/idempotent_requests.
 */
export class IdempotencyKeys {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  once(request: TwinRequest, work: () => TwinResponse): TwinResponse {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || request.method !== 'POST') return work();
    if (key.length > 255) throw new StripeError(400, 'invalid_request_error', 'Idempotency keys may be at most 255 characters.');
    const fingerprint = createHash('sha256').update(`${request.path}\n`).update(request.body).digest('hex');
    const atMs = this.#now().getTime();
    const kept = this.#kept.get(key);
    if (kept && atMs - kept.atMs < KEPT_MS) {
      if (kept.request !== fingerprint)
        throw new StripeError(
          400,
          'idempotency_error',
          `Keys for idempotent requests can only be used with the same parameters they were first used with.`,
        );
      return { ...kept.answer, headers: { ...kept.answer.headers, 'idempotent-replayed': 'true' } };
    }
    const answer = work();
    if (answer.status < 400 || answer.status === 402 || answer.status >= 500) this.#kept.set(key, { request: fingerprint, atMs, answer });
    return answer;
  }
}
