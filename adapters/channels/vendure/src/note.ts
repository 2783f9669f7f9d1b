import type { SessionState } from './session.ts';

/** What is kept about an order before it is paid for: its code, and the session whose basket it is until then. */
export interface OrderNote {
  readonly code: string;
  readonly session?: SessionState;
}

export function writeNote(note: OrderNote): string {
  return JSON.stringify(note);
}

/** The bare code is a note too. `undefined` when nothing was noted: then nothing was paid for. */
export function readNote(note: string | undefined): OrderNote | undefined {
  if (note === undefined || note === '') return undefined;
  return note.startsWith('{') ? (JSON.parse(note) as OrderNote) : { code: note };
}
