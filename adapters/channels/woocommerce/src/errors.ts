import { AdapterError, type AdapterErrorCode, type Outcome } from '@onebasket/core';

/** What a shop answered: JSON of any status. A missing page that is no JSON comes as 404 with `body: undefined`. */
export interface WooAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const codeByStatus: ReadonlyMap<number, AdapterErrorCode> = new Map([
  [401, 'unauthorized'],
  [403, 'unauthorized'],
  [408, 'timeout'],
  [429, 'rate-limited'],
]);

/** WordPress errors are `{code, message, data}`; the code names the case, the message is for people and may change. */
export function errorCodeOf(body: unknown): string | undefined {
  const code = typeof body === 'object' && body !== null ? (body as { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^[\w-]{1,80}$/.test(code) ? code : undefined;
}

/** The names of the parameters that `rest_invalid_param` complains of. */
export function invalidParametersOf(body: unknown): readonly string[] {
  const data = typeof body === 'object' && body !== null ? (body as { data?: unknown }).data : undefined;
  const params = typeof data === 'object' && data !== null ? (data as { params?: unknown }).params : undefined;
  return typeof params === 'object' && params !== null ? Object.keys(params) : [];
}

/** A status outside 2xx that the ability has no better word for. A write that met a 5xx may have happened all the same. */
export function failure(answer: Pick<WooAnswer, 'status' | 'headers' | 'body'>, label: string, isWrite: boolean): AdapterError {
  const code = codeByStatus.get(answer.status) ?? (answer.status >= 500 ? 'unavailable' : 'invalid-response');
  const outcome: Outcome = isWrite && (answer.status >= 500 || answer.status === 408) ? 'unknown' : 'not-done';
  const said = errorCodeOf(answer.body);
  const seconds = Number(answer.headers['retry-after']);
  return new AdapterError(code, {
    message: `woocommerce: ${label} was answered with ${answer.status}${said ? ` ${said}` : ''}`,
    outcome,
    retryAfterMs: answer.status === 429 && seconds > 0 ? seconds * 1000 : undefined,
  });
}

/** The answer is not what WooCommerce promises: `what` names the call and the fact. */
export function invalidResponse(what: string, outcome: Outcome = 'not-done', cause?: unknown): AdapterError {
  return new AdapterError('invalid-response', { message: `woocommerce: ${what}`, outcome, cause });
}

/** Runs what follows a write that happened: whatever fails in it leaves the whole in doubt, also a mere read. */
export async function afterWrite<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AdapterError) || error.outcome === 'unknown') throw error;
    throw new AdapterError(error.code, { message: error.message, outcome: 'unknown', cause: error });
  }
}
