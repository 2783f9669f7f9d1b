import { baseUrl, secret, type Call } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

const GATEWAY = 'https://gw.open.1688.com/openapi';
const AUTHORIZE = 'https://auth.1688.com/oauth/authorize';

/** What a purchasing account at 1688 looks like in configuration. */
export const settingsSchema = Type.Object(
  {
    baseUrl: Type.Optional({ ...baseUrl('The gateway, with or without /openapi; default: production'), default: GATEWAY }),
    authorizeUrl: Type.Optional({ ...baseUrl('Where the owner of the account consents; default: production'), default: AUTHORIZE }),
    appKey: Type.String({ pattern: '^\\w+$', description: 'AppKey of the application at open.1688.com' }),
    appSecret: secret({ description: 'AppSecret; signs every request and every push' }),
    accessToken: Type.Optional(
      secret({ description: 'A fixed token of the purchasing account, for those who do not connect it by consent' }),
    ),
    language: Type.Optional(
      Type.String({
        pattern: '^[a-z]{2}$',
        default: 'en',
        description: 'Language of translations that 1688 adds (its `country`): en, ja, ko, …',
      }),
    ),
    flow: Type.Optional(
      Type.String({
        pattern: '^[a-z]+$',
        default: 'general',
        description:
          'How orders are bought: general (wholesale), fenxiao (single pieces, drop-shipping), saleproxy, boutiquefenxiao, boutiquepifa, …',
      }),
    ),
    tradeType: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Wanted way of trading where the offer allows it (assureTrade, creditBuy, period); default: the first allowed',
      }),
    ),
    payment: Type.Optional(
      Type.Union([Type.Literal('later'), Type.Literal('agreement')], {
        default: 'later',
        description: 'later: orders wait to be paid at 1688; agreement: paid at once by the account’s password-free agreement (免密支付)',
      }),
    ),
    parcels: Type.Optional(
      Type.Union([Type.Literal('carrier'), Type.Literal('channel')], {
        default: 'carrier',
        description:
          'Who follows parcels: the carrier by its waybill number, or 1688 by its own trace, for carriers that nobody follows here',
      }),
    ),
    searchVariants: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 20,
        default: 5,
        description:
          'Of so many offers that a search finds the variants are read, one request each, so that they have a price and can be bought',
      }),
    ),
    pushToken: Type.Optional(
      secret({
        minLength: 16,
        description:
          'Believe pushes by the last part of their address, /hooks/<id>/<token>, instead of by their signature; all they do is to have an order read again',
      }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'What the application was granted' })),
    requestsPerDay: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'What the application was granted' })),
  },
  { additionalProperties: false },
);

export interface Settings {
  /** Ends with `/openapi`. */
  readonly baseUrl: string;
  readonly authorizeUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly accessToken?: string;
  readonly language: string;
  readonly flow: string;
  readonly tradeType?: string;
  readonly payment: 'later' | 'agreement';
  readonly parcels: 'carrier' | 'channel';
  readonly searchVariants: number;
  readonly pushToken?: string;
}

/** Settings with defaults filled in; the host has checked them against `settingsSchema`. */
export function settingsIn(settings: Readonly<Record<string, unknown>>): Settings {
  const given = settings as Partial<Settings> & Pick<Settings, 'appKey' | 'appSecret'>;
  return {
    ...given,
    baseUrl: `${(given.baseUrl ?? GATEWAY).replace(/(\/openapi)?\/*$/, '')}/openapi`,
    authorizeUrl: given.authorizeUrl ?? AUTHORIZE,
    language: given.language ?? 'en',
    flow: given.flow ?? 'general',
    payment: given.payment ?? 'later',
    parcels: given.parcels ?? 'carrier',
    searchVariants: given.searchVariants ?? 5,
  };
}

export function settingsOf(call: Call): Settings {
  return settingsIn(call.connection.settings);
}
