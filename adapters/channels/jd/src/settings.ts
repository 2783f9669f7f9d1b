import { baseUrl, secret, type Connection } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

/** What an account at JD Union looks like in configuration. */
export const settingsSchema = Type.Object(
  {
    baseUrl: Type.Optional({
      ...baseUrl('The gateway. The older one is https://router.jd.com/api; an address without a path gets that of its gateway.'),
      default: 'https://api.jd.com/routerjson',
    }),
    gateway: Type.Optional(
      Type.Union([Type.Literal('routerjson'), Type.Literal('router')], {
        description: 'Which dialect baseUrl speaks; default router for a path that ends in /api, else routerjson.',
      }),
    ),
    appKey: Type.String({ minLength: 1, description: 'appkey of the application at union.jd.com' }),
    appSecret: secret({ description: 'secretkey of the application; signs every request' }),
    accessToken: Type.Optional(secret({ description: 'For the few services that need a user; most need none' })),
    siteId: Type.String({ minLength: 1, description: 'Website or app id of the promotion (网站ID/APP ID)' }),
    positionId: Type.Optional(
      Type.String({ pattern: '^\\d+$', description: 'Promotion position (推广位) that comes back in the order report' }),
    ),
    pid: Type.Optional(Type.String({ minLength: 1, description: 'unionId_appId_positionId, for promotion on behalf of somebody' })),
    sceneId: Type.Optional(
      Type.Union([Type.Literal(1), Type.Literal(2)], {
        description: 'Scene of searches: 1 (default), or 2, which is granted separately and tells SKU numbers and item.jd.com pages.',
      }),
    ),
    area: Type.Optional(Type.String({ pattern: '^\\d+(-\\d+)*$', description: 'Region of prices as JD numbers it: 1-2802-54745' })),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'JD publishes no limit; default 5' })),
    requestsPerDay: Type.Optional(Type.Integer({ minimum: 1, description: 'Daily quota of the application, when it has one' })),
  },
  { additionalProperties: false },
);

export interface JdSettings {
  readonly gatewayUrl: string;
  readonly gateway: 'routerjson' | 'router';
  readonly appKey: string;
  readonly appSecret: string;
  readonly accessToken?: string;
  readonly siteId: string;
  readonly positionId?: string;
  readonly pid?: string;
  readonly sceneId: 1 | 2;
  readonly area?: string;
}

type Given = Omit<JdSettings, 'gatewayUrl' | 'gateway' | 'sceneId'> & {
  readonly baseUrl?: string;
  readonly gateway?: JdSettings['gateway'];
  readonly sceneId?: 1 | 2;
};

/** The account's settings with defaults filled in; the host has checked them against `settingsSchema`. */
export function settingsOf({ connection }: { readonly connection: Connection }): JdSettings {
  const given = connection.settings as unknown as Given;
  const url = new URL(given.baseUrl ?? 'https://api.jd.com/routerjson');
  const gateway = given.gateway ?? (/\/api\/?$/.test(url.pathname) ? 'router' : 'routerjson');
  if (url.pathname === '/') url.pathname = gateway === 'router' ? '/api' : '/routerjson';
  return { ...given, gatewayUrl: url.href, gateway, sceneId: given.sceneId ?? 1 };
}
