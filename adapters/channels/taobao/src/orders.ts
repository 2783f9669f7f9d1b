import type { Attempt, Call, Handoff, HandoffOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { adzoneFor, markOf } from './attribution.ts';
import { readDetails } from './details.ts';
import { convertLinks, createShareText, type PromotionLink } from './links.ts';
import { flatten } from './promotions.ts';
import { webAddress } from './wire.ts';

/**
 * The shopper buys in Taobao's own app or pages. A promotion link leads to one item, and neither number nor options go with it: a part with several
 * lines gets a link for each.
 */
export const orders: HandoffOrders = { mode: 'handoff', prepare };

async function prepare(request: OrderRequest, attempt: Attempt, call: Call): Promise<Handoff | Refusal> {
  const externalIds = [...new Set(request.lines.map(({ externalId }) => externalId))];
  const details = await readDetails(externalIds, call);
  const unknown = externalIds.filter(id => !details.has(id));
  if (unknown.length > 0 || externalIds.length === 0) {
    return refuse('not-found', 'Taobao promotes no such item (any more)', { externalIds: unknown });
  }
  const adzoneId = adzoneFor(attempt.key, call);
  const converted = await convertLinks(externalIds, { adzoneId, key: attempt.key }, call);
  const found = externalIds.map(id => [id, converted?.get(id) ?? linkOfDetail(details.get(id)?.item ?? {})] as const);
  const without = found.flatMap(([id, link]) => (link ? [] : [id]));
  if (without.length > 0) {
    const why = converted ? 'Taobao makes no promotion link for this item' : 'this account may not make promotion links';
    return refuse('other', why, { externalIds: without });
  }
  const links = await Promise.all(found.flatMap(([id, link]) => (link ? [withShareText(id, link, call)] : [])));
  const [first] = links;
  if (!first) return refuse('other', 'Taobao makes no promotion link for this item');
  return {
    status: 'handoff',
    url: first.url,
    ...(first.shareText ? { shareText: first.shareText } : {}),
    ...(links.length > 1 ? { links } : {}),
    // A link out of a detail was not made for this position: what its report will say is not known.
    ...(externalIds.every(id => converted?.has(id)) ? { attribution: markOf(adzoneId, call) } : {}),
  };
}

/** Accounts that may not convert find links in the item's detail, where their permission is wide enough. */
function linkOfDetail(item: Readonly<Record<string, unknown>>): PromotionLink | undefined {
  const flat = flatten(item);
  const url = webAddress(flat['coupon_share_url']) ?? webAddress(flat['click_url']);
  return url === undefined ? undefined : { url };
}

async function withShareText(externalId: string, link: PromotionLink, call: Call) {
  const shareText = link.shareText ?? (await createShareText(link.url, call));
  return { externalIds: [externalId], url: link.url, ...(shareText ? { shareText } : {}) };
}
