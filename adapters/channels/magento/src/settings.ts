import { baseUrl, currencyCode, secret } from '@onebasket/adapter-sdk';
import { Type, type Static } from 'typebox';

/** What a Magento connection needs to be told. */
export const settings = Type.Object(
  {
    baseUrl: baseUrl('The shop: /graphql and /rest lie beneath it.'),
    integrationToken: Type.Optional(
      secret({
        description:
          'Access token of an integration (System > Integrations), for looking up, cancelling and refunding orders through REST.',
      }),
    ),
    store: Type.Optional(
      Type.String({ pattern: '^[a-z]\\w*$', description: 'Code of the store view to sell from (header Store); default: the shop’s own.' }),
    ),
    currency: Type.Optional(currencyCode('One of the store view’s currencies (header Content-Currency); default: its own.')),
    storefrontUrl: Type.Optional(
      Type.String({ pattern: '^https?://', description: 'Where product pages are, when it is not baseUrl: a separate storefront.' }),
    ),
    gtinAttribute: Type.Optional(attributeCode('Code of the product attribute that holds the GTIN; Magento has none of its own.')),
    brandAttribute: Type.Optional(attributeCode('Code of the product attribute that names the brand; default "manufacturer".')),
    shippingMethod: Type.Optional(
      Type.String({
        pattern: '^[^/\\s]+/[^/\\s]+$',
        description: 'Carrier and method to ship by, "flatrate/flatrate"; default: the cheapest that is available.',
      }),
    ),
    paymentMethod: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'Code of the payment method to order by, one that needs no page of its own: checkmo (the default), banktransfer, cashondelivery, purchaseorder, free.',
      }),
    ),
    purchaseOrderNumber: Type.Optional(Type.String({ minLength: 1, description: 'For the payment method purchaseorder.' })),
    couponCode: Type.Optional(Type.String({ minLength: 1, description: 'A coupon that is used in every basket it holds for.' })),
    fallbackEmail: Type.Optional(
      Type.String({
        pattern: '^[^@\\s]+@[^@\\s]+$',
        description: 'Magento takes no guest order without an e-mail address: this one stands in for buyers who give none.',
      }),
    ),
    sweepMinutes: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'How often the whole catalogue is walked again for stock and for what is gone; default 60.',
      }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  { additionalProperties: false },
);

/** The settings of one Magento connection. */
export type MagentoSettings = Static<typeof settings>;

function attributeCode(description: string) {
  return Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$', description });
}
