import type { CurrencyCode } from '@onebasket/core';
import { currencyIn, recordIn } from './wire.ts';

/** What is remembered of an order before the step that counts: the session is the only way to find out what became of it. */
export interface SessionNote {
  readonly session: string;
  readonly currency: CurrencyCode;
  /** `completing`: we may have completed it. `handed-over`: only the buyer can. */
  readonly step: 'completing' | 'handed-over';
}

export function writeNote(note: SessionNote): string {
  return JSON.stringify(note);
}

/** The note, or `undefined` for none and for what another version wrote. */
export function readNote(text: string | undefined): SessionNote | undefined {
  try {
    const wire = recordIn(JSON.parse(text ?? ''));
    const currency = currencyIn(wire?.['currency']);
    const { session, step } = wire ?? {};
    if (typeof session !== 'string' || currency === undefined) return undefined;
    return step === 'completing' || step === 'handed-over' ? { session, currency, step } : undefined;
  } catch {
    return undefined;
  }
}
