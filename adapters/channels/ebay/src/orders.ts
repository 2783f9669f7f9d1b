import type { Attempt, Call, Handoff, HandoffOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { readItems } from './items.ts';
import { refusalFor } from './offer-check.ts';
import { webAddressIn } from './wire.ts';

/**
 * The shopper buys on eBay's own page: an item's page, the affiliate's where a campaign is configured. It carries neither number nor a basket, so that an order
 * of several items has a link for each. The key goes along as the affiliate's reference.
 */
export const orders: HandoffOrders = { mode: 'handoff', prepare };

async function prepare({ lines, address }: OrderRequest, attempt: Attempt, call: Call): Promise<Handoff | Refusal> {
  const { country, postalCode } = address;
  const destination = { country, postalCode };
  const endUser = { destination, reference: attempt.key };
  const answers = await readItems(
    lines.map(({ externalId, quantity }) => ({ externalId, quantity, endUser })),
    'price',
    call,
  );
  const links = new Map<string, string>();
  for (const [at, { externalId, quantity }] of lines.entries()) {
    const answer = answers[at] ?? { found: false, why: 'not-found' };
    const refusal = refusalFor(externalId, answer, { quantity, destination, asOf: call.now() });
    if (refusal) return refusal;
    const url = answer.found ? pageOf(answer.item) : undefined;
    if (url === undefined) return refuse('other', 'eBay names no page for this item', { externalIds: [externalId] });
    links.set(externalId, url);
  }
  const [first] = links.values();
  if (first === undefined) return refuse('other', 'nothing was ordered');
  return {
    status: 'handoff',
    url: first,
    ...(links.size > 1 ? { links: [...links].map(([externalId, url]) => ({ externalIds: [externalId], url })) } : {}),
  };
}

function pageOf(item: Readonly<Record<string, unknown>>): string | undefined {
  return webAddressIn(item['itemAffiliateWebUrl']) ?? webAddressIn(item['itemWebUrl']);
}
