import type { HandoffOrders } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, sameMoney } from '@onebasket/core';
import { getQuotes } from './quotes.ts';
import { knownShop } from './shop.ts';

/** The shopper goes on at the shop's own cart, filled with what was asked; our key comes back in its order report. */
export const orders: HandoffOrders = {
  mode: 'handoff',
  async prepare({ lines, quote }, { key }, call) {
    // The buyer approved a price: another one is told before the shopper is sent away.
    const [now] = await getQuotes([{ lines }], call);
    if (!now) return refuse('other', 'an empty basket');
    if (isRefusal(now)) return now;
    if (!sameMoney(now.total, quote.total)) return refuse('price-changed', 'Acme sells it for another price now', { now: now.total });
    const { cartUrl } = await knownShop(call);
    const url = new URL(cartUrl);
    url.searchParams.set('items', lines.map(({ externalId, quantity }) => `${externalId}:${quantity}`).join(','));
    url.searchParams.set('ref', key);
    return { status: 'handoff', url: url.href };
  },
};
