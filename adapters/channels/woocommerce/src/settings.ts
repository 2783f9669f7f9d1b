import { baseUrl, secret, type Call } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

/** What a shop's account looks like in configuration. */
export const settingsSchema = Type.Object(
  {
    baseUrl: baseUrl('Address of the shop, without /wp-json: https://shop.example'),
    consumerKey: secret({ description: 'REST API key (ck_…) with read and write permission' }),
    consumerSecret: secret({ description: 'Secret of the REST API key (cs_…)' }),
    webhookSecret: Type.Optional(
      secret({ description: 'The secret given when the webhooks were made; without it no webhook is believed' }),
    ),
    currency: Type.Optional(
      Type.String({
        pattern: '^[A-Z]{3}$',
        description: 'ISO 4217 code of the shop, for shops that do not tell it; default: asked of the shop',
      }),
    ),
    paymentMethod: Type.Optional(Type.String({ minLength: 1, description: 'Payment method id written on orders; default cod' })),
    paymentTitle: Type.Optional(Type.String({ minLength: 1, description: 'Its name for people; default Paid through OneBasket' })),
    storefrontUrl: Type.Optional(baseUrl('Where shoppers see the shop, when that is not baseUrl; replaces the origin of product links')),
    orderStatus: Type.Optional(
      Type.Union([Type.Literal('processing'), Type.Literal('on-hold')], {
        description: 'Status of a new order; both take the goods out of stock; default processing',
      }),
    ),
    auth: Type.Optional(
      Type.Union([Type.Literal('basic'), Type.Literal('oauth')], {
        description: 'How requests are signed; default basic over https, oauth (1.0a) over http, where shops read nothing else',
      }),
    ),
    requestsPerSecond: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 1000, description: 'Lowers the request budget for small hostings' }),
    ),
  },
  { additionalProperties: false },
);

export interface Settings {
  readonly baseUrl: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly webhookSecret?: string;
  readonly currency?: string;
  readonly paymentMethod: string;
  readonly paymentTitle: string;
  readonly storefrontUrl?: string;
  readonly orderStatus: 'processing' | 'on-hold';
  readonly auth: 'basic' | 'oauth';
}

/** The account's settings with defaults filled in; the host has checked them against `settingsSchema`. */
export function settingsOf(call: Call): Settings {
  const given = call.connection.settings as Partial<Settings> & Pick<Settings, 'baseUrl' | 'consumerKey' | 'consumerSecret'>;
  return {
    ...given,
    // People paste the address of the API as often as that of the shop.
    baseUrl: given.baseUrl.replace(/(\/wp-json(\/.*)?)?\/*$/, ''),
    paymentMethod: given.paymentMethod ?? 'cod',
    paymentTitle: given.paymentTitle ?? 'Paid through OneBasket',
    orderStatus: given.orderStatus ?? 'processing',
    auth: given.auth ?? (given.baseUrl.startsWith('https:') ? 'basic' : 'oauth'),
  };
}
