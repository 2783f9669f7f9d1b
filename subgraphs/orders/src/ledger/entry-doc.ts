import { Type } from 'typebox';

/**
 * The accounts of one order's books. BUYER is whom every other account faces: below zero it is what the buyer has with us (held or paid, and not
 * yet spent), above zero what was ordered without being paid for yet; on an order at rest it is zero.
 */
export const ACCOUNTS = ['BUYER', 'AUTHORIZED', 'CAPTURED', 'DUE_TO_CHANNEL', 'REFUNDED', 'FEES', 'DUE_TO_PROVIDER', 'OWN_COST'] as const;
export type Account = (typeof ACCOUNTS)[number];

export const ENTRY_KINDS = [
  'AUTHORIZED',
  'RELEASED',
  'CAPTURED',
  'ORDERED',
  'TAKEN_BACK',
  'REFUNDED',
  'REVERSED',
  'FEE',
  'BORNE_BY_US',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const entrySchema = Type.Object({
  at: Type.String({ maxLength: 40 }),
  kind: Type.Enum(ENTRY_KINDS as unknown as string[]),
  postings: Type.Array(
    Type.Object({
      account: Type.Enum(ACCOUNTS as unknown as string[]),
      partId: Type.Optional(Type.String({ maxLength: 40 })),
      amount: Type.String({ maxLength: 40 }),
    }),
  ),
});

/** One side of an entry: decimal text in the order's currency, with its sign. */
export interface PostingDoc {
  readonly account: Account;
  readonly partId?: string;
  readonly amount: string;
}

/** Something that happened to an order's money. Its postings sum to zero, for each part too; it is never changed. */
export interface EntryDoc {
  readonly at: string;
  readonly kind: EntryKind;
  readonly postings: readonly PostingDoc[];
}
