import { baseUrl, currencyCode, secret, type Call } from '@onebasket/adapter-sdk';
import { Type, type Static } from 'typebox';

const text = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

/** What a merchant's connection looks like in configuration. */
export const settingsSchema = Type.Object(
  {
    baseUrl: baseUrl('The merchant: its profile lies beneath at /.well-known/ucp'),
    platformProfileUrl: Type.String({
      pattern: '^https?://',
      description: 'Public address of our own profile, told in UCP-Agent; {version} stands for the generation that the merchant speaks',
    }),
    endpoint: Type.Optional(baseUrl('Address of the API, for merchants whose profile names another than the one to be called')),
    endpointOrigins: Type.Optional(
      Type.Array(Type.String({ pattern: '^https?://' }), {
        description: 'Other hosts that the merchant’s profile may send us to; an endpoint elsewhere is looked for at baseUrl',
      }),
    ),
    transport: Type.Optional(
      Type.Union([Type.Literal('rest'), Type.Literal('mcp')], {
        description: 'Which to prefer where the merchant offers both; default rest',
      }),
    ),
    signingKey: Type.Optional(
      secret({
        description: 'Private key that signs our requests: JWK or PEM, EC P-256 (also P-384, Ed25519); its public half is in our profile',
      }),
    ),
    signingKeyId: text('kid of signingKey; default: the JWK’s own, else its thumbprint (RFC 7638)'),
    accessToken: Type.Optional(secret({ description: 'Bearer token, for merchants that hand one out' })),
    apiKey: Type.Optional(secret({ description: 'Sent as X-API-Key, for merchants that hand one out' })),
    webhookUrl: Type.Optional(
      Type.String({ pattern: '^https?://', description: 'Public address for this merchant’s order events; stands in our profile' }),
    ),
    acceptUnsignedWebhooks: Type.Optional(
      Type.Boolean({ description: 'Take unsigned events of a merchant that publishes no keys as hints to read again; default false' }),
    ),
    currency: Type.Optional(
      currencyCode('Currency of the merchant’s prices. Needed for the generations of January 2026, which take any and convert none'),
    ),
    country: Type.Optional(
      Type.String({ pattern: '^[A-Z]{2}$', description: 'Where shoppers are, for prices of the catalogue (ISO 3166-1)' }),
    ),
    language: text('Language of titles and descriptions: en, zh-Hans'),
    fallbackEmail: Type.Optional(
      Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$', description: 'Stands in for buyers who give no e-mail address' }),
    ),
    discountCodes: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { description: 'Codes to put into every basket' })),
    fulfillmentOption: text('Id of the fulfilment option to use where it is offered; default: the cheapest'),
    paymentHandler: text(
      'Id of the payment handler to pay through. With paymentToken orders are completed by API; without, buyers are handed over',
    ),
    paymentToken: Type.Optional(secret({ description: 'Credential token for paymentHandler' })),
    paymentType: text('Type of the payment instrument; default card'),
    paymentCredentialType: text('Type of its credential; default token'),
    paymentBrand: text('Card brand to show: Visa'),
    paymentLastDigits: Type.Optional(Type.String({ pattern: '^\\d{2,4}$', description: 'Last digits to show' })),
    quoteBy: Type.Optional(
      Type.Union([Type.Literal('checkout'), Type.Literal('cart')], {
        description: 'What baskets are priced with: a checkout session (final, default) or a cart (an estimate, less strictly limited)',
      }),
    ),
    items: Type.Optional(
      Type.Array(Type.Object({ id: Type.String({ minLength: 1 }), title: Type.String({ minLength: 1 }) }), {
        description: 'What is sold, for merchants without a catalogue (every one of January 2026)',
      }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    requestsPerDay: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

export type UcpSettings = Static<typeof settingsSchema>;

/** The connection's settings, as the host has checked them against the manifest. */
export function settingsOf(call: Pick<Call, 'connection'>): UcpSettings {
  return call.connection.settings as UcpSettings;
}
