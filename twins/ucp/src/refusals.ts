import { envelope } from './profile.ts';
import type { Json, Merchant, No } from './state.ts';

/** A no in the words of the merchant's generation, with its status. */
export function refusalView(merchant: Merchant, no: No): { readonly status: number; readonly body: Json | string } {
  const { status, code, message } = no;
  if (merchant.has('node-shapes')) return { status, body: status === 422 ? `✖ Invalid input: ${message}` : { detail: message } };
  if (merchant.isEarly) {
    if (status === 422)
      return { status, body: { detail: [{ type: code, loc: ['body', ...message.split('.')], msg: 'Field required', input: null }] } };
    if (code === 'version_unsupported')
      return {
        status: 400,
        body: { detail: { status: 'error', errors: [{ code: 'VERSION_UNSUPPORTED', message, severity: 'critical' }] } },
      };
    // An unknown route is the framework's to refuse.
    return {
      status,
      body: code === 'no_route' ? { detail: 'Not Found' } : { detail: message, code: EARLY_CODES[code] ?? code.toUpperCase() },
    };
  }
  // Outcomes are answers with messages; everything else is a bare code.
  if (status === 200) {
    return {
      status,
      body: { ucp: envelope(merchant, 'checkout', true), messages: [{ type: 'error', code, content: message, severity: 'unrecoverable' }] },
    };
  }
  return { status, body: { code: LATE_CODES[code] ?? code, content: message } };
}

const EARLY_CODES: Readonly<Record<string, string>> = { not_found: 'RESOURCE_NOT_FOUND', idempotency_conflict: 'IDEMPOTENCY_CONFLICT' };
const LATE_CODES: Readonly<Record<string, string>> = {
  insufficient_funds: 'payment_failed',
  fraud_detected: 'payment_failed',
  unknown_token: 'payment_failed',
};
