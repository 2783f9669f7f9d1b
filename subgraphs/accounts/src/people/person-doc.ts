import type { CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** A person with an account. `_id` = the address in small letters, so that it is unique; `personId` is what other documents refer to. */
export interface PersonDoc extends Doc {
  readonly personId: string;
  readonly email: string;
  readonly name?: string;
  readonly phone?: string;
  readonly passwordHash: string;
  readonly kind: 'SHOPPER' | 'STAFF';
  readonly roles: readonly string[];
  readonly isConfirmed: boolean;
  /** The pending confirmation of the address. */
  readonly code?: { readonly hash: string; readonly expiresAt: string; readonly wrong: number };
  /** Sign-up data that waits for the code: it replaces what stands only when the code is entered. */
  readonly pending?: { readonly name?: string; readonly phone?: string; readonly passwordHash: string };
  /** Guest orders of the address still have to be handed over. */
  readonly adoptOrders: boolean;
}

const text = Type.String({ maxLength: 4000 });
const optional = Type.Optional;

export const people: CollectionSpec<PersonDoc, 'personId'> = {
  name: 'people',
  schema: Type.Object({
    _id: text,
    v: Type.Integer(),
    shape: Type.Integer(),
    personId: text,
    email: text,
    name: optional(text),
    phone: optional(text),
    passwordHash: text,
    kind: Type.Enum(['SHOPPER', 'STAFF']),
    roles: Type.Array(text),
    isConfirmed: Type.Boolean(),
    code: optional(Type.Object({ hash: text, expiresAt: text, wrong: Type.Integer() })),
    pending: optional(Type.Object({ name: optional(text), phone: optional(text), passwordHash: text })),
    adoptOrders: Type.Boolean(),
  }),
  lift: [],
  indexes: { personId: doc => [[doc.personId]] },
};

/** The one form of an address under which its account stands. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}
