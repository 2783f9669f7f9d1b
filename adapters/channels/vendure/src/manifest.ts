import { baseUrl, secret, type Call, type Manifest } from '@onebasket/adapter-sdk';
import { Type, type Static } from 'typebox';

const settings = Type.Object(
  {
    baseUrl: baseUrl('The server, without path of an API: /shop-api and /admin-api lie beneath it.'),
    adminToken: Type.Optional(secret({ description: 'A session token of an administrator, sent as bearer token to the Admin API.' })),
    adminApiKey: Type.Optional(secret({ description: 'An API key (Vendure 3.6 and later) for the Admin API.' })),
    adminUsername: Type.Optional(Type.String({ minLength: 1, description: 'An administrator to log in as, with adminPassword.' })),
    adminPassword: Type.Optional(secret({ description: 'The password of adminUsername.' })),
    channelToken: Type.Optional(
      Type.String({ minLength: 1, description: 'Which of the server’s channels to sell from (header vendure-token).' }),
    ),
    currency: Type.Optional(
      Type.String({ pattern: '^[A-Z]{3}$', description: 'One of the channel’s currencies; default: the channel’s own.' }),
    ),
    languageCode: Type.Optional(
      Type.String({ pattern: '^[A-Za-z_]{2,10}$', description: 'The language of names and descriptions: de, zh_Hans.' }),
    ),
    storefrontUrl: Type.Optional(
      Type.String({
        pattern: '^https?://',
        description: 'Address of a product page: {slug} stands for its slug, which is added at the end when it is missing.',
      }),
    ),
    moneyPrecision: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 6,
        description: 'Decimals of the server’s money integers (its MoneyStrategy), whatever the currency; default 2.',
      }),
    ),
    gtinField: Type.Optional(graphqlName('Custom field of ProductVariant that holds the GTIN; Vendure has none of its own.')),
    brandFacet: Type.Optional(Type.String({ minLength: 1, description: 'Code of the facet that names the brand; default "brand".' })),
    categoryFacet: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Code of the facet that names the category of products in no collection; default "category".',
      }),
    ),
    shippingMethod: Type.Optional(
      Type.String({ minLength: 1, description: 'Code of the shipping method to use; default: the cheapest that is eligible.' }),
    ),
    paymentMethod: Type.Optional(
      Type.String({ minLength: 1, description: 'Code of the payment method to use; default: the first that is eligible.' }),
    ),
    paymentMetadata: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        description: 'What the payment method’s handler wants to be told.',
      }),
    ),
    fallbackEmail: Type.Optional(
      Type.String({
        pattern: '^[^@\\s]+@[^@\\s]+$',
        description: 'Vendure takes no order without an e-mail address: this one stands in for buyers who give none.',
      }),
    ),
    sweepMinutes: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'How often the whole catalogue is walked again for stock and for what is gone; default 30.',
      }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  {
    additionalProperties: false,
    // One without the other is no way in.
    dependencies: { adminUsername: ['adminPassword'], adminPassword: ['adminUsername'] },
  },
);

/** The settings of one Vendure connection. */
export type VendureSettings = Static<typeof settings>;

/** Who this is, what it needs to be told, and where it may call. */
export const manifest: Manifest = {
  id: 'vendure',
  kind: 'channel',
  channelKind: 'SHOP',
  name: 'Vendure',
  contract: '1.0',
  vendorApi: 'Vendure Shop API and Admin API 3.7',
  settings,
  allowedOrigins: given => [new URL(String(given['baseUrl'])).origin],
  // Core has no limit of its own; one Node process answers some 25 basket calls per second.
  budget: { perSecond: 20, burst: 40 },
};

/** The connection's settings, as the host has checked them against the manifest. */
export function settingsOf(call: Call): VendureSettings {
  return call.connection.settings as VendureSettings;
}

function graphqlName(description: string) {
  return Type.String({ pattern: '^[_A-Za-z][_0-9A-Za-z]*$', description });
}
