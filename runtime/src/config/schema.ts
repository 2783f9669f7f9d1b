import { Type, type TProperties, type TSchema } from 'typebox';
import { SUBGRAPH_NAMES } from '../subgraph/types.ts';
import { afterSalesSchema } from './after-sale-rules.ts';
import { amountSchema, reviewRuleSchema } from './review-rules.ts';

// Unknown keys are refused everywhere: a typing mistake never passes for a default.
const closed = <T extends TProperties>(properties: T, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description ? { description } : {}) });
const optional = <T extends TSchema>(schema: T) => Type.Optional(schema);
const whole = (minimum: number, fallback: number, description: string) => Type.Integer({ minimum, default: fallback, description });

const connection = (kind: string) =>
  closed({
    id: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,39}$',
      description: 'Prefix of its ids; small letters, digits and dashes, a letter first, 40 at most.',
    }),
    adapter: Type.String({ minLength: 1, description: `The ${kind} adapter that serves it.` }),
    name: optional(Type.String({ minLength: 1, maxLength: 200, description: 'What people see; the id when left out.' })),
    settings: optional(
      Type.Object({}, { additionalProperties: true, default: {}, description: "The account's settings, as its adapter asks for them." }),
    ),
  });

const limits = closed({
  depth: optional(whole(1, 14, 'Deepest selection that is accepted.')),
  aliases: optional(whole(0, 99, 'Most aliases in one document.')),
  orderMutations: optional(whole(1, 10, 'Most mutations of orders in one document.')),
  tokens: optional(whole(1, 1500, 'Most tokens in one document.')),
  bodyBytes: optional(whole(1, 1_048_576, 'Largest request body.')),
  listItems: optional(whole(1, 250, 'Most items of an input list.')),
  textLength: optional(whole(1, 4000, 'Longest text in an input.')),
  nameLength: optional(whole(1, 200, 'Longest name in an input.')),
  first: optional(whole(1, 100, 'Largest page.')),
  cost: optional(whole(1, 50_000, 'Highest static cost of one operation.')),
  requestTimeoutMs: optional(whole(100, 30_000, 'Time for one request.')),
  rate: optional(
    Type.Union(
      [
        Type.Literal(false),
        closed({
          perSecond: optional(whole(1, 50, 'Requests per second and viewer.')),
          burst: optional(whole(1, 200, 'Requests at once.')),
        }),
      ],
      {
        description: 'Per viewer or address; false switches it off.',
      },
    ),
  ),
});

const decimal = Type.String({ pattern: '^\\d{1,18}(\\.\\d{1,8})?$', description: 'a decimal number such as 7.1234' });
const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'an ISO 4217 code such as EUR' });

