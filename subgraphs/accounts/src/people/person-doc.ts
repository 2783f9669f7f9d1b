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
  /** Sign-ups of the address that wait for their codes. */
  readonly waiting: readonly WaitingSignUp[];
}

/** What one sign-up gave: each code opens only what was asked for with it, so that nobody confirms a stranger's password. */
export interface WaitingSignUp {
  readonly codeHash: string;
  readonly expiresAt: string;
  readonly wrong: number;
  readonly passwordHash: string;
  readonly name?: string;
  readonly phone?: string;
}

const text = Type.String({ maxLength: 4000 });
const optional = Type.Optional;

export const people: CollectionSpec<PersonDoc, 'personId' | 'staff'> = {
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
    waiting: Type.Array(
      Type.Object({
        codeHash: text,
        expiresAt: text,
        wrong: Type.Integer(),
        passwordHash: text,
        name: optional(text),
        phone: optional(text),
      }),
    ),
  }),
  lift: [],
  indexes: { personId: doc => [[doc.personId]], staff: doc => (doc.kind === 'STAFF' ? [[doc._id]] : []) },
};

/** The one form of an address under which its account stands. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}
