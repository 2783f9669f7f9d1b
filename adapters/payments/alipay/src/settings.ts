import { baseUrl, secret, type Connection } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

/** How the buyer pays: on a page for computers, on one for phones, or by scanning a code. */
export const PRODUCTS = ['page', 'wap', 'qr'] as const;
export type Product = (typeof PRODUCTS)[number];

/** One application at Alipay's open platform. */
export interface Settings {
  readonly baseUrl: string;
  readonly appId: string;
  readonly privateKey: string;
  readonly alipayPublicKey?: string;
  readonly appCert?: string;
  readonly alipayCert?: string;
  readonly alipayRootCert?: string;
  readonly product: Product;
  readonly subject: string;
  readonly notifyUrl?: string;
  readonly returnUrl?: string;
  readonly sellerId?: string;
  readonly appAuthToken?: string;
}

const pem = (description: string) => Type.String({ minLength: 1, description });

export const settingsSchema = Type.Object(
  {
    baseUrl: Type.Optional({
      ...baseUrl('The gateway; sandbox: https://openapi-sandbox.dl.alipaydev.com/gateway.do'),
      default: 'https://openapi.alipay.com/gateway.do',
    }),
    appId: Type.String({ pattern: '^\\d{10,32}$', description: 'APPID of the application' }),
    privateKey: secret({ description: "The application's RSA2 private key (应用私钥): PEM, or what Alipay's key tool gives" }),
    alipayPublicKey: Type.Optional(pem("Alipay's public key (支付宝公钥) of this application; not for certificate mode")),
    appCert: Type.Optional(pem('Certificate mode: the application certificate (appCertPublicKey), PEM')),
    alipayCert: Type.Optional(pem("Certificate mode: Alipay's certificate (alipayCertPublicKey_RSA2), PEM")),
    alipayRootCert: Type.Optional(pem("Certificate mode: Alipay's root certificates (alipayRootCert), PEM")),
    product: Type.Optional(
      Type.Union(
        PRODUCTS.map(product => Type.Literal(product)),
        { description: 'page: 电脑网站支付; wap: 手机网站支付; qr: 当面付, a code to scan', default: 'page' },
      ),
    ),
    subject: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        description: 'What the buyer reads at Alipay; {order} becomes the order number',
        default: 'Order {order}',
      }),
    ),
    notifyUrl: Type.Optional(
      Type.String({ pattern: '^https?://', description: "This connection's hook from outside: https://YOUR-HOST/hooks/ID" }),
    ),
    returnUrl: Type.Optional(
      Type.String({ pattern: '^https?://', description: 'Where Alipay sends the buyer back to; {order} becomes the order number' }),
    ),
    sellerId: Type.Optional(
      Type.String({ pattern: '^2088\\d{12}$', description: 'The account that is paid; notifications about others are not believed' }),
    ),
    appAuthToken: Type.Optional(secret({ description: 'For service providers: the token of the merchant that they act for' })),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'What the account was granted' })),
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
