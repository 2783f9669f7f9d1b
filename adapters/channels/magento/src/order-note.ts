import { AdapterError } from '@onebasket/core';

/** What is kept of an order before it is placed: its basket, what a guest is asked for to see it again, and what was in it. */
export interface OrderNote {
  readonly cartId: string;
  readonly email: string;
  readonly lastname: string;
  readonly postcode: string;
  readonly lines: readonly { readonly externalId: string; readonly quantity: number }[];
}

export function writeNote(note: OrderNote): string {
  return JSON.stringify(note);
}

/** `undefined` when nothing was noted: then nothing was placed. Throws `AdapterError` for text that is no note of ours. */
export function readNote(text: string | undefined): OrderNote | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'cartId' in value && 'email' in value && 'lastname' in value && 'lines' in value) {
      return value as OrderNote;
    }
  } catch {
    // Not JSON: falls through to the complaint.
  }
  throw new AdapterError('invalid-response', { message: 'magento: not a note that this adapter has written', outcome: 'unknown' });
}
