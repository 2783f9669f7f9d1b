import { baseUrl, secret, type Connection, type Manifest } from '@onebasket/adapter-sdk';
import { Type, type Static } from 'typebox';

/** How an order gets paid at the shop. */
const payment = Type.Union(
  [
    Type.Literal('unpaid', { description: 'The channel allows unpaid orders; the shop sends an invoice, or marks them as paid.' }),
    Type.Literal('report', {
      description: 'The money is taken by us: it is reported to the shop as charged, and given back by report (HANDLE_PAYMENTS).',
    }),
    Type.Literal('gateway', {
      description: 'A payment app of the shop takes the money without the buyer’s part, as one for accounts or invoices does.',
    }),
    Type.Literal('app-order', { description: 'An app makes the order of the basket, paid or not (HANDLE_CHECKOUTS).' }),
  ],
  { description: 'How orders get paid; default "unpaid".' },
);

const settings = Type.Object(
  {
    baseUrl: baseUrl('The shop’s API, https://shop.example/graphql/, or the address that it lies beneath.'),
    channel: Type.String({ minLength: 1, description: 'Slug of the channel to sell from: it decides currency, prices and stock.' }),
    appToken: Type.Optional(
      secret({
        description:
          'Token of an app of the shop with MANAGE_ORDERS (cancelling, refunds) and what `payment` needs. Not a staff token: these expire in minutes.',
      }),
    ),
    payment: Type.Optional(payment),
    paymentGateway: Type.Optional(
      Type.String({ minLength: 1, description: 'For payment "gateway": the payment app’s id, as availablePaymentGateways lists it.' }),
    ),
    paymentData: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        description: 'For payment "gateway": what the payment app wants to be told.',
      }),
    ),
    promoCode: Type.Optional(Type.String({ minLength: 1, description: 'A voucher that every basket gets, where it may be used.' })),
    shippingMethod: Type.Optional(
      Type.String({ minLength: 1, description: 'Name or id of the shipping method; default: the cheapest that applies.' }),
    ),
    webhookSecret: Type.Optional(
      secret({ description: 'The secretKey of a webhook that has one. Without it, webhooks are signed with the shop’s own key.' }),
    ),
    storefrontUrl: Type.Optional(
      Type.String({
        pattern: '^https?://',
        description: 'Address of a product page: {slug} stands for the product’s slug, {variant} for the variant’s id.',
      }),
    ),
    gtinField: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Metadata key or attribute slug that holds the GTIN; Saleor has none of its own. Default: the usual names.',
      }),
    ),
    brandAttribute: Type.Optional(
      Type.String({ minLength: 1, description: 'Slug of the attribute that names the brand; default "brand".' }),
    ),
    quantityCap: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'The shop’s limitQuantityPerCheckout: a quantity from here on says nothing of the stock. Default 50.',
      }),
    ),
    fallbackEmail: Type.Optional(
      Type.String({
        pattern: '^[^@\\s]+@[^@\\s]+$',
        description: 'Saleor takes no order without an e-mail address: this one stands in for buyers who give none.',
      }),
    ),
    sweepMinutes: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'How often the whole catalogue is walked again for prices, stock and what is gone; default 30.',
      }),
    ),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  { additionalProperties: false },
);

/** The settings of one Saleor connection. */
export type SaleorSettings = Static<typeof settings>;

/** Who this is, what it needs to be told, and where it may call. */
export const manifest: Manifest = {
  id: 'saleor',
  kind: 'channel',
  channelKind: 'SHOP',
  name: 'Saleor',
  contract: '1.0',
  vendorApi: 'Saleor GraphQL API 3.23',
  settings,
  allowedOrigins: given => [new URL(String(given['baseUrl'])).origin],
  // No limit of its own but the cost of a document; two web processes complete some three orders a second. A cloud sandbox has 120 requests a minute.
  budget: { perSecond: 20, burst: 40 },
};

/** The connection's settings, as the host has checked them against the manifest. */
export function settingsOf({ connection }: { readonly connection: Pick<Connection, 'settings'> }): SaleorSettings {
  return connection.settings as SaleorSettings;
}
