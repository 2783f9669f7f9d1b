import { isCurrencyCode, REFUSAL_REASONS, type Money, type Refusal } from '@onebasket/core';
import { Type, type TSchema, type TUnsafe } from 'typebox';

// What an isolated adapter answers is held against these forms: types, words and sizes. Members that the contract does not know are dropped.

const MOST_ITEMS = 10_000;

/** The form of a type of the contract. Names every member of it, so that what is added to the contract cannot be forgotten here. */
export function form<T extends object>(members: { readonly [K in keyof Required<T>]: TSchema }): TUnsafe<T> {
  return Type.Object(members) as unknown as TUnsafe<T>;
}

export const list = (item: TSchema, maxItems = MOST_ITEMS) => Type.Array(item, { maxItems });
export const maybe = (schema: TSchema) => Type.Optional(schema);
export const either = (...forms: readonly TSchema[]) => Type.Union([...forms]);
export const orNothing = (schema: TSchema) => Type.Union([Type.Undefined(), schema]);
export const is = (word: string) => Type.Literal(word);
export const oneOf = (words: readonly string[]) => Type.Enum([...words]);

export const text = Type.String({ maxLength: 20_000 });
export const longText = Type.String({ maxLength: 500_000 });
export const id = Type.String({ minLength: 1, maxLength: 1_000 });
export const instant = Type.String({ maxLength: 64 });
export const yesNo = Type.Boolean();
export const count = Type.Number({ minimum: 0 });
/** A page or a picture; never something that a browser would run. */
export const address = Type.Refine(Type.String({ maxLength: 20_000 }), value => !/^\W*(javascript|data|vbscript|file|blob):/i.test(value));

export const money = form<Money>({
  minor: Type.Refine(Type.BigInt(), value => value > -(10n ** 24n) && value < 10n ** 24n),
  currency: Type.Refine(Type.String({ maxLength: 3 }), isCurrencyCode),
});

export const refusal = form<Refusal>({
  status: is('refused'),
  reason: oneOf(REFUSAL_REASONS),
  message: text,
  available: maybe(count),
  now: maybe(money),
  externalIds: maybe(list(id)),
});
