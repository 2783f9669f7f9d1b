import { baseUrl, secret, type Connection } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

/** One keyset at eBay, with the marketplace it looks at. */
export interface Settings {
  readonly baseUrl: string;
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly marketplaceId: string;
  readonly acceptLanguage?: string;
  readonly campaignId?: string;
  readonly referenceId?: string;
  readonly country?: string;
  readonly postalCode?: string;
  readonly filter?: string;
  readonly categoryIds?: string;
  readonly sort?: string;
  readonly expandVariations: boolean;
  readonly bulkItems: boolean;
  readonly scopes: readonly string[];
  readonly ruName?: string;
  readonly userScopes: readonly string[];
  readonly accessToken?: string;
  readonly verificationToken?: string;
  readonly notificationEndpoint?: string;
}

const text = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));
const scopes = (description: string, ...list: readonly string[]) =>
  Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description, default: list }));

const PUBLIC_DATA = 'https://api.ebay.com/oauth/api_scope';

export const settingsSchema = Type.Object(
  {
    baseUrl: Type.Optional({ ...baseUrl('Host of the APIs; sandbox: https://api.sandbox.ebay.com'), default: 'https://api.ebay.com' }),
    authUrl: Type.Optional({
      ...baseUrl('Where a user gives consent; sandbox: https://auth.sandbox.ebay.com'),
      default: 'https://auth.ebay.com',
    }),
    clientId: Type.String({ minLength: 1, description: 'App ID (Client ID) of the keyset' }),
    clientSecret: secret({ description: 'Cert ID (Client Secret) of the keyset' }),
    marketplaceId: Type.Optional(
      Type.String({ pattern: '^EBAY_[A-Z_]{2,10}$', description: 'Marketplace to look at: EBAY_DE, EBAY_GB', default: 'EBAY_US' }),
    ),
    acceptLanguage: text('Locale of a marketplace that has several: fr-BE'),
    campaignId: Type.Optional(
      Type.String({ pattern: '^\\d{1,20}$', description: 'Campaign of the eBay Partner Network; without it links earn no commission' }),
    ),
    referenceId: Type.Optional(
      Type.String({
        pattern: '^[\\w.-]{1,256}$',
        description: 'Sent as affiliateReferenceId while people look around; a handoff sends its key',
      }),
    ),
    country: Type.Optional(
      Type.String({ pattern: '^[A-Z]{2}$', description: 'Where parcels usually go (ISO 3166-1), for shipping costs in searches' }),
    ),
    postalCode: text('Postal code where parcels usually go; needs country'),
    filter: text('Added to every search, in eBay’s own words: conditions:{NEW},returnsAccepted:true'),
    categoryIds: text('Category that searches keep to'),
    sort: text('Order of searches: price, -price, newlyListed, distance; default best match'),
    expandVariations: Type.Optional(
      Type.Boolean({ description: 'Searches bring every variation of a listing: one more request for each such listing', default: false }),
    ),
    bulkItems: Type.Optional(
      Type.Boolean({
        description: 'Quotes ask for twenty items at once (getItems), for apps that were granted the scope buy.item.bulk',
        default: false,
      }),
    ),
    scopes: scopes('Scopes of the application token', PUBLIC_DATA),
    ruName: text('RuName of the app: eBay’s name for the address that users are sent back to'),
    userScopes: scopes('Scopes that users are asked to consent to', PUBLIC_DATA),
    accessToken: Type.Optional(secret({ description: 'A fixed access token, instead of one that is asked for with the keyset' })),
    verificationToken: Type.Optional(
      secret({ minLength: 32, description: 'The verification token given to eBay with the notification endpoint (32 to 80 characters)' }),
    ),
    notificationEndpoint: Type.Optional(
      Type.String({ pattern: '^https?://', description: 'The notification endpoint, byte for byte as given to eBay' }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'What the app was granted' })),
    requestsPerDay: Type.Optional(
      Type.Integer({ minimum: 1, description: 'What the app was granted; 5000 until an application growth check' }),
    ),
  },
  { additionalProperties: false },
);

const DEFAULTS: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(settingsSchema.properties).flatMap(([name, schema]) => ('default' in schema ? [[name, schema.default]] : [])),
);

/** The checked settings of a connection, with every default. */
export function settingsOf({ settings }: Pick<Connection, 'settings'>): Settings {
  return { ...DEFAULTS, ...settings } as unknown as Settings;
}

/** The APIs' address without a slash at its end. */
export function apiAddress(connection: Pick<Connection, 'settings'>): string {
  return settingsOf(connection).baseUrl.replace(/\/+$/, '');
}
