import { Type, type TProperties } from 'typebox';

/** What a rule does with an order that it matches: `hold` asks a person, `block` turns the order away before anything is sent. */
export type ReviewAction = 'hold' | 'block';

/** An amount as configuration writes it. */
export interface RuleAmount {
  readonly amount: string;
  readonly currency: string;
}

/** Goods, named by any of these. */
export interface RuleGoods {
  /** Names or ids of categories; what lies below them is meant too. */
  readonly categories?: readonly string[];
  readonly brands?: readonly string[];
  readonly listings?: readonly string[];
  readonly channels?: readonly string[];
  /** Words of the title. */
  readonly words?: readonly string[];
}

/** One rule. All conditions that it names must hold; those about goods must hold for one and the same line. */
export interface ReviewRule {
  readonly id: string;
  readonly action?: ReviewAction;
  /** An order held by it cannot be approved as long as it still matches. */
  readonly mustPass?: boolean;
  /** What staff read; the rule's own words when left out. */
  readonly message?: string;
  readonly total?: { readonly atLeast: RuleAmount };
  readonly quantity?: { readonly atLeast: number; readonly of?: 'line' | 'order' };
  readonly velocity?: { readonly per: 'contact' | 'address' | 'payment'; readonly atLeast: number; readonly withinMinutes: number };
  readonly goods?: RuleGoods;
  readonly regions?: readonly { readonly country: string; readonly region?: string; readonly city?: string }[];
  readonly address?: 'unclear';
  readonly buyer?: { readonly guest?: boolean; readonly fewerOrdersThan?: number };
  readonly price?: { readonly belowListPercent?: number; readonly belowUsualPercent?: number };
  readonly credit?: { readonly below: number };
  readonly except?: RuleGoods & { readonly contacts?: readonly string[] };
}

const closed = <T extends TProperties>(properties: T, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description ? { description } : {}) });
const optional = Type.Optional;
const whole = (minimum: number, maximum: number, description?: string) =>
  Type.Integer({ minimum, maximum, ...(description ? { description } : {}) });
const names = (description?: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 400 }), { minItems: 1, ...(description ? { description } : {}) });

/** An amount with its currency. */
export const amountSchema = closed({
  amount: Type.String({ pattern: '^\\d{1,18}(\\.\\d{1,8})?$', description: 'a decimal number such as 5000' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'an ISO 4217 code such as CNY' }),
});

const goods = {
  categories: optional(names('Names or ids of categories; what lies below them is meant too.')),
  brands: optional(names()),
  listings: optional(names('Ids of listings.')),
  channels: optional(names('Ids of channels.')),
  words: optional(names('Words of the title.')),
};

/** Schema of one rule. */
export const reviewRuleSchema = closed(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$', description: 'small letters, digits and dashes, a letter first' }),
    action: optional(
      Type.Enum(['hold', 'block'], { default: 'hold', description: 'hold: a person decides. block: turned away before anything is sent.' }),
    ),
    mustPass: optional(Type.Boolean({ default: false, description: 'Held orders cannot be approved while this rule still matches.' })),
    message: optional(Type.String({ minLength: 1, maxLength: 400, description: "What staff read; the rule's own words when left out." })),
    total: optional(closed({ atLeast: amountSchema }, 'The order as a whole costs this or more; other currencies by `rates`.')),
    quantity: optional(
      closed({ atLeast: whole(1, 1_000_000), of: optional(Type.Enum(['line', 'order'], { default: 'line' })) }, 'Pieces.'),
    ),
    velocity: optional(
      closed(
        {
          per: Type.Enum(['contact', 'address', 'payment']),
          atLeast: whole(2, 100, 'This order counts as well.'),
          withinMinutes: whole(1, 43_200),
        },
        'So many orders of one contact, to one address or by one means of payment within so many minutes.',
      ),
    ),
    goods: optional(closed(goods, 'Goods, named by any of these.')),
    regions: optional(
      Type.Array(
        closed({
          country: Type.String({ pattern: '^[A-Z]{2}$', description: 'an ISO 3166 code such as CN' }),
          region: optional(Type.String({ minLength: 1 })),
          city: optional(Type.String({ minLength: 1 })),
        }),
        { minItems: 1, description: 'Where it goes: any of these.' },
      ),
    ),
    address: optional(Type.Literal('unclear', { description: 'Something of the address is missing or cannot be meant.' })),
    buyer: optional(
      closed({
        guest: optional(Type.Boolean({ description: 'Placed without an account.' })),
        fewerOrdersThan: optional(whole(1, 50, 'So few orders of this buyer were placed before.')),
      }),
    ),
    price: optional(
      closed(
        {
          belowListPercent: optional(whole(1, 100, 'Less than so much of its list price.')),
          belowUsualPercent: optional(whole(1, 100, 'Less than so much of what it usually cost in the last 90 days.')),
        },
        'A price that can hardly be meant.',
      ),
    ),
    credit: optional(closed({ below: whole(1, 100) }, "Score of the buyer's history, 0 to 100; a stranger has 50.")),
    except: optional(closed({ ...goods, contacts: optional(names('E-mail addresses or phone numbers.')) }, 'What the rule never means.')),
  },
  'All conditions that are named must hold.',
);

/** Members of a rule that are conditions: a rule without one of them would mean every order. */
export const RULE_CONDITIONS = ['total', 'quantity', 'velocity', 'goods', 'regions', 'address', 'buyer', 'price', 'credit'] as const;
