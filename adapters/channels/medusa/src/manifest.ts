import { baseUrl, secret, type Call, type Manifest } from '@onebasket/adapter-sdk';
import { Type, type Static } from 'typebox';

const settings = Type.Object(
  {
    baseUrl: baseUrl('The server, without path of an API: /store and /admin lie beneath it.'),
    publishableKey: Type.String({
      minLength: 1,
      description: 'A publishable API key (pk_…): it decides which sales channels are sold from.',
    }),
    adminKey: Type.Optional(secret({ description: 'A secret API key (sk_…) of the Admin API.' })),
    adminEmail: Type.Optional(Type.String({ minLength: 3, description: 'An administrator to log in as, with adminPassword.' })),
    adminPassword: Type.Optional(secret({ description: 'The password of adminEmail.' })),
    regionId: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'The region to sell in, and in no other; default: the region of the destination’s country, for the catalogue that of `country`.',
      }),
    ),
    country: Type.Optional(
      Type.String({
        pattern: '^[A-Z]{2}$',
        description: 'The country whose taxes catalogue prices include; default: the region’s own when it has only one.',
      }),
    ),
    storefrontUrl: Type.Optional(
      Type.String({
        pattern: '^https?://',
        description: 'Address of a product page: {handle} stands for its handle, which is added at the end when it is missing.',
      }),
    ),
    brandField: Type.Optional(
      Type.String({ minLength: 1, description: 'Key of the product’s metadata that names the brand; default "brand".' }),
    ),
    shippingOption: Type.Optional(
      Type.String({ minLength: 1, description: 'Id, name or type code of the shipping option to use; default: the cheapest.' }),
    ),
    paymentProvider: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Id of the payment provider; default: pp_system_default where the region has it, otherwise the region’s first.',
      }),
    ),
    fallbackEmail: Type.Optional(
      Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$', description: 'Stands in for buyers who give no e-mail address.' }),
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
    dependencies: { adminEmail: ['adminPassword'], adminPassword: ['adminEmail'] },
  },
);

/** The settings of one Medusa connection. */
export type MedusaSettings = Static<typeof settings>;

/** Who this is, what it needs to be told, and where it may call. */
export const manifest: Manifest = {
  id: 'medusa',
  kind: 'channel',
  channelKind: 'SHOP',
  name: 'Medusa',
  contract: '1.0',
  vendorApi: 'Medusa Store API and Admin API 2.21',
  settings,
  allowedOrigins: given => [new URL(String(given['baseUrl'])).origin],
  // Core has no limit of its own; a cart call costs one Node process about a third of a second.
  budget: { perSecond: 10, burst: 30 },
};

/** The connection's settings, as the host has checked them against the manifest. */
export function settingsOf(call: Call): MedusaSettings {
  return call.connection.settings as MedusaSettings;
}
