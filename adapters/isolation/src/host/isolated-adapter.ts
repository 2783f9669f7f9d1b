import type {
  Ability,
  Adapter,
  Attempt,
  Call,
  Capabilities,
  Connection,
  NativeOrders,
  NegotiatedOrders,
  RawRequest,
} from '@onebasket/adapter-sdk';
import type { TSchema } from 'typebox';
import type { AbilityFacts } from '../wire/messages.ts';
import type { AdapterProcess } from './adapter-process.ts';
import * as listings from './answers/listings.ts';
import * as orders from './answers/orders.ts';
import * as others from './answers/others.ts';
import { readAnswer } from './read-answer.ts';
import type { ReadFacts } from './read-facts.ts';

/** Pure functions answer at once; who asks one that does not is not kept waiting. */
const PURE_WITHIN_MS = 2_000;

/**
 * An adapter whose functions run in another process. It has the abilities that the package declares, each with the functions that the contract asks for;
 * what they answer is held against the contract before anybody sees it. Its pure functions give promises, which the registry awaits.
 */
export function isolatedAdapter({ manifest, abilities, conformance }: ReadFacts, process: AdapterProcess): Adapter {
  const capabilities: Partial<Record<Ability, unknown>> = {};
  for (const [ability, facts] of abilities) {
    const made = makers[ability]({ ability, facts, process, adapterId: manifest.id });
    if (made !== undefined) capabilities[ability] = made;
  }
  return { manifest, capabilities: capabilities as Capabilities, ...(conformance ? { conformance } : {}) };
}

interface Far {
  readonly ability: Ability;
  readonly facts: AbilityFacts;
  readonly process: AdapterProcess;
  readonly adapterId: string;
}

/** One function of the other process: its arguments, then the call. */
function ask<R>(far: Far, path: string, schema: TSchema, attemptAt?: number) {
  return (...all: readonly unknown[]): Promise<R> => {
    const call = all.at(-1) as Call;
    const args = all.slice(0, -1);
    const attempt = attemptAt === undefined ? undefined : (args[attemptAt] as Attempt);
    const name = `${call.connection.id} ${far.ability}`;
    return far.process.ask<R>(
      {
        path: `${far.ability}.${path}`,
        args,
        ...(attemptAt === undefined ? {} : { attemptAt, attempt }),
        call,
        signal: call.signal,
        name,
      },
      (answer, { outcome }) => readAnswer<R>(schema, answer, name, outcome),
    );
  };
}

/** A pure function of the other process. Its type says that it answers at once; it answers with a promise. */
function askPure<F extends (...args: never[]) => unknown>(far: Far, path: string, schema: TSchema): F {
  const name = `${far.adapterId} ${far.ability}.${path}`;
  const asked = (...args: readonly unknown[]): Promise<unknown> =>
    far.process.ask({ path: `${far.ability}.${path}`, args: args.map(asData), signal: AbortSignal.timeout(PURE_WITHIN_MS), name }, answer =>
      readAnswer(schema, answer, name, 'not-done'),
    );
  return asked as unknown as F;
}

/** A connection is told by its facts. */
function asData(arg: unknown): unknown {
  if (typeof arg !== 'object' || arg === null || !('settings' in arg)) return arg;
  const { id, name, settings, credentials } = arg as Connection;
  return { id, name, settings, ...(credentials ? { credentials } : {}) };
}

function has({ facts }: Far, ...names: readonly string[]): boolean {
  return names.every(name => facts.functions.includes(name));
}

type Makers = { readonly [A in Ability]: (far: Far) => Capabilities[A] };