/** The configuration file. Published for editors as `schema/config.schema.json`. */
export const configSchema = closed(
  {
    gateway: optional(
      closed({
        port: optional(
          Type.Integer({ minimum: 0, maximum: 65_535, default: 4000, description: 'Port to answer on; 0 = any that is free.' }),
        ),
        host: optional(Type.String({ default: '127.0.0.1', description: 'Address to listen on; 0.0.0.0 for every network.' })),
        publicUrl: optional(
          Type.String({ pattern: '^https?://', description: 'the http or https address that vendors are told for their webhooks' }),
        ),
        introspection: optional(
          Type.Boolean({ description: 'Whether the schema may be asked for. Default: unless NODE_ENV is production.' }),
        ),
        shareQueries: optional(
          Type.Boolean({
            description:
              'Whether requests of one viewer that need the same of a subgraph behind HTTP at the same moment share one sub-request. Default: no.',
          }),
        ),
        limits: optional(limits),
      }),
    ),
    storage: optional(
      closed({
        url: optional(
          Type.String({
            pattern: '^(sqlite:.+|mongodb(\\+srv)?://.+)$',
            default: 'sqlite:./data',
            description: 'sqlite:FOLDER or mongodb://…',
          }),
        ),
      }),
    ),
    bus: optional(
      closed({
        url: optional(Type.String({ pattern: '^(memory:|rediss?://.+)$', default: 'memory:', description: 'memory: or redis://…' })),
      }),
    ),
    displayCurrency: optional(
      Type.String({
        pattern: '^[A-Z]{3}$',
        description: 'Currency in which prices are compared; when left out, the one in which all of them are, else CNY.',
      }),
    ),
    rates: optional(
      closed(
        {
          base: currency,
          date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'the day of the table, such as 2026-11-25' }),
          values: Type.Record(Type.String(), decimal),
        },
        'Exchange rates: units of each currency for one of the base.',
      ),
    ),
    adapters: optional(
      Type.Array(
        closed({
          package: Type.String({
            minLength: 1,
            description: 'Name of an installed package, or a path such as ./my-adapter; both are looked up from the folder of this file.',
          }),
          inProcess: optional(
            Type.Boolean({
              default: false,
              description:
                'true: run it in this process, trusted like the product itself. Otherwise it is isolated: no network, no files, no processes.',
            }),
          ),
        }),
        { description: 'Adapters that do not ship with the product.' },
      ),
    ),
    channels: optional(Type.Array(connection('channel'), { description: 'Shops and platforms that sell.' })),
    carriers: optional(Type.Array(connection('carrier'), { description: 'Carriers that deliver.' })),
    payments: optional(Type.Array(connection('payment'), { description: 'Accounts that take money.' })),
    accounts: optional(
      closed({
        signingKey: optional(
          Type.String({
            minLength: 8,
            description: 'Secret from which all keys are derived; made once and kept in the store when left out.',
          }),
        ),
        outbox: optional(
          Type.Enum(['log', 'http'], { default: 'log', description: 'http: GET /outbox?to=ADDRESS for callers on this machine.' }),
        ),
        webhooks: optional(
          closed(
            {
              allowPrivateAddresses: optional(
                Type.Boolean({
                  default: false,
                  description: 'true: endpoints may be on this machine and its networks. For tests and closed networks only.',
                }),
              ),
              attempts: optional(whole(1, 10, 'Tries of one event before it, and its endpoint, are given up.')),
              firstRetryMs: optional(
                whole(50, 2_000, 'Wait before the second try; each wait is four times the one before, a day at most.'),
              ),
              timeoutMs: optional(whole(100, 10_000, 'How long an endpoint may take to answer; 12000 at most.')),
            },
            'Events out to integrators.',
          ),
        ),
        seed: optional(
          closed({
            staff: optional(
              Type.Array(
                closed({
                  email: Type.String({ pattern: '^[^\\s@]+@[^\\s@]+$', description: 'an e-mail address' }),
                  password: Type.String({ minLength: 1 }),
                  roles: Type.Array(Type.String()),
                  name: optional(Type.String()),
                }),
              ),
            ),
            clients: optional(
              Type.Array(
                closed({ id: Type.String({ minLength: 1 }), key: Type.String({ minLength: 1 }), scopes: Type.Array(Type.String()) }),
              ),
            ),
          }),
        ),
      }),
    ),
    secrets: optional(
      closed(
        {
          keys: Type.Array(
            closed({
              id: Type.String({ pattern: '^[a-z0-9-]{1,20}$', description: 'small letters, digits and dashes' }),
              key: Type.String({ minLength: 16 }),
            }),
            {
              description: 'The first seals what is stored, all of them open it. To rotate, put a new one before the others.',
            },
          ),
        },
        'Keys for what is stored sealed, such as the credentials of connected accounts. When left out, one is derived from the signing key.',
      ),
    ),
    orders: optional(
      closed({
        review: optional(
          closed({
            rules: optional(
              Type.Union([Type.Literal(false), Type.Array(reviewRuleSchema, { maxItems: 200 })], {
                default: false,
                description: 'false: no order is held for a person. A list: what a person looks at, or nobody may order.',
              }),
            ),
            claimMinutes: optional(whole(1, 15, 'How long an order in review belongs to whoever claimed it.')),
            expireHours: optional(whole(1, 48, 'How long an order waits for a decision before it is given up.')),
            undoSeconds: optional(whole(0, 0, 'How long an approved order waits, in which the approval can be taken back.')),
            samplePercent: optional(
              Type.Integer({
                minimum: 0,
                maximum: 100,
                default: 0,
                description: 'So many of a hundred orders that went through are looked at again.',
              }),
            ),
            secondPersonAbove: optional(amountSchema),
          }),
        ),
        paused: optional(
          closed({
            queue: optional(whole(0, 1_000, 'Most orders that wait for one paused channel; further ones are refused.')),
            expireHours: optional(whole(1, 72, 'How long an order waits for a paused channel before it is given up.')),
          }),
        ),
        afterSales: optional(afterSalesSchema),
        settleMs: optional(whole(0, 20_000, 'How long after a lost answer a shop saying "no such order" is not yet believed.')),
        intake: optional(
          closed({
            channels: optional(
              Type.Array(Type.String(), {
                default: [],
                description: 'Channels whose own orders, placed there by their buyers, are taken in.',
              }),
            ),
            intervalMs: optional(whole(500, 60_000, 'How often they are asked for new ones; webhooks come sooner.')),
          }),
        ),
        handoff: optional(
          closed({
            expireHours: optional(
              whole(0, 72, "How long a purchase on a channel's own page is waited for, where the channel names no end."),
            ),
            graceHours: optional(whole(0, 48, 'How long after the end that a channel names its order report is still waited for.')),
          }),
        ),
        reconciliation: optional(
          closed({
            everyHours: optional(
              whole(0, 24, 'How often orders, payments and parcels are compared with what vendors say; 0 = when asked.'),
            ),
            days: optional(whole(1, 30, 'Orders placed so many days ago are still compared.')),
          }),
        ),
        reportIntervalMs: optional(whole(500, 300_000, "How often affiliates' order reports are read.")),
        answerWithinMs: optional(whole(0, 20_000, 'How long a buyer waits for the channels before hearing OrderPending.')),
      }),
    ),
    products: optional(
      closed({
        feedIntervalMs: optional(whole(1000, 60_000, 'How often feeds are asked for what changed.')),
        matching: optional(closed({ enabled: optional(Type.Boolean({ default: true })) })),
      }),
    ),
    subgraphs: optional(
      closed(
        {
          secret: Type.String({ minLength: 16, description: 'What the gateway and the subgraphs prove themselves with.' }),
          urls: closed(
            Object.fromEntries(
              SUBGRAPH_NAMES.map(name => [name, optional(Type.String({ pattern: '^https?://', description: 'http://… or https://…' }))]),
            ),
          ),
        },
        'Distributed mode.',
      ),
    ),
  },
  'Configuration of OneBasket.',
);
