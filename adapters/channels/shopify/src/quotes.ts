import type { Call, Quote, QuoteLine, QuoteRequest } from '@onebasket/adapter-sdk';
import type { Refusal } from '@onebasket/core';
import { refuse } from '@onebasket/core';
import { toQuote } from './cart-mapper.ts';
import { createCarts, type Basket } from './carts.ts';
import { gidIn } from './gid.ts';
import { settingsOf } from './settings.ts';

/** What baskets cost, each asked of a cart of its own. An estimate wherever the checkout settles; exact where the order will be made for these figures. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const isBinding = settingsOf(call.connection).placeOrders === 'native';
  const baskets = requests.map(({ lines, destination }): Basket => ({ lines: merged(lines), ...(destination ? { destination } : {}) }));
  // An id that cannot be one fails a whole document, the other baskets with it.
  const strangers = baskets.map(({ lines }) => lines.filter(({ externalId }) => gidIn(externalId, 'ProductVariant') === undefined));
  const askable = baskets.filter((_, at) => strangers[at]?.length === 0);
  const answers = new Map((await createCarts(askable, call)).map((answer, at) => [askable[at], answer] as const));
  return baskets.map((basket, at) => {
    const answer = answers.get(basket);
    if (!answer) {
      return refuse('not-found', 'this is no id of a variant', { externalIds: (strangers[at] ?? []).map(({ externalId }) => externalId) });
    }
    return toQuote(answer.payload, { lines: basket.lines, raw: answer.raw, isBinding });
  });
}

/** Each variant once, as a cart has it. */
export function merged(lines: readonly QuoteLine[]): readonly QuoteLine[] {
  const counts = new Map<string, number>();
  for (const { externalId, quantity } of lines) counts.set(externalId, (counts.get(externalId) ?? 0) + quantity);
  return [...counts].map(([externalId, quantity]) => ({ externalId, quantity }));
}
