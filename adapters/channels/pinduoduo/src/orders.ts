import pMap from 'p-map';
import type { Attempt, Call, Handoff, HandoffLink, HandoffOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Refusal } from '@onebasket/core';
import { customParameters } from './attribution.ts';
import { askPdd } from './client.ts';
import { goodsParameter } from './detail.ts';
import { invalidResponse } from './errors.ts';
import { settingsOf } from './settings.ts';
import { entriesIn, textIn, urlIn, type Wire } from './wire.ts';

/** The shopper buys on Pinduoduo's page; the order shows up later in the order report. */
export const orders: HandoffOrders = { mode: 'handoff', prepare };

const TYPE = 'pdd.ddk.goods.promotion.url.generate';
const AT_ONCE = 4;

/** Pinduoduo has no basket: each line has a link of its own, all with the order key in them. A line without a link refuses the whole. */
async function prepare({ lines }: OrderRequest, attempt: Attempt, call: Call): Promise<Handoff | Refusal> {
  const custom = customParameters(settingsOf(call), attempt.key);
  const answers = await pMap(lines, ({ externalId }) => linkFor(externalId, custom, call), { concurrency: AT_ONCE });
  const refusal = answers.find(isRefusal);
  if (refusal) return refusal;
  const links = answers.flatMap(answer => (isRefusal(answer) ? [] : [answer]));
  const [first] = links;
  if (!first) return refuse('other', 'nothing to buy');
  const { url, shareText } = first;
  return { status: 'handoff', url, ...(shareText === undefined ? {} : { shareText }), ...(links.length > 1 ? { links } : {}) };
}

/** A promotion link that buys at once at the group price (`multi_group` false). */
async function linkFor(externalId: string, custom: string, call: Call): Promise<HandoffLink | Refusal> {
  const externalIds = [externalId];
  const answer = await askPdd(
    TYPE,
    {
      p_id: settingsOf(call).pid,
      ...goodsParameter(externalId, 'list'),
      custom_parameters: custom,
      multi_group: false,
      generate_short_url: true,
      generate_schema_url: true,
    },
    call,
  );
  if (!answer.ok) return refuse('other', `Pinduoduo makes no link: ${answer.message}`, { externalIds });
  const [link] = entriesIn(answer.data['goods_promotion_url_list']);
  if (!link) return refuse('not-found', 'Pinduoduo makes no link for this product', { externalIds });
  const url = pageOf(link.it);
  if (url === undefined) throw invalidResponse(`${TYPE} sent a link without an address`);
  const shareText = textIn(link.it['weixin_short_link']);
  return { externalIds, url, ...(shareText === undefined ? {} : { shareText }) };
}

/** Pages that every browser opens come before those that wake the app. */
function pageOf(link: Wire): string | undefined {
  const [page] = ['short_url', 'url', 'mobile_short_url', 'mobile_url'].flatMap(name => urlIn(link[name]) ?? []);
  return page;
}
