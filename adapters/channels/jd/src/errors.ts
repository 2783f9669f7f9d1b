import { AdapterError, type AdapterErrorCode } from '@onebasket/core';

/** The gateway's own errors (`error_response`). Every call here only asks, so nothing was done. */
const byGatewayCode: ReadonlyMap<string, AdapterErrorCode> = new Map([
  // App Call Limited.
  ['2', 'rate-limited'],
  // Missing or invalid app key.
  ['10', 'unauthorized'],
  ['13', 'unauthorized'],
  // Missing or invalid signature.
  ['11', 'unauthorized'],
  ['12', 'unauthorized'],
  // Missing or invalid access token.
  ['18', 'unauthorized'],
  ['19', 'unauthorized'],
  // Version, timestamp, method: our request or our clock.
  ['4', 'misconfigured'],
  ['5', 'misconfigured'],
  ['7', 'misconfigured'],
  ['8', 'misconfigured'],
  ['14', 'misconfigured'],
  ['15', 'misconfigured'],
  // JD's own system.
  ['1', 'unavailable'],
  ['43', 'unavailable'],
  ['65', 'unavailable'],
  ['66', 'unavailable'],
  ['67', 'unavailable'],
]);

/** Codes of the union's services (inside the result). Their full list is not published; they follow HTTP's. */
const byServiceCode: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['400', 'misconfigured'],
  ['401', 'unauthorized'],
  ['402', 'misconfigured'],
  ['403', 'unauthorized'],
  ['408', 'timeout'],
  ['429', 'rate-limited'],
  ['500', 'unavailable'],
  ['502', 'unavailable'],
  ['503', 'unavailable'],
]);

/** Is this the answer of a service that the app was not granted? */
export function isNotGranted(error: unknown): boolean {
  return error instanceof UnionError && error.service === '403';
}

/** JD said no with a code; `service` is the code of the union's service when it came from there and not from the gateway. */
export class UnionError extends AdapterError {
  readonly service: string | undefined;

  constructor(code: AdapterErrorCode, message: string, service?: string) {
    super(code, { message, outcome: 'not-done' });
    this.service = service;
  }
}

export function gatewayFailure(method: string, code: string, said: string): UnionError {
  return new UnionError(
    byGatewayCode.get(code) ?? 'invalid-response',
    `jd: ${method} was refused by the gateway with ${code}${quoted(said)}`,
  );
}

export function serviceFailure(method: string, code: string, said: string): UnionError {
  return new UnionError(byServiceCode.get(code) ?? 'invalid-response', `jd: ${method} answered ${code}${quoted(said)}`, code);
}

/** The answer is not what JD promises: `what` names the call and the fact. */
export function invalidResponse(what: string, cause?: unknown): AdapterError {
  return new AdapterError('invalid-response', { message: `jd: ${what}`, outcome: 'not-done', cause });
}

function quoted(said: string): string {
  return said ? `: ${said.slice(0, 200)}` : '';
}
