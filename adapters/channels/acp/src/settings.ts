import { baseUrl, currencyCode, secret, type Connection } from '@onebasket/adapter-sdk';
import { Type, type Static } from 'typebox';
import { VERSIONS } from './generations.ts';

const text = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

/** What a merchant's connection looks like in configuration. */
export const settingsSchema = Type.Object(
  {
    baseUrl: baseUrl('The merchant’s API: /checkout_sessions lies beneath'),
    apiOrigins: Type.Optional(
      Type.Array(Type.String({ pattern: '^https?://' }), {
        description: 'Other hosts that the merchant’s discovery document may send us to; an api_base_url elsewhere is not followed',
      }),
    ),
    apiVersion: Type.Optional(
      Type.Union(
        VERSIONS.map(version => Type.Literal(version)),
        {
          description: 'Release of the protocol; default: the newest that the merchant’s discovery document names, else the newest of all',
        },
      ),
    ),
    accessToken: Type.Optional(secret({ description: 'Bearer token that the merchant has issued to us' })),
    signingSecret: Type.Optional(
      secret({ description: 'Shared secret for Signature (HMAC-SHA256, base64url, over canonical JSON), where that was agreed' }),
    ),
    webhookSecret: Type.Optional(secret({ description: 'Shared secret of the merchant’s order events; without it they are refused' })),
    webhookSignatureHeader: Type.Optional(
      Type.String({ pattern: '^[A-Za-z0-9-]+$', description: 'Header of their signature', default: 'Merchant-Signature' }),
    ),
    webhookToleranceSeconds: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3600, description: 'How old or how far ahead an event may be', default: 300 }),
    ),
    currency: Type.Optional(currencyCode('Currency of checkouts; needed from 2026-01-30 on unless the discovery document names just one')),
    language: text('Language of titles and messages: en-US'),
    fallbackEmail: Type.Optional(
      Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$', description: 'Stands in for buyers who give no e-mail address' }),
    ),
    discountCodes: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), { description: 'Codes to put into every basket (from 2026-01-30)' }),
    ),
    fulfillmentOption: text('Id of the fulfilment option to use where it is offered; default: the cheapest'),
    lineItemForm: Type.Optional(
      Type.Union([Type.Literal('item'), Type.Literal('line-item')], {
        description: 'From 2026-01-30 on: line_items as {id, quantity} (default) or as {item: {id}, quantity}',
        default: 'item',
      }),
    ),
    paymentHandler: text(
      'Handler (until 2026-01-16: provider) to pay through. With paymentToken orders are completed by API; without, buyers are handed over',
    ),
    paymentToken: Type.Optional(secret({ description: 'Shared or delegated payment token for paymentHandler' })),
    paymentType: text('Type of the payment instrument; default card'),
    paymentCredentialType: text('Type of its credential; default spt'),
    purchaseOrderTerms: Type.Optional(
      Type.Union(
        ['immediate', 'net_15', 'net_30', 'net_60', 'net_90'].map(terms => Type.Literal(terms)),
        { description: 'Pay by purchase order on these terms instead of a token (from 2026-01-30); the order’s key is its number' },
      ),
    ),
    showsDisclosures: Type.Optional(
      Type.Boolean({
        description: 'The storefront shows what merchants disclose of their goods; false hands such orders over to the merchant’s page',
        default: true,
      }),
    ),
    feedUrl: Type.Optional(
      Type.String({
        pattern: '^(https?://|/)',
        description: 'Where the merchant drops its product feed: an address, or a path at baseUrl',
      }),
    ),
    items: Type.Optional(
      Type.Array(Type.Object({ id: Type.String({ minLength: 1 }), title: Type.String({ minLength: 1 }) }), {
        description: 'What is sold, for merchants without a feed',
      }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    requestsPerDay: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

export type AcpSettings = Static<typeof settingsSchema>;

/** The connection's settings, as the host has checked them against the manifest. */
export function settingsOf({ connection }: { readonly connection: Pick<Connection, 'settings'> }): AcpSettings {
  return connection.settings as AcpSettings;
}

/** The address of the product feed; `undefined` for merchants without one. */
export function feedAddressOf({ feedUrl, baseUrl: base }: Pick<AcpSettings, 'feedUrl' | 'baseUrl'>): string | undefined {
  return feedUrl === undefined ? undefined : new URL(feedUrl, base).href;
}
