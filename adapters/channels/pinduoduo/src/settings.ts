import { baseUrl, secret, type Call } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

const GATEWAY = 'https://gw-api.pinduoduo.com/api/router';
const DEFAULT_UID = 'onebasket';

/** What a 多多进宝 account looks like in configuration. */
export const settingsSchema = Type.Object(
  {
    baseUrl: Type.Optional({ ...baseUrl('The gateway; default: production'), default: GATEWAY }),
    clientId: Type.String({ minLength: 1, description: 'client_id of the application at open.pinduoduo.com' }),
    clientSecret: secret({ description: 'client_secret of the application; signs every request' }),
    pid: Type.String({
      minLength: 1,
      description: 'Promotion position (推广位), 123_456, made at jinbao.pinduoduo.com and authorised (备案)',
    }),
    uid: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_-]{1,9}$',
        default: DEFAULT_UID,
        description:
          'The uid of custom_parameters that was authorised (备案) together with the pid; short, for an order key of 36 signs must fit beside it',
      }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'What the application was granted' })),
    requestsPerDay: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'What the application was granted' })),
  },
  { additionalProperties: false },
);

export interface Settings {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly pid: string;
  readonly uid: string;
}

/** The account's settings with defaults filled in; the host has checked them against `settingsSchema`. */
export function settingsOf(call: Call): Settings {
  const given = call.connection.settings as Partial<Settings> & Pick<Settings, 'clientId' | 'clientSecret' | 'pid'>;
  return { ...given, baseUrl: given.baseUrl ?? GATEWAY, uid: given.uid ?? DEFAULT_UID };
}
