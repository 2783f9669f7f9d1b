import { baseUrl, secret, type Connection } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

/** One Stripe account. */
export interface Settings {
  readonly baseUrl: string;
  readonly secretKey: string;
  readonly webhookSecret?: string;
  readonly apiVersion: string;
  readonly account?: string;
  readonly returnUrl?: string;
  readonly paymentMethodTypes?: readonly string[];
}

export const settingsSchema = Type.Object(
  {
    baseUrl: Type.Optional({ ...baseUrl("Stripe's API"), default: 'https://api.stripe.com' }),
    secretKey: secret({ description: 'Secret or restricted key (sk_…, rk_…): Dashboard, Developers → API keys' }),
    webhookSecret: Type.Optional(
      secret({ description: 'Signing secret of the webhook endpoint (whsec_…); without it no webhook is believed' }),
    ),
    apiVersion: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d{2}-\\d{2}(\\.\\w+)?$',
        description: 'Stripe-Version of every request',
        default: '2026-07-29.dahlia',
      }),
    ),
    account: Type.Optional(
      Type.String({ pattern: '^acct_\\w+$', description: 'Connected account that the platform key acts for (Stripe-Account)' }),
    ),
    returnUrl: Type.Optional(
      Type.String({
        pattern: '^https?://',
        description: 'Where the bank sends the buyer back to; {order} becomes the order number. Needed for payment methods that redirect',
      }),
    ),
    paymentMethodTypes: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z_]+$', description: 'card, klarna, …' }), {
        minItems: 1,
        description: 'What buyers may pay with; default: what is switched on in the Dashboard',
      }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'When the account was granted another rate' })),
  },
  { additionalProperties: false },
);

const DEFAULTS: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(settingsSchema.properties).flatMap(([name, schema]) => ('default' in schema ? [[name, schema.default]] : [])),
);

/** The checked settings of a connection, with every default. */
export function settingsOf({ settings }: Pick<Connection, 'settings'>): Settings {
  const all = { ...DEFAULTS, ...settings } as unknown as Settings;
  return { ...all, baseUrl: all.baseUrl.replace(/\/+$/, '') };
}
