import { createHash } from 'node:crypto';
import {
  integerIn,
  LosslessNumber,
  stringifyLosslessJson,
  type AfterSaleCase,
  type AfterSaleWish,
  type Attempt,
  type Call,
  type ChannelOrderRef,
} from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { toAreaIds } from './area.ts';
import { ask } from './client.ts';
import { inDoubt, said } from './errors.ts';
import { toCase } from './after-sale-mapper.ts';
import { orderById } from './read-order.ts';
import { settingsOf } from './settings.ts';
import { recordsIn } from './wire.ts';
import type { VopLine, VopOrder } from './wire-order.ts';

/** `customerExpect`. Money comes back with the goods only. */
const EXPECTS: Readonly<Record<AfterSaleWish['outcome'], number>> = { refund: 10, return: 10, exchange: 20, repair: 30 };
/** `pickwareType`: the buyer sends the goods himself. */
const SENT_BY_BUYER = 40;
/** `returnWareType`: JD brings them back. */
const BY_JD = 10;
const MAIN_GOODS = 10;

/** Applies for after-sale of goods of one delivered order (or part). The batch number follows from the key, so that a repeat finds the first. */
export async function request(ref: ChannelOrderRef, wish: AfterSaleWish, attempt: Attempt, call: Call): Promise<AfterSaleCase | Refusal> {
  const tree = await orderById(ref.externalId, call);
  if (!tree) return refuse('not-found', 'JD does not know this order');
  const leaves = tree.parts.length > 0 ? tree.parts : [tree.root];
  const order = leaves.find(leaf => wish.lines.every(({ externalId }) => leaf.lines.some(({ skuId }) => skuId === externalId)));
  if (!order)
    return refuse('other', 'these goods are not in one parcel of this order: each parcel is asked for by itself', {
      externalIds: wish.lines.map(({ externalId }) => externalId),
    });
  const thirdApplyId = applyIdOf(attempt.key);
  const earlier = await caseOf(order.id, thirdApplyId, call);
  if (earlier) return earlier;
  const unsupported = await unsupportedIn(order, wish, call);
  if (unsupported) return unsupported;
  const answer = await ask(call, 'api/afterSaleNew/createAfsApply', { param: applyOf(order, wish, thirdApplyId, call) }, 'write');
  if (!answer.ok) return refuse('other', `JD refused the application: ${said(answer)}`);
  const made = await inDoubt(() => caseOf(order.id, thirdApplyId, call));
  return made ?? { status: 'case', externalId: caseId(order.id, thirdApplyId), state: 'OPEN' };
}

export async function get(externalId: string, call: Call): Promise<AfterSaleCase | undefined> {
  const match = /^(\d{1,18})-(\w{1,20})$/.exec(externalId);
  return match?.[1] === undefined || match[2] === undefined ? undefined : caseOf(match[1], match[2], call);
}

async function caseOf(orderId: string, thirdApplyId: string, call: Call): Promise<AfterSaleCase | undefined> {
  // 1: refunds too; 2: what the buyer sent.
  const param = { orderId: new LosslessNumber(orderId), thirdApplyId, appendInfoSteps: [1, 2] };
  const answer = await ask(call, 'api/afterSaleNew/getApplyDetailInfo', { param: stringifyLosslessJson(param) ?? '{}' });
  return answer.ok ? toCase(answer.result, caseId(orderId, thirdApplyId)) : undefined;
}

/** What JD offers for these goods now; what it does not tell is left to the application. */
async function unsupportedIn(order: VopOrder, { lines, outcome }: AfterSaleWish, call: Call): Promise<Refusal | undefined> {
  const param = { orderId: new LosslessNumber(order.id), wareIds: lines.map(({ externalId }) => new LosslessNumber(externalId)) };
  const answer = await ask(call, 'api/afterSaleNew/getGoodsAttributes', { param: stringifyLosslessJson(param) ?? '{}' });
  if (!answer.ok) return undefined;
  const refused = recordsIn(answer.result).flatMap(row => {
    const offered = row['customerExpect'];
    return Array.isArray(offered) && !offered.some(type => integerIn(type) === EXPECTS[outcome])
      ? [String(integerIn(row['wareId']) ?? '')]
      : [];
  });
  return refused.length > 0 ? refuse('other', `JD does not offer ${outcome} for these goods now`, { externalIds: refused }) : undefined;
}

function applyOf(order: VopOrder, wish: AfterSaleWish, thirdApplyId: string, call: Call): string {
  const { afterSaleContact: contact, username } = settingsOf(call);
  const ids = contact && toAreaIds(contact.area);
  const param = {
    orderId: new LosslessNumber(order.id),
    thirdApplyId,
    isHasInvoice: false,
    customerInfo: {
      customerName: username ?? contact?.name ?? '',
      customerContactName: contact?.name ?? username ?? '',
      ...(contact ? { customerTel: contact.mobile, customerMobilePhone: contact.mobile } : {}),
    },
    pickwareInfo: {
      pickwareType: SENT_BY_BUYER,
      ...(ids && contact
        ? {
            pickWareProvince: Number(ids.province),
            pickWareCity: Number(ids.city),
            pickWareCounty: Number(ids.county),
            pickWareVillage: Number(ids.town),
            pickWareAddress: contact.address,
          }
        : {}),
    },
    returnWareInfo: {
      returnWareType: BY_JD,
      ...(ids && contact
        ? {
            returnWareProvince: Number(ids.province),
            returnWareCity: Number(ids.city),
            // JD spells it like this.
            returnWareCountry: Number(ids.county),
            returnWareVillage: Number(ids.town),
            returnWareAddress: contact.address,
          }
        : {}),
    },
    afsApplyInfoItemList: wish.lines.map(line => itemOf(line, order, wish)),
  };
  return stringifyLosslessJson(param) ?? '{}';
}

function itemOf(line: AfterSaleWish['lines'][number], order: VopOrder, { outcome, reason, description, evidence }: AfterSaleWish) {
  const ordered: VopLine | undefined = order.lines.find(({ skuId }) => skuId === line.externalId);
  return {
    customerExpect: EXPECTS[outcome],
    wareDescInfo: {
      isNeedDetectionReport: false,
      isHasPackage: true,
      packageDesc: 10,
      questionDesc: [reason, description].filter(Boolean).join(': ').slice(0, 1000),
      ...(evidence.length > 0 ? { questionPic: evidence.join(';').slice(0, 2000) } : {}),
    },
    wareDetailInfo: {
      wareId: new LosslessNumber(line.externalId),
      mainWareId: new LosslessNumber(line.externalId),
      wareName: ordered?.name ?? line.externalId,
      wareNum: line.quantity,
      wareType: MAIN_GOODS,
    },
  };
}

/** At most 20 characters, the same for the same key. */
function applyIdOf(key: string): string {
  return BigInt(`0x${createHash('sha256').update(key).digest('hex')}`)
    .toString(36)
    .slice(0, 20);
}

function caseId(orderId: string, thirdApplyId: string): string {
  return `${orderId}-${thirdApplyId}`;
}
