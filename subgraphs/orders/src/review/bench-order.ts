import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';

const optional = Type.Optional;
const text = Type.String({ maxLength: 4000 });
const decimal = Type.String({ pattern: '^\\d{1,18}(\\.\\d{1,8})?$' });

const benchOrder = Type.Object(
  {
    /** What the report calls it; its place in the list when left out. */
    id: optional(text),
    placedAt: optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z$' })),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    /** Shipping and tax on top of the lines. */
    extra: optional(decimal),
    lines: Type.Array(
      Type.Object(
        {
          listing: Type.String({ pattern: '^[^:]+:.+$' }),
          title: optional(text),
          quantity: optional(Type.Integer({ minimum: 1 })),
          unitPrice: decimal,
          listPrice: optional(decimal),
          usualPrice: optional(decimal),
          brand: optional(text),
          categories: optional(Type.Array(text)),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    contact: optional(Type.Object({ name: optional(text), phone: optional(text), email: optional(text) }, { additionalProperties: false })),
    address: optional(
      Type.Object(
        {
          country: Type.String({ pattern: '^[A-Z]{2}$' }),
          region: optional(text),
          city: optional(text),
          district: optional(text),
          line1: optional(text),
          line2: optional(text),
          postalCode: optional(text),
        },
        { additionalProperties: false },
      ),
    ),
    /** The means of payment, as the provider's token names it. */
    paymentToken: optional(text),
    guest: optional(Type.Boolean()),
    earlierOrders: optional(Type.Integer({ minimum: 0 })),
    history: optional(
      Type.Object(
        {
          kept: optional(Type.Integer()),
          cancelled: optional(Type.Integer()),
          declined: optional(Type.Integer()),
          refunded: optional(Type.Integer()),
          rejected: optional(Type.Integer()),
          daysKnown: optional(Type.Integer()),
        },
        { additionalProperties: false },
      ),
    ),
    /** What should come of it: checked when given. */
    expect: optional(Type.Enum(['pass', 'hold', 'block'])),
    /** Whether it is known to have been a fraud: then the report tells how many of those the rules catch, and how many others they stop. */
    fraud: optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

/** An order on the bench: what is left out is as harmless as can be. */
export type BenchOrder = Static<typeof benchOrder>;

const checker = Compile(Type.Array(benchOrder));

/** Reads orders for the bench. Throws an error that names the first mistake and where it is. */
export function readBenchOrders(json: unknown): readonly BenchOrder[] {
  if (checker.Check(json)) return json;
  const [first] = checker.Errors(json);
  throw new Error(
    `orders${(first?.instancePath ?? '').replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.')}: ${first?.message ?? 'cannot be read'}`,
  );
}
