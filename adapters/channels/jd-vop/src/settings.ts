import { baseUrl, secret, type Connection } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

const area = (description: string) => Type.String({ pattern: '^\\d+_\\d+_\\d+(_\\d+)?$', description });

/** Somebody at the buyer whom JD may ask when goods go back. */
const contactSchema = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    mobile: Type.String({ minLength: 1 }),
    area: area('JD area ids: province_city_county_town'),
    address: Type.String({ minLength: 1, description: 'Street and house' }),
  },
  { additionalProperties: false },
);

/** What a contracted buyer's account at JD VOP looks like in configuration. */
export const settingsSchema = Type.Object(
  {
    baseUrl: Type.Optional({ ...baseUrl('The gateway of JD VOP'), default: 'https://bizapi.jd.com' }),
    clientId: Type.Optional(Type.String({ minLength: 1, description: 'client_id of the contract' })),
    clientSecret: Type.Optional(secret({ description: 'client_secret of the contract; signs the token request' })),
    username: Type.Optional(Type.String({ minLength: 1, description: 'Buyer account, case sensitive' })),
    password: Type.Optional(secret({ description: 'Its password, as typed' })),
    accessToken: Type.Optional(secret({ description: 'A token got elsewhere; used until it expires, before any login' })),
    area: Type.Optional(area('JD area ids (1_72_2799_0) for stock and freight where no destination is named')),
    paymentType: Type.Optional(
      Type.Union([Type.Literal(1), Type.Literal(4), Type.Literal(5), Type.Literal(101), Type.Literal(20)], {
        description: '1 cash on delivery, 4 balance (default), 5 transfer, 101 JD credit (金采), 20 mixed',
      }),
    ),
    invoiceState: Type.Optional(
      Type.Union([Type.Literal(2), Type.Literal(4)], { description: '2 invoiced together (default), 4 after completion' }),
    ),
    invoiceType: Type.Optional(Type.Union([Type.Literal(2), Type.Literal(3)], { description: '2 VAT special (default), 3 electronic' })),
    selectedInvoiceTitle: Type.Optional(Type.Union([Type.Literal(4), Type.Literal(5)], { description: '4 person, 5 company (default)' })),
    companyName: Type.Optional(Type.String({ minLength: 1, description: 'Invoice title; needed for 5 company' })),
    invoiceContent: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(100)], { description: '1 detail (default), 100 category' })),
    orderFields: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description:
          'Further fields of submitOrder for every order, as the contract asks for them: invoicePhone, regCompanyName, regCode, …',
      }),
    ),
    afterSaleContact: Type.Optional(contactSchema),
    requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'JD publishes no limit; default 10' })),
    requestsPerDay: Type.Optional(Type.Integer({ minimum: 1, description: 'Daily quota, when the contract has one' })),
  },
  { additionalProperties: false },
);

export interface AfterSaleContact {
  readonly name: string;
  readonly mobile: string;
  readonly area: string;
  readonly address: string;
}

export interface VopSettings {
  readonly baseUrl: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly username?: string;
  readonly password?: string;
  readonly accessToken?: string;
  readonly area?: string;
  readonly paymentType: number;
  readonly invoiceState: number;
  readonly invoiceType: number;
  readonly selectedInvoiceTitle: number;
  readonly companyName?: string;
  readonly invoiceContent: number;
  readonly orderFields: Readonly<Record<string, string>>;
  readonly afterSaleContact?: AfterSaleContact;
}

/** The account's settings with defaults filled in; the host has checked them against `settingsSchema`. */
export function settingsOf({ connection }: { readonly connection: Connection }): VopSettings {
  const given = connection.settings as Partial<VopSettings>;
  return {
    ...given,
    baseUrl: (given.baseUrl ?? 'https://bizapi.jd.com').replace(/\/+$/, ''),
    paymentType: given.paymentType ?? 4,
    invoiceState: given.invoiceState ?? 2,
    invoiceType: given.invoiceType ?? 2,
    selectedInvoiceTitle: given.selectedInvoiceTitle ?? 5,
    invoiceContent: given.invoiceContent ?? 1,
    orderFields: given.orderFields ?? {},
  };
}
