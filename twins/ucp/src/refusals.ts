import { envelope } from './profile.ts';
import type { Json, Merchant, No } from './state.ts';

interface Refusal {
  readonly status: number;
  readonly body: Json | string;
}

/** A no in the words of the merchant's generation, with its status. */
export function refusalView(merchant: Merchant, no: No): Refusal {
  if (merchant.has('node-shapes')) return asNode(no);
  return merchant.isEarly ? asPython(no) : asSpecified(merchant, no);
}

/** The Node sample of January: words only. */
function asNode({ status, message }: No): Refusal {
  return { status, body: status === 422 ? `✖ Invalid input: ${message}` : { detail: message } };
}

const EARLY_CODES: Readonly<Record<string, string>> = { not_found: 'RESOURCE_NOT_FOUND', idempotency_conflict: 'IDEMPOTENCY_CONFLICT' };
/** Of the framework, not of the merchant: words without a code. */
const BARE: ReadonlySet<string> = new Set(['no_route', 'method_not_allowed', 'bad_secret']);

/** The Python sample of January: `detail` as words, as an object, or as a list of what is malformed. */
function asPython({ status, code, message }: No): Refusal {
  if (code === 'version_unsupported') {
    return { status: 400, body: { detail: { status: 'error', errors: [{ code: 'VERSION_UNSUPPORTED', message, severity: 'critical' }] } } };
  }
  if (status === 422) {
    return { status, body: { detail: [{ type: code, loc: ['body', ...message.split('.')], msg: 'Field required', input: null }] } };
  }
  if (BARE.has(code)) return { status, body: { detail: message } };
  return { status, body: { detail: message, code: EARLY_CODES[code] ?? code.toUpperCase() } };
}

const LATE_CODES: Readonly<Record<string, string>> = {
  insufficient_funds: 'payment_failed',
  fraud_detected: 'payment_failed',
  unknown_token: 'payment_failed',
};

/** From 2026-04-08: outcomes are answers with messages, everything else is a bare code; a malformed request is told in both ways. */
function asSpecified(merchant: Merchant, { status, code, message }: No): Refusal {
  const said = { code: LATE_CODES[code] ?? code, content: message };
  const messages = [{ type: 'error', severity: 'unrecoverable', ...said }];
  if (status === 200) return { status, body: { ucp: envelope(merchant, 'checkout', true), messages } };
  return { status, body: status === 400 ? { ...said, messages } : said };
}
