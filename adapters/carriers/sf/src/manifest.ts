import { baseUrl, secret, type Manifest } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

/** Settings of one account at SF Express (丰桥). */
export interface SfSettings {
  readonly baseUrl: string;
  readonly partnerId: string;
  readonly checkword: string;
  readonly pushToken?: string;
}

export const manifest: Manifest = {
  id: 'sf',
  kind: 'carrier',
  name: 'SF Express 顺丰',
  country: 'CN',
  contract: '1.0',
  vendorApi: 'Fengqiao std/service',
  settings: Type.Object({
    baseUrl: Type.Optional({
      ...baseUrl(
        'The service address; Hong Kong: https://sfapi-hk.sf-express.com/std/service, sandbox: https://sfapi-sbox.sf-express.com/std/service',
      ),
      default: 'https://bspgw.sf-express.com/std/service',
    }),
    partnerId: Type.String({ minLength: 1, description: 'Customer code (顾客编码) from open.sf-express.com.' }),
    checkword: secret({ description: 'Check word (校验码) that signs every request.' }),
    pushToken: Type.Optional(
      secret({ description: 'Last part of the push address /hooks/<id>/<token>: pushes carry no dependable signature.', minLength: 16 }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  }),
  allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
  // The sandbox grants 30 calls a second; production by contract.
  budget: { perSecond: 30, burst: 30 },
};
