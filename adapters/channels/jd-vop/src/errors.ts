import { AdapterError, type Outcome } from '@onebasket/core';

/** What JD said no with. Numbers of business errors are not published: both are kept as they are. */
export interface VopNo {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
}

export const TOKEN_EXPIRED = '2007';

/** 20xx: the token or the login. */
export function isAboutToken({ code }: VopNo): boolean {
  return /^20\d\d$/.test(code);
}

/** 5xxx: JD's own system failed; a write may have happened all the same. */
export function isAboutSystem({ code }: VopNo): boolean {
  return /^5\d{3}$/.test(code);
}

/** A no that the ability has no better word for. */
export function failure(path: string, no: VopNo, outcome: Outcome = 'not-done'): AdapterError {
  const code = isAboutToken(no) ? 'unauthorized' : isAboutSystem(no) ? 'unavailable' : 'invalid-response';
  return new AdapterError(code, { message: `jd-vop: ${path} answered ${said(no)}`, outcome });
}

/** "3008 商品无货": for people, as JD wrote it. */
export function said({ code, message }: VopNo): string {
  return `${code || 'no code'}${message ? ` ${message.slice(0, 200)}` : ''}`;
}

/** The answer is not what JD promises: `what` names the call and the fact. */
export function invalidResponse(what: string, outcome: Outcome = 'not-done'): AdapterError {
  return new AdapterError('invalid-response', { message: `jd-vop: ${what}`, outcome });
}

/** Runs what follows a write that happened: whatever fails in it leaves the whole in doubt, also a mere read. */
export async function inDoubt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AdapterError) || error.outcome === 'unknown') throw error;
    throw new AdapterError(error.code, { message: error.message, outcome: 'unknown', retryAfterMs: error.retryAfterMs, cause: error });
  }
}
