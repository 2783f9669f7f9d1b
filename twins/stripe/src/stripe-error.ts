import { json, type TwinResponse } from '@onebasket/twin-kit';

/** What Stripe says besides the type and the message. */
export interface ErrorFacts {
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly payment_intent?: object;
}

/** A no of the API, with its HTTP status. */
export class StripeError extends Error {
  readonly status: number;
  readonly type: string;
  readonly facts: ErrorFacts;

  constructor(status: number, type: string, message: string, facts: ErrorFacts = {}) {
    super(message);
    this.name = 'StripeError';
    this.status = status;
    this.type = type;
    this.facts = facts;
  }

  toResponse(): TwinResponse {
    return json(this.status, { error: { type: this.type, message: this.message, ...this.facts } });
  }
}

export function invalid(message: string, facts: ErrorFacts = {}): StripeError {
  return new StripeError(400, 'invalid_request_error', message, facts);
}

export function missing(param: string): StripeError {
  return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

export function noSuch(what: string, id: string, param: string): StripeError {
  const status = param === 'id' || param === 'intent' ? 404 : 400;
  return new StripeError(status, 'invalid_request_error', `No such ${what}: '${id}'`, { code: 'resource_missing', param });
}
