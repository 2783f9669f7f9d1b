import { baseUrl, secret, type Connection } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';
import { SIGN_METHODS, type SignMethod } from './sign.ts';

/** One account at Taobao's open platform with its promotion position. */
export interface Settings {
  readonly baseUrl: string;
  readonly oauthUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly signMethod: SignMethod;
  readonly simplify: boolean;
  readonly apiFamily: 'promoter' | 'service-provider';
  readonly adzoneId: string;
  readonly adzonePool?: readonly string[];
  readonly siteId?: string;
  readonly bizSceneId: string;
  readonly materialId?: string;
  readonly relationId?: string;
  readonly specialId?: string;
  readonly ip?: string;
  readonly keyAsExternalId: boolean;
  readonly session?: string;
  readonly reportWindowMinutes: number;
}

const digits = (description: string) => Type.String({ pattern: '^\\d{1,20}$', description });

export const settingsSchema = Type.Object(
  {
    baseUrl: Type.Optional({
      ...baseUrl('The TOP gateway; overseas: https://api.taobao.com/router/rest'),
      default: 'https://gw.api.taobao.com/router/rest',
    }),
    oauthUrl: Type.Optional({ ...baseUrl('Where an account owner gives consent'), default: 'https://oauth.taobao.com' }),
    appKey: Type.String({ minLength: 1, description: 'App Key from open.taobao.com' }),
    appSecret: secret({ description: 'App Secret; signs every request' }),
    signMethod: Type.Optional(
      Type.Union(
        SIGN_METHODS.map(method => Type.Literal(method)),
        { description: 'How requests are signed', default: 'hmac-sha256' },
      ),
    ),
    simplify: Type.Optional(Type.Boolean({ description: 'Ask for answers without wrappers; both forms are read', default: false })),
    apiFamily: Type.Optional(
      Type.Union([Type.Literal('promoter'), Type.Literal('service-provider')], {
        description: 'promoter: the taobao.tbk.dg APIs; service-provider: taobao.tbk.sc, which need siteId and a session',
        default: 'promoter',
      }),
    ),
    adzoneId: digits('Promotion position: the last part of the pid mm_<member>_<site>_<adzone>'),
    adzonePool: Type.Optional(
      Type.Array(digits('Promotion position'), {
        minItems: 1,
        description:
          'More promotion positions: a handoff takes one of them by its key, so that order reports are told apart. Default: adzoneId alone',
      }),
    ),
    siteId: Type.Optional(digits('The third part of the pid; needed by service providers')),
    bizSceneId: Type.Optional(
      Type.String({
        pattern: '^[1-9]$',
        description: 'Scene granted to the app: 1 link conversion, 2 price comparison, 3 merchandise library',
        default: '2',
      }),
    ),
    materialId: Type.Optional(digits('Material for searches; default: the platform’s')),
    relationId: Type.Optional(digits('Channel (渠道关系) that handoffs are attributed to')),
    specialId: Type.Optional(digits('Member (会员运营) that handoffs are attributed to')),
    ip: Type.Optional(Type.String({ minLength: 3, description: 'Address by which the platform reckons freight' })),
    keyAsExternalId: Type.Optional(
      Type.Boolean({
        description: 'Give the key of a handoff along as external_id, for accounts to which that is granted',
        default: false,
      }),
    ),
    session: Type.Optional(secret({ description: 'A fixed session key, for accounts that are not connected by consent' })),
    reportWindowMinutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 180,
        description: 'Longest window of an order report: 180, on days of great sales 20',
        default: 180,
      }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'What the account was granted' })),
    requestsPerDay: Type.Optional(Type.Integer({ minimum: 1, description: 'What the account was granted; a test app has 5000' })),
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