/** Per ability: what the contract says it has. An ability that lacks a function of it is not there. */
const makers: Makers = {
  health: far => (has(far, 'check') ? { check: ask(far, 'check', others.health) } : undefined),
  feed: far => (has(far, 'pull') ? { pull: ask(far, 'pull', listings.feedPage) } : undefined),
  search: far => (has(far, 'search') ? { search: ask(far, 'search', listings.listingPage) } : undefined),
  listings: far => (has(far, 'getListings') ? { getListings: ask(far, 'getListings', listings.listings) } : undefined),
  quotes: far => (has(far, 'getQuotes') ? { getQuotes: ask(far, 'getQuotes', listings.quotes) } : undefined),
  orders: makeOrders,
  orderReport: far => (has(far, 'pull') ? { pull: ask(far, 'pull', orders.reportPage) } : undefined),
  intake: far =>
    has(far, 'pull', 'get') ? { pull: ask(far, 'pull', orders.incomingPage), get: ask(far, 'get', orders.foundIncoming) } : undefined,
  cancellation: far => (has(far, 'cancel') ? { cancel: ask(far, 'cancel', orders.cancelOutcome) } : undefined),
  refunds: far => (has(far, 'refund') ? { refund: ask(far, 'refund', orders.refundOutcome) } : undefined),
  afterSales: far =>
    has(far, 'request', 'get')
      ? { request: ask(far, 'request', orders.afterSaleOutcome, 2), get: ask(far, 'get', orders.foundCase) }
      : undefined,
  tracking: far => (has(far, 'recognises', 'track') ? makeTracking(far) : undefined),
  webhooks: far =>
    has(far, 'verify', 'parse')
      ? {
          verify: ask(far, 'verify', others.yesNo),
          parse: askPure(far, 'parse', others.vendorEvents),
          ...(has(far, 'acknowledge') ? { acknowledge: askPure(far, 'acknowledge', others.webhookReply) } : {}),
          ...(has(far, 'handshake')
            ? { handshake: askPure<(request: RawRequest, connection: Connection) => undefined>(far, 'handshake', others.handshakeReply) }
            : {}),
        }
      : undefined,
  messages: far =>
    has(far, 'pull', 'acknowledge')
      ? { pull: ask(far, 'pull', others.pulledMessages), acknowledge: ask(far, 'acknowledge', others.nothing) }
      : undefined,
  authorisation: far =>
    has(far, 'authorizeUrl', 'exchange')
      ? {
          authorizeUrl: askPure(far, 'authorizeUrl', others.authorizeUrl),
          exchange: ask(far, 'exchange', others.credentials),
          ...(has(far, 'refresh') ? { refresh: ask(far, 'refresh', others.credentials) } : {}),
        }
      : undefined,
  payments: far =>
    has(far, 'authorize', 'capture', 'void', 'refund', 'find')
      ? {
          manualCapture: far.facts.manualCapture ?? false,
          authorize: ask(far, 'authorize', orders.authorizeOutcome, 1),
          capture: ask(far, 'capture', orders.paymentOutcome, 2),
          void: ask(far, 'void', orders.paymentOutcome, 1),
          refund: ask(far, 'refund', orders.paymentOutcome, 2),
          find: ask(far, 'find', orders.foundPayment),
          ...(has(far, 'get') ? { get: ask(far, 'get', orders.foundPayment) } : {}),
        }
      : undefined,
};

function makeOrders(far: Far): Capabilities['orders'] {
  const { mode } = far.facts;
  if (mode === 'handoff' && has(far, 'prepare')) return { mode, prepare: ask(far, 'prepare', orders.handoffOutcome, 1) };
  if (!has(far, 'place', 'get')) return undefined;
  const get = ask(far, 'get', orders.orderSnapshot) as NativeOrders['get'];
  const repeats = repeatsOf(far);
  if (mode === 'native') return { mode, place: ask(far, 'place', orders.nativeOutcome, 1), repeats, get };
  if (mode === 'negotiated') return { mode, place: ask(far, 'place', orders.negotiatedOutcome, 1), repeats, get };
  return undefined;
}

function repeatsOf(far: Far): NegotiatedOrders['repeats'] {
  const { repeatsBy } = far.facts;
  const isSafe = (repeatsBy === 'vendor-key' || repeatsBy === 'lookup') && has(far, 'repeats.find');
  return isSafe ? { by: repeatsBy, find: ask(far, 'repeats.find', orders.foundOrder) } : { by: 'nothing' };
}

function makeTracking(far: Far): NonNullable<Capabilities['tracking']> {
  const recognises = askPure<(trackingNumber: string) => boolean>(far, 'recognises', others.yesNo);
  return {
    names: far.facts.names ?? [],
    // Every carrier is asked for every parcel: one that has no answer does not know the number.
    recognises: (trackingNumber: string) => {
      const answer = recognises(trackingNumber) as unknown as Promise<boolean>;
      return answer.catch(() => false) as unknown as boolean;
    },
    track: ask(far, 'track', others.trackingOutcome),
  };
}
