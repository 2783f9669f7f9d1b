import { baseUrl, secret, type Connection } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

/** How stock is taken by a native order; Shopify's own words. */
export const INVENTORY_BEHAVIOURS = ['DECREMENT_OBEYING_POLICY', 'DECREMENT_IGNORING_POLICY', 'BYPASS'] as const;

/** One shop, and what may be done there. */
export interface Settings {
  readonly baseUrl: string;
  readonly shopDomain?: string;
  readonly apiVersion: string;
  readonly storefrontToken?: string;
  readonly storefrontPrivateToken?: string;
  readonly buyerIp?: string;
  readonly country?: string;
  readonly language?: string;
  readonly placeOrders: 'handoff' | 'native';
  readonly adminToken?: string;
  readonly inventoryBehaviour: (typeof INVENTORY_BEHAVIOURS)[number];
  readonly paymentGateway?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly previousClientSecret?: string;
  readonly webhookSecret?: string;
  readonly scopes: string;
  readonly sweepMinutes: number;
}

export const settingsSchema = Type.Object(
  {
    baseUrl: baseUrl('The shop: https://{shop}.myshopify.com'),
    shopDomain: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9][A-Za-z0-9.-]*$',
        description:
          'The name by which Shopify speaks of the shop in webhooks and in the redirect of the consent; default: the host of baseUrl when it ends in .myshopify.com',
      }),
    ),
    apiVersion: Type.Optional(
      Type.String({ pattern: '^(\\d{4}-\\d{2}|unstable)$', description: 'Version of the Storefront and Admin API', default: '2026-04' }),
    ),
    storefrontToken: Type.Optional(
      secret({ description: 'Public Storefront token. Without any token Shopify answers small requests only' }),
    ),
    storefrontPrivateToken: Type.Optional(secret({ description: 'Private Storefront token; goes before the public one' })),
    buyerIp: Type.Optional(
      Type.String({ minLength: 3, description: 'Address that goes along with the private token as Shopify-Storefront-Buyer-IP' }),
    ),
    country: Type.Optional(
      Type.String({ pattern: '^[A-Z]{2}$', description: 'Country whose prices are shown (ISO 3166-1); default: the shop’s own' }),
    ),
    language: Type.Optional(
      Type.String({ pattern: '^[A-Z]{2}(_[A-Z]{2})?$', description: 'Language of titles: DE, ZH_CN; default: the shop’s own' }),
    ),
    placeOrders: Type.Optional(
      Type.Union([Type.Literal('handoff'), Type.Literal('native')], {
        description:
          'handoff: the shopper goes on at the shop’s checkout; native: own shops only, orders are made through the Admin API, which needs write_orders and takes no money',
        default: 'handoff',
      }),
    ),
    adminToken: Type.Optional(secret({ description: 'A fixed Admin API token, for shops that are not connected by consent' })),
    inventoryBehaviour: Type.Optional(
      Type.Union(
        INVENTORY_BEHAVIOURS.map(word => Type.Literal(word)),
        { description: 'How a native order takes stock', default: 'DECREMENT_OBEYING_POLICY' },
      ),
    ),
    paymentGateway: Type.Optional(
      Type.String({ minLength: 1, description: 'Native orders are recorded as paid, through a gateway of this name; default: unpaid' }),
    ),
    clientId: Type.Optional(Type.String({ minLength: 1, description: 'Client ID of the app' })),
    clientSecret: Type.Optional(secret({ description: 'Client secret of the app: consent and signatures of its webhooks' })),
    previousClientSecret: Type.Optional(secret({ description: 'The secret before a rotation: signs webhooks for up to an hour more' })),
    webhookSecret: Type.Optional(secret({ description: 'Signs webhooks that were set up in the shop’s admin instead of by an app' })),
    scopes: Type.Optional(
      Type.String({
        pattern: '^[a-z_]+(,[a-z_]+)*$',
        description: 'What the consent is asked for',
        default: 'read_products,read_inventory,read_orders,write_orders',
      }),
    ),
    sweepMinutes: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'How often the whole catalogue is walked again for what is gone', default: 60 }),
    ),
    requestsPerSecond: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'Points a second of the Admin API: 100 Standard, 200 Advanced, 1000 Plus' }),
    ),
  },
  { additionalProperties: false },
);

const DEFAULTS: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(settingsSchema.properties).flatMap(([name, schema]) => ('default' in schema ? [[name, schema.default]] : [])),
);

/** The checked settings of a connection, with every default. */
export function settingsOf({ settings }: Connection): Settings {
  return { ...DEFAULTS, ...settings } as unknown as Settings;
}

/** The shop's name among Shopify's, in lower case; `undefined` when it cannot be known. */
export function shopDomainOf({ shopDomain, baseUrl: address }: Settings): string | undefined {
  if (shopDomain !== undefined) return shopDomain.toLowerCase();
  const { hostname } = new URL(address);
  return hostname.endsWith('.myshopify.com') ? hostname : undefined;
}

/** A path of the shop, on whatever stands in for it. */
export function addressOf({ baseUrl: address }: Settings, path: string): string {
  return `${address.replace(/\/+$/, '')}${path}`;
}
