import { AdapterError, type Outcome } from '@onebasket/core';

/** What a message may know of a request. */
export interface RequestFacts {
  /** "acme GET /products": never an address with secrets. */
  readonly name: string;
  readonly isRead: boolean;
}

/** Nothing can have been acted on: the way to the vendor was never open. */
const NEVER_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EACCES|UND_ERR_CONNECT_TIMEOUT)$/;
/** The other side could not show who it is, or speaks no TLS: nothing was said to it. */
const UNTRUSTED = /^(CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+)$/;

/** A read changes nothing; of a write that got no answer nobody knows. */
export function outcomeOf({ isRead }: Pick<RequestFacts, 'isRead'>): Outcome {
  return isRead ? 'not-done' : 'unknown';
}

/** What went wrong on the way, as the one kind of failure that callers know. `hasEnded`: the caller's time is over. */
export function toTransportFailure(error: unknown, request: RequestFacts, hasEnded: boolean): AdapterError {
  if (error instanceof AdapterError) return error;
  const { code, syscall } = factsOf(error);
  const { name } = request;
  if (hasEnded || (code.endsWith('TIMEOUT') && code !== 'UND_ERR_CONNECT_TIMEOUT'))
    return new AdapterError('timeout', { outcome: outcomeOf(request), message: `${name} gave no whole answer in time`, cause: error });
  if (NEVER_CONNECTED.test(code) || UNTRUSTED.test(code) || syscall === 'connect')
    return new AdapterError('unavailable', { outcome: 'not-done', message: `${name} cannot be reached (${code})`, cause: error });
  return new AdapterError('unavailable', { outcome: outcomeOf(request), message: `${name}: the connection broke`, cause: error });
}

function factsOf(error: unknown): { readonly code: string; readonly syscall: string } {
  const { code, syscall, cause } = (error ?? {}) as { code?: unknown; syscall?: unknown; cause?: unknown };
  if (typeof code === 'string') return { code, syscall: typeof syscall === 'string' ? syscall : '' };
  return cause === undefined ? { code: '', syscall: '' } : factsOf(cause);
}
