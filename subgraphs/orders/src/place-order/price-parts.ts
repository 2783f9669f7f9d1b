import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { Destination, Quote } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, type Refusal } from '@onebasket/core';
import type { Holds } from '../holds/holds.ts';

export interface WantedLine {
  /** Where in the buyer's input it stood. */
  readonly index: number;
  readonly listingId: string;
  readonly externalId: string;
  readonly quantity: number;
  readonly productId?: string;
}

/** One channel's share of the basket with what the channel says of it now. */
export interface PricedPart {
  readonly channel: RegisteredConnection;
  readonly lines: readonly WantedLine[];
  readonly answer: Quote | Refusal | AdapterError;
}

const PRICING_DEADLINE_MS = 10_000;
const LOOKS = 4;

/** Asks one channel what these lines cost now. Failures come back as values: the other channels' parts stand. */
export async function quotePart(
  channel: RegisteredConnection,
  lines: readonly WantedLine[],
  destination: Destination,
  signal: AbortSignal,
): Promise<Quote | Refusal | AdapterError> {
  try {
    const request = { lines: lines.map(({ externalId, quantity }) => ({ externalId, quantity })), destination };
    const [answer] = await channel.run('quotes', (quotes, call) => quotes.getQuotes([request], call), {
      signal,
      deadlineMs: PRICING_DEADLINE_MS,
    });
    if (!answer) return new AdapterError('invalid-response', { outcome: 'not-done', message: `${channel.id} quoted nothing` });
    return answer;
  } catch (error) {
    if (error instanceof AdapterError) return error;
    throw error;
  }
}

/**
 * The price and the stock of a part, read while its lines are held: pieces that others ahead of us hold count as gone.
 * Where that would leave too few, and the row ahead moved while we read, it is read again.
 */
export async function quoteUnderHold(
  holds: Holds,
  orderId: string,
  channel: RegisteredConnection,
  lines: readonly WantedLine[],
  destination: Destination,
  signal: AbortSignal,
): Promise<Quote | Refusal | AdapterError> {
  await Promise.all(lines.map(line => holds.acquire(line.listingId, orderId, line.quantity)));
  const ahead = async () =>
    new Map(await Promise.all(lines.map(async line => [line.externalId, await holds.heldBefore(line.listingId, orderId)] as const)));
  for (let look = 1; ; look++) {
    const before = await ahead();
    const answer = await quotePart(channel, lines, destination, signal);
    if (answer instanceof AdapterError || isRefusal(answer)) return answer;
    const short = missing(lines, answer, before);
    if (!short) return answer;
    const after = await ahead();
    if (look >= LOOKS || [...before].every(([id, count]) => after.get(id) === count)) return short;
  }
}

/** A refusal for the first line of which too little is left; `undefined` when everything can be had. */
function missing(lines: readonly WantedLine[], quote: Quote, heldAhead: ReadonlyMap<string, number>): Refusal | undefined {
  const gone = lines.flatMap((line): { line: WantedLine; available: number | undefined }[] => {
    const quoted = quote.lines.find(one => one.externalId === line.externalId);
    if (!quoted) return [{ line, available: undefined }];
    if (quoted.availability === 'OUT_OF_STOCK') return [{ line, available: 0 }];
    if (quoted.stock === undefined || quoted.availability === 'BACKORDER' || quoted.availability === 'PREORDER') return [];
    const available = quoted.stock - (heldAhead.get(line.externalId) ?? 0);
    return available < line.quantity ? [{ line, available: Math.max(0, available) }] : [];
  });
  const [first] = gone;
  if (!first) return undefined;
  return refuse(
    'out-of-stock',
    first.available === undefined ? 'not offered any more' : first.available === 0 ? 'sold out' : `only ${first.available} left`,
    {
      externalIds: gone.map(({ line }) => line.externalId),
      ...(first.available === undefined ? {} : { available: first.available }),
    },
  );
}

// oxlint-disable-next-line no-control-regex -- ids go into keys of the store, which hold no control characters
const EXTERNAL_ID = /^[^\u0000-\u001f\u007f]{1,400}$/;

/** The channel that a listing id names: everything before the first colon. */
export function channelOfListing(
  registry: Registry,
  listingId: string,
): { readonly channel: RegisteredConnection; readonly externalId: string } | undefined {
  const at = listingId.indexOf(':');
  const channel = at > 0 ? registry.channel(listingId.slice(0, at)) : undefined;
  const externalId = listingId.slice(at + 1);
  return channel && EXTERNAL_ID.test(externalId) ? { channel, externalId } : undefined;
}
