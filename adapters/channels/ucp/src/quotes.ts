import type { Call, Quote, QuoteRequest } from '@onebasket/adapter-sdk';
import { isRefusal, type Refusal } from '@onebasket/core';
import pMap from 'p-map';
import { cartBody, type Basket } from './basket.ts';
import { invoke, isDone } from './client.ts';
import { discover, type Merchant } from './discovery.ts';
import { failure, notDoneYet } from './errors.ts';
import { OPERATIONS } from './operations.ts';
import { toQuote } from './priced-basket.ts';
import { titleOf } from './configured-items.ts';
import { dropSession, openCheckout, refusalIn } from './session.ts';
import { settingsOf } from './settings.ts';
import { readCheckout } from './wire-checkout.ts';

const CONCURRENCY = 4;

/** Prices each basket in a session of its own, which is cancelled afterwards: what a session costs is what completing it costs. Carts give estimates. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const merchant = await discover(call);
  const by = pricedBy(merchant, call);
  return pMap(
    requests,
    request => notDoneYet(() => (by === 'cart' ? quoteByCart : quoteByCheckout)(call, merchant, toBasket(request, call))),
    {
      concurrency: CONCURRENCY,
    },
  );
}

function pricedBy(merchant: Merchant, call: Call): 'checkout' | 'cart' {
  const { quoteBy = 'checkout' } = settingsOf(call);
  const able = (['checkout', 'cart'] as const).filter(what => merchant.can(what));
  const chosen = able.includes(quoteBy) ? quoteBy : able[0];
  if (chosen === undefined) throw failure('unsupported', 'the merchant has neither checkout nor cart: nothing tells what a basket costs');
  return chosen;
}

function toBasket({ lines, destination }: QuoteRequest, call: Call): Basket {
  return {
    lines: lines.map(line => ({ ...line, title: titleOf(line.externalId, call) })),
    optionIds: [],
    ...(destination ? { place: destination } : {}),
  };
}

async function quoteByCheckout(call: Call, merchant: Merchant, basket: Basket): Promise<Quote | Refusal> {
  const session = await openCheckout(call, merchant, basket);
  if (isRefusal(session)) return session;
  await dropSession(call, merchant, session.id);
  return toQuote(session, basket, 'checkout');
}

async function quoteByCart(call: Call, merchant: Merchant, basket: Basket): Promise<Quote | Refusal> {
  const answer = await invoke(call, merchant, OPERATIONS.createCart, { payload: cartBody(call, basket) });
  if (!isDone(answer)) return refusalIn(answer, basket, 'create');
  const cart = readCheckout(answer, merchant.generation, 'POST /carts');
  await invoke(call, merchant, OPERATIONS.cancelCart, { id: cart.id }).catch(() => undefined);
  return toQuote(cart, basket, 'cart');
}
