import type { Attempt, Call, Handoff, HandoffLink, HandoffOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Refusal } from '@onebasket/core';
import { toSubUnionId } from './attribution-key.ts';
import { callUnion } from './client.ts';
import { invalidResponse, UnionError } from './errors.ts';
import { lookUp } from './lookup.ts';
import { pageById } from './mapper.ts';
import { bestCoupon } from './quotes.ts';
import { settingsOf } from './settings.ts';
import { filledIn, partIn } from './wire.ts';

const METHOD = 'jd.union.open.promotion.common.get';

/** The shopper buys on JD's page. One link leads to one item; where a coupon counts, the link claims it on the way (二合一). */
export const orders: HandoffOrders = { mode: 'handoff', prepare };

async function prepare({ lines }: OrderRequest, attempt: Attempt, call: Call): Promise<Handoff | Refusal> {
  const known = await lookUp(
    lines.map(({ externalId }) => externalId),
    call,
  );
  const missing = lines.map(({ externalId }) => externalId).filter(id => !known.has(id));
  if (missing.length > 0) return refuse('not-found', 'JD Union does not promote this item', { externalIds: missing });
  const gone = lines.map(({ externalId }) => externalId).filter(id => known.get(id)?.listing.availability === 'OUT_OF_STOCK');
  if (gone.length > 0) return refuse('out-of-stock', 'JD has none left', { externalIds: gone });
  const links: HandoffLink[] = [];
  for (const { externalId, quantity } of lines) {
    const item = known.get(externalId);
    const coupon = item && bestCoupon(item, quantity, call.now());
    const link = await promotionLink(externalId, item?.listing.url ?? pageById(externalId), coupon?.link, attempt.key, call);
    if (isRefusal(link)) return link;
    links.push(link);
  }
  const [first, ...others] = links;
  if (!first) return refuse('other', 'there is nothing to buy');
  const mark = positionOf(call);
  return {
    status: 'handoff',
    url: first.url,
    ...(first.shareText === undefined ? {} : { shareText: first.shareText }),
    ...(others.length > 0 ? { links } : {}),
    ...(mark === undefined ? {} : { attribution: mark }),
  };
}

async function promotionLink(
  externalId: string,
  materialId: string,
  couponUrl: string | undefined,
  key: string,
  call: Call,
): Promise<HandoffLink | Refusal> {
  const { siteId, positionId, pid } = settingsOf(call);
  const subUnionId = toSubUnionId(key);
  try {
    const { result } = await callUnion(call, METHOD, {
      promotionCodeReq: {
        materialId,
        siteId,
        ...(positionId === undefined ? {} : { positionId: Number(positionId) }),
        ...(subUnionId === undefined ? {} : { subUnionId }),
        ext1: key,
        ...(pid === undefined ? {} : { pid }),
        // Byte for byte as JD gave it: any other encoding breaks the two-in-one link.
        ...(couponUrl === undefined ? {} : { couponUrl }),
      },
    });
    const data = partIn(result['data']);
    const url = filledIn(data['clickURL']) ?? filledIn(data['shortURL']);
    if (url === undefined || !/^https?:\/\//i.test(url)) throw invalidResponse(`${METHOD} gave no link`);
    const shareText = filledIn(data['jCommand']) ?? filledIn(data['jShortCommand']);
    return { externalIds: [externalId], url, ...(shareText === undefined ? {} : { shareText }) };
  } catch (error) {
    // A code of the service that is about this item and not about the account or the system is JD's no.
    if (error instanceof UnionError && error.service !== undefined && error.code === 'invalid-response')
      return refuse('other', error.message, { externalIds: [externalId] });
    throw error;
  }
}

/** The promotion position, which comes back in the report for every account. */
export function positionOf(call: Call): string | undefined {
  const { positionId, pid } = settingsOf(call);
  return positionId ?? pid?.split('_')[2];
}
