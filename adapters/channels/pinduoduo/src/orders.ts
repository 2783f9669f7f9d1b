import type { Attempt, Call, Handoff, HandoffOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { customParameters } from './attribution.ts';
import { askPdd } from './client.ts';
import { goodsParameter } from './detail.ts';
import { invalidResponse } from './errors.ts';
import { settingsOf } from './settings.ts';
import { entriesIn, textIn, urlIn, type Wire } from './wire.ts';

/** The shopper buys on Pinduoduo's page; the order shows up later in the order report. */
export const orders: HandoffOrders = { mode: 'handoff', prepare };

const TYPE = 'pdd.ddk.goods.promotion.url.generate';

/** A promotion link that buys at once at the group price (`multi_group` false), with the order key in it. */
async function prepare({ lines }: OrderRequest, attempt: Attempt, call: Call): Promise<Handoff | Refusal> {
  const [line, ...others] = lines;
  if (!line) return refuse('other', 'nothing to buy');
  if (others.length > 0)
    return refuse('limit-exceeded', 'Pinduoduo has no basket: one product, one link, one order', {
      externalIds: others.map(({ externalId }) => externalId),
    });
  const settings = settingsOf(call);
  const answer = await askPdd(
    TYPE,
    {
      p_id: settings.pid,
      ...goodsParameter(line.externalId, 'list'),
      custom_parameters: customParameters(settings, attempt.key),
      multi_group: false,
      generate_short_url: true,
      generate_schema_url: true,
    },
    call,
  );
  if (!answer.ok) return refuse('other', `Pinduoduo makes no link: ${answer.message}`, { externalIds: [line.externalId] });
  const [link] = entriesIn(answer.data['goods_promotion_url_list']);
  if (!link) return refuse('not-found', 'Pinduoduo makes no link for this product', { externalIds: [line.externalId] });
  const url = pageOf(link.it);
  if (url === undefined) throw invalidResponse(`${TYPE} sent a link without an address`);
  const shareText = textIn(link.it['weixin_short_link']);
  return { status: 'handoff', url, ...(shareText === undefined ? {} : { shareText }) };
}

/** Pages that every browser opens come before those that wake the app. */
function pageOf(link: Wire): string | undefined {
  const [page] = ['short_url', 'url', 'mobile_short_url', 'mobile_url'].flatMap(name => urlIn(link[name]) ?? []);
  return page;
}
