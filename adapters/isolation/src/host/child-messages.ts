import { Type, type Static, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { WireFailure } from '../wire/failures.ts';

const text = (maxLength: number) => Type.String({ maxLength });
const number = Type.Integer({ minimum: 1 });
const headers = Type.Record(text(200), text(16_384));
const share = Type.Optional(Type.Number({ minimum: 0 }));
const id = number;

const failure = Type.Unsafe<WireFailure>(
  Type.Cyclic(
    {
      failure: Type.Object({
        name: text(200),
        message: text(4_000),
        stack: Type.Optional(text(16_000)),
        code: Type.Optional(text(40)),
        outcome: Type.Optional(text(40)),
        retryAfterMs: Type.Optional(Type.Number()),
        cause: Type.Optional(Type.Ref('failure')),
      }),
    },
    'failure',
  ),
);

/** Everything that the process of an adapter may say. What is not said in one of these forms ends it. */
export const CHILD_MESSAGES = {
  hello: Type.Object({ t: Type.Literal('hello'), adapter: Type.Unknown() }),
  failed: Type.Object({ t: Type.Literal('failed'), message: text(4_000) }),
  pong: Type.Object({ t: Type.Literal('pong'), n: number }),
  result: Type.Object({ t: Type.Literal('result'), id, value: Type.Optional(Type.Unknown()) }),
  threw: Type.Object({ t: Type.Literal('threw'), id, failure }),
  http: Type.Object({
    t: Type.Literal('http'),
    id,
    of: number,
    request: Type.Object({
      method: Type.Union([Type.Literal('GET'), Type.Literal('POST'), Type.Literal('PUT'), Type.Literal('PATCH'), Type.Literal('DELETE')]),
      url: text(65_536),
      headers: Type.Optional(headers),
      body: Type.Optional(
        Type.Union([Type.String(), Type.Unsafe<Uint8Array>(Type.Refine(Type.Unknown(), it => it instanceof Uint8Array))]),
      ),
      effect: Type.Optional(Type.Union([Type.Literal('read'), Type.Literal('write')])),
      label: Type.Optional(text(500)),
      cost: Type.Optional(Type.Number()),
    }),
    signs: Type.Boolean(),
  }),
  signed: Type.Object({
    t: Type.Literal('signed'),
    id,
    n: number,
    signature: Type.Optional(Type.Object({ url: Type.Optional(text(65_536)), headers: Type.Optional(headers) })),
    failure: Type.Optional(failure),
  }),
  remember: Type.Object({ t: Type.Literal('remember'), id, of: number, note: text(65_536) }),
  log: Type.Object({
    t: Type.Literal('log'),
    id,
    level: Type.Union([Type.Literal('debug'), Type.Literal('info'), Type.Literal('warn')]),
    message: text(4_000),
    fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  }),
  budget: Type.Object({
    t: Type.Literal('budget'),
    id,
    reading: Type.Object({ left: share, capacity: share, restorePerSecond: share, dayLeft: share, blockedForMs: share }),
  }),
} as const satisfies Readonly<Record<string, TSchema>>;

type Kind = keyof typeof CHILD_MESSAGES;
export type ReadMessage = { readonly [K in Kind]: Static<(typeof CHILD_MESSAGES)[K]> }[Kind];
/** What is said about one call. */
export type CallMessage = Exclude<ReadMessage, { readonly t: 'hello' | 'failed' | 'pong' }>;

const validators = new Map(Object.entries(CHILD_MESSAGES).map(([kind, schema]) => [kind, Compile(schema)]));

/** A message in a form that is allowed; `undefined` for anything else. */
export function readMessage(message: unknown): ReadMessage | undefined {
  const { t } = (message ?? {}) as { readonly t?: unknown };
  const validator = typeof t === 'string' ? validators.get(t) : undefined;
  return validator?.Check(message) === true ? (message as ReadMessage) : undefined;
}
