import { baseUrl, secret, type Connection } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

/** A merchant account that a seller of a combined payment is paid on. */
export interface Payee {
  readonly payee: string;
  readonly mchId: string;
  readonly subMchId?: string;
}

/** One merchant at WeChat Pay. */
export interface Settings {
  readonly baseUrl: string;
  readonly appId: string;
  readonly mchId: string;
  readonly privateKey: string;
  readonly serialNo: string;
  readonly apiV3Key: string;
  readonly publicKeyId?: string;
  readonly publicKey?: string;
  readonly notifyUrl: string;
  readonly description: string;
  readonly payees: readonly Payee[];
}

const mchId = (description: string) => Type.String({ pattern: '^\\d{8,10}$', description });

export const settingsSchema = Type.Object(
  {
    baseUrl: Type.Optional({
      ...baseUrl('The API; from elsewhere or when it fails: https://api2.mch.weixin.qq.com'),
      default: 'https://api.mch.weixin.qq.com',
    }),
    appId: Type.String({
      pattern: '^wx\\w{1,30}$',
      description: 'APPID that is bound to the merchant: of an official account, a mini program or an app',
    }),
    mchId: mchId('Merchant number (商户号)'),
    privateKey: secret({ description: "The merchant's private key: apiclient_key.pem" }),
    serialNo: Type.String({ pattern: '^[0-9A-Fa-f]{8,64}$', description: "Serial of the merchant's API certificate (商户API证书序列号)" }),
    apiV3Key: secret({ description: 'APIv3密钥: 32 characters', minLength: 32 }),
    publicKeyId: Type.Optional(
      Type.String({
        pattern: '^PUB_KEY_ID_\\w+$',
        description: 'WeChat Pay public key mode: its id (微信支付公钥ID); without it platform certificates are fetched',
      }),
    ),
    publicKey: Type.Optional(Type.String({ minLength: 1, description: 'WeChat Pay public key mode: pub_key.pem' })),
    notifyUrl: Type.String({
      pattern: '^https?://[^?#]+$',
      description: "This connection's hook from outside, without a query: https://YOUR-HOST/hooks/ID",
    }),
    description: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'What the buyer reads; {order} becomes the order number',
        default: 'Order {order}',
      }),
    ),
    payees: Type.Optional(
      Type.Array(
        Type.Object({
          payee: Type.String({ minLength: 1, description: 'The seller, as the parts of a payment name them' }),
          mchId: mchId('The merchant number of the sub order'),
          subMchId: Type.Optional(mchId('The second-level merchant, for platforms')),
        }),
        {
          description: 'Combined payment (合单支付): who is paid on which account; sellers that are not listed are paid on mchId',
          default: [],
        },
      ),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'What the merchant was granted' })),
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
