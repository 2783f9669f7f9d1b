import type { Call, Quote, QuoteRequest } from '@onebasket/adapter-sdk';
import { isRefusal, type Refusal } from '@onebasket/core';
import pMap from 'p-map';
import { discover, type Merchant } from './discovery.ts';
import { notDoneYet } from './errors.ts';
import { toQuote } from './priced-basket.ts';
import { dropSession, openSession } from './session.ts';

const CONCURRENCY = 4;

/** Prices each basket in a session of its own, which is cancelled afterwards: what a session costs is what completing it costs. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const merchant = await discover(call);
  return pMap(requests, request => notDoneYet(() => quoteOne(request, merchant, call)), { concurrency: CONCURRENCY });
}

async function quoteOne({ lines, destination }: QuoteRequest, merchant: Merchant, call: Call): Promise<Quote | Refusal> {
  const basket = { lines, ...(destination ? { place: destination } : {}) };
  const session = await openSession(call, merchant, basket);
  if (isRefusal(session)) return session;
  await dropSession(call, merchant, session.id);
  return toQuote(session, basket);
}
