import { Type, type TProperties } from 'typebox';

export const AFTER_SALE_KINDS = ['REFUND_ONLY', 'RETURN_AND_REFUND', 'EXCHANGE', 'REPAIR', 'COMPENSATION'] as const;
export type AfterSaleKind = (typeof AFTER_SALE_KINDS)[number];

/** One clause of the after-sale policy. A wish is granted by the first clause that names its kind, fits its goods and still runs. */
export interface AfterSaleRule {
  /** The clause that answers cite. */
  readonly id: string;
  readonly kinds: readonly AfterSaleKind[];
  /** Days from delivery; from placing, as long as nothing is delivered. */
  readonly withinDays: number;
  /** Only for these categories and what lies below them. */
  readonly categories?: readonly string[];
  readonly exceptCategories?: readonly string[];
  readonly returnPaidBy: 'BUYER' | 'SELLER';
  /** The shipping goes back too when everything of a part does. */
  readonly refundsShipping?: boolean;
  /** The clause in words, as the buyer is told. */
  readonly text?: string;
}

export interface AfterSalesConfig {
  /** How long whoever has to decide about a case may take. */
  readonly answerWithinHours: number;
  /** How long the goods may take to come back, and a buyer to object. */
  readonly returnWithinHours: number;
  readonly rules: readonly AfterSaleRule[];
}

const SEALED = ['custom-made', 'perishable', 'digital', 'newspapers', '定制', '鲜活易腐', '数字化商品', '报纸期刊'];

/** What holds where a shop says nothing else: withdrawal without a reason, and goods that are not what they should be. */
export const DEFAULT_AFTER_SALES: AfterSalesConfig = {
  answerWithinHours: 48,
  returnWithinHours: 168,
  rules: [
    {
      id: 'withdrawal-14-days',
      kinds: ['RETURN_AND_REFUND'],
      withinDays: 14,
      exceptCategories: SEALED,
      returnPaidBy: 'BUYER',
      refundsShipping: true,
      text: 'Goods can be sent back within 14 days of delivery without a reason, except what is made to order, perishable, digital or periodical.',
    },
    {
      id: 'faulty-30-days',
      kinds: ['REFUND_ONLY', 'RETURN_AND_REFUND', 'EXCHANGE', 'COMPENSATION'],
      withinDays: 30,
      returnPaidBy: 'SELLER',
      refundsShipping: true,
      text: 'What is missing, damaged or not as described is made good within 30 days of delivery, at the cost of the seller.',
    },
    {
      id: 'repair-1-year',
      kinds: ['REPAIR'],
      withinDays: 365,
      returnPaidBy: 'SELLER',
      text: 'What breaks within a year of delivery is repaired at the cost of the seller.',
    },
  ],
};

const closed = <T extends TProperties>(properties: T, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description ? { description } : {}) });
const names = (description: string) => Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, description });

/** The part of the configuration that says what buyers may ask for after the sale. */
export const afterSalesSchema = closed(
  {
    answerWithinHours: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: DEFAULT_AFTER_SALES.answerWithinHours,
        description: 'How long a case may wait for its decision.',
      }),
    ),
    returnWithinHours: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: DEFAULT_AFTER_SALES.returnWithinHours,
        description: 'How long goods may take to come back, and a buyer to object.',
      }),
    ),
    rules: Type.Optional(
      Type.Array(
        closed(
          {
            id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$', description: 'The clause that answers cite.' }),
            kinds: Type.Array(Type.Enum(AFTER_SALE_KINDS as unknown as string[]), {
              minItems: 1,
              description: 'What can be asked for by it.',
            }),
            withinDays: Type.Integer({ minimum: 0, maximum: 36_500, description: 'Days from delivery.' }),
            categories: Type.Optional(names('Only for these categories and what lies below them, by name or id.')),
            exceptCategories: Type.Optional(names('Not for these categories and what lies below them, by name or id.')),
            returnPaidBy: Type.Enum(['BUYER', 'SELLER'], { description: 'Who pays for sending goods back.' }),
            refundsShipping: Type.Optional(
              Type.Boolean({ default: false, description: 'The shipping goes back too when everything of a part does.' }),
            ),
            text: Type.Optional(Type.String({ maxLength: 1_000, description: 'The clause in words, as the buyer is told.' })),
          },
          'One clause; the first that fits a wish grants it.',
        ),
        { maxItems: 100, description: 'The policy. A list takes the place of the default one.' },
      ),
    ),
  },
  'What buyers may ask for after the sale.',
);
