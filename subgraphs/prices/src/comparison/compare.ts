import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { Destination } from '@onebasket/adapter-sdk';
import type { Clock } from '@onebasket/core';
import type { Config } from '@onebasket/runtime';
import { channelOf, type OfferReader, type OfferReading } from '../offer/offer-reader.ts';
import { channelError, compareOffers, displayCurrencyFor, offerValue, priceOffer, type PricedOffer } from '../offer/offer-value.ts';

export interface ComparisonRequest {
  readonly listingIds: readonly string[];
  readonly quantity: number;
  readonly destination?: Destination | undefined;
  /** Asked for or configured; otherwise it follows from the offers. */
  readonly displayCurrency: string | undefined;
  readonly maxAgeMs: number;
  readonly deadlineMs: number;
}

export interface CompareDeps {
  readonly registry: Registry;
  readonly reader: OfferReader;
  readonly config: Config;
  readonly clock: Clock;
}

interface Row {
  readonly channel: RegisteredConnection;
  readonly listingIds: readonly string[];
  /** Set when every listing of the channel has been answered or has failed. */
  answered?: { readonly readings: readonly (OfferReading | Error)[]; readonly elapsedMs: number };
}

/**
 * What the product really costs at each channel. Yields the comparison as it fills: once whenever a channel has answered, the last one
 * when all have or the deadline has passed. No channel is silently missing: each has its row.
 */
export async function* compare(deps: CompareDeps, request: ComparisonRequest): AsyncGenerator<Record<string, unknown>> {
  const startedAt = performance.now();
  const rows = rowsOf(deps.registry, request.listingIds);
  const open = new Map(rows.filter(row => !isSkipped(row.channel)).map(row => [row, readRow(deps.reader, row, request, startedAt)]));
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<'deadline'>(resolve => {
    timer = setTimeout(() => resolve('deadline'), request.deadlineMs);
  });
  try {
    while (open.size > 0) {
      const next = await Promise.race([...open.values(), deadline]);
      if (next === 'deadline') break;
      open.delete(next);
      // Answers that are there already are told together.
      for (const row of open.keys()) if (row.answered) open.delete(row);
      if (open.size > 0) yield snapshot(deps, rows, request, startedAt, false);
    }
  } finally {
    clearTimeout(timer);
  }
  yield snapshot(deps, rows, request, startedAt, true);
}

/** The whole comparison at once. */
export async function compareOnce(deps: CompareDeps, request: ComparisonRequest): Promise<Record<string, unknown>> {
  let last: Record<string, unknown> = {};
  for await (const comparison of compare(deps, request)) last = comparison;
  return last;
}

function rowsOf(registry: Registry, listingIds: readonly string[]): Row[] {
  const byChannel = new Map<RegisteredConnection, string[]>();
  for (const id of listingIds) {
    const found = channelOf(registry, id);
    if (found) byChannel.set(found.channel, [...(byChannel.get(found.channel) ?? []), id]);
  }
  return [...byChannel].map(([channel, ids]) => ({ channel, listingIds: ids }));
}

function isSkipped(channel: RegisteredConnection): boolean {
  return channel.paused || !channel.has('quotes');
}

function requestFor(row: Row, listingId: string, { quantity, destination }: ComparisonRequest) {
  return {
    channel: row.channel,
    externalId: listingId.slice(row.channel.id.length + 1),
    quantity,
    ...(destination ? { destination } : {}),
  };
}

async function readRow(reader: OfferReader, row: Row, request: ComparisonRequest, startedAt: number): Promise<Row> {
  const readings = await Promise.all(
    row.listingIds.map(id =>
      reader
        .read(requestFor(row, id, request), request.maxAgeMs)
        .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error)))),
    ),
  );
  row.answered = { readings, elapsedMs: Math.round(performance.now() - startedAt) };
  return row;
}

function snapshot(
  deps: CompareDeps,
  rows: readonly Row[],
  request: ComparisonRequest,
  startedAt: number,
  isLast: boolean,
): Record<string, unknown> {
  const offers: PricedOffer[] = [];
  const readings = rows.flatMap(
    row => row.answered?.readings.filter((reading): reading is OfferReading => !(reading instanceof Error)) ?? [],
  );
  const displayCurrency = displayCurrencyFor(readings, request.displayCurrency);
  const unpriced: string[] = [];
  const channels = rows.flatMap(row => {
    if (!row.answered && !isSkipped(row.channel) && !isLast) return [];
    let count = 0;
    row.answered?.readings.forEach((reading, at) => {
      if (reading instanceof Error) return;
      const listingId = row.listingIds[at] as string;
      const offer = priceOffer(listingId, requestFor(row, listingId, request), reading, displayCurrency, deps.config, deps.clock);
      if (offer) {
        offers.push(offer);
        count++;
      } else unpriced.push(listingId);
    });
    return [
      {
        channel: row.channel.describe(),
        count,
        elapsedMs: row.answered?.elapsedMs ?? Math.round(performance.now() - startedAt),
        ...standing(row),
      },
    ];
  });
  offers.sort(compareOffers);
  const values = offers.map(offer => offerValue(offer, deps.clock));
  return {
    offers: values,
    best: offers[0]?.isAvailable && offers[0].converted ? values[0] : (values[offers.findIndex(offer => offer.isAvailable)] ?? null),
    unpriced: unpriced.map(id => ({ __typename: 'Listing', id })),
    channels,
    complete: isLast && channels.every(row => row.status === 'ANSWERED' || row.status === 'CACHED' || row.status === 'SKIPPED'),
    elapsedMs: Math.round(performance.now() - startedAt),
  };
}

function standing(row: Row): {
  readonly status: 'ANSWERED' | 'CACHED' | 'TIMED_OUT' | 'FAILED' | 'SKIPPED';
  readonly error: ReturnType<typeof channelError> | null;
} {
  if (isSkipped(row.channel)) {
    const message = row.channel.paused ? 'paused' : 'this channel quotes no prices';
    return { status: 'SKIPPED', error: { code: row.channel.paused ? 'UNAVAILABLE' : 'UNSUPPORTED', message, retryAfterMs: null } };
  }
  if (!row.answered)
    return { status: 'TIMED_OUT', error: { code: 'TIMEOUT', message: 'no answer before the deadline', retryAfterMs: null } };
  const failure = row.answered.readings.find(reading => reading instanceof Error);
  if (failure) return { status: 'FAILED', error: channelError(failure) };
  const isCached = row.answered.readings.every(reading => !(reading instanceof Error) && reading.source === 'CACHE');
  return { status: isCached ? 'CACHED' : 'ANSWERED', error: null };
}
