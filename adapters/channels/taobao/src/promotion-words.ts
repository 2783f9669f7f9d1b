import type { PromotionKind, PromotionRequirement, PromotionStage, PromotionTier } from '@onebasket/adapter-sdk';
import { money, parseMoney, type Money } from '@onebasket/core';
import { CNY, yuan } from './yuan.ts';

/** What a promotion's words say it does. */
export interface Said {
  readonly tier?: PromotionTier;
  /** Again for every full threshold (每满减). */
  readonly isEach: boolean;
}

const AMOUNT = '(\\d+(?:\\.\\d+)?)';
const THRESHOLD_OFF = new RegExp(`(每)?满?${AMOUNT}元?(?:立?减|返|抵|省)${AMOUNT}`);
const PIECES_OFF = new RegExp(`(每)?满?(\\d+)件(?:立?减|省)${AMOUNT}`);
const PIECES_PERCENT = new RegExp(`满?(\\d+)件(?:打|享)?${AMOUNT}折`);
const THRESHOLD_PERCENT = new RegExp(`满${AMOUNT}元?(?:打|享)?${AMOUNT}折`);
const PERCENT = new RegExp(`${AMOUNT}折`);
const OFF = new RegExp(`(?:立减|直降|立省|减|省|抵)${AMOUNT}元?|${AMOUNT}元(?:无门槛|无条件)`);

/** Reads "满90减20", "每300减50", "2件8.5折", "立减10元", "10元无条件券"; no tier for words that say something else. */
export function readWords(words: string): Said {
  const text = words.replace(/[\s,，]/g, '');
  const once = (tier: PromotionTier): Said => ({ tier, isEach: false });
  const piecesOff = PIECES_OFF.exec(text);
  if (piecesOff) return { tier: { minQuantity: Number(piecesOff[2]), off: amount(piecesOff[3]) }, isEach: piecesOff[1] !== undefined };
  const thresholdOff = THRESHOLD_OFF.exec(text);
  if (thresholdOff)
    return { tier: { minAmount: amount(thresholdOff[2]), off: amount(thresholdOff[3]) }, isEach: thresholdOff[1] !== undefined };
  const piecesPercent = PIECES_PERCENT.exec(text);
  if (piecesPercent) return once({ minQuantity: Number(piecesPercent[1]), percentOff: percentOff(piecesPercent[2]) });
  const thresholdPercent = THRESHOLD_PERCENT.exec(text);
  if (thresholdPercent) return once({ minAmount: amount(thresholdPercent[1]), percentOff: percentOff(thresholdPercent[2]) });
  const percent = PERCENT.exec(text);
  if (percent) return once({ percentOff: percentOff(percent[1]) });
  const off = OFF.exec(text);
  return off ? once({ off: amount(off[1] ?? off[2]) }) : { isEach: false };
}

function amount(text: string | undefined): Money {
  return yuan(text) ?? money(0, CNY);
}

/** 8.5折 leaves 85 of a hundred, 88折 leaves 88: what is taken off, as decimal text. */
function percentOff(text: string | undefined): string {
  const hundredths = parseMoney(text ?? '10', CNY).minor;
  const tenthsOff = 1000n - (hundredths >= 1000n ? hundredths / 10n : hundredths);
  return tenthsOff % 10n === 0n ? `${tenthsOff / 10n}` : `${tenthsOff / 10n}.${tenthsOff % 10n}`;
}

const REQUIREMENTS: readonly (readonly [RegExp, PromotionRequirement])[] = [
  [/88VIP|会员|入会|PLUS/i, 'membership'],
  [/新人|新客|首单/, 'new-customer'],
  [/国补|国家补贴|政府补贴|以旧换新/, 'region'],
  [/关注|收藏/, 'follow-shop'],
  [/预售|定金/, 'presale'],
];

/** What must hold before a buyer gets it, beside the threshold. */
export function readRequirements(words: string): readonly PromotionRequirement[] {
  return REQUIREMENTS.flatMap(([pattern, what]) => (pattern.test(words) ? what : []));
}

const KINDS: readonly (readonly [RegExp, PromotionKind])[] = [
  [/券/, 'COUPON'],
  [/金币|积分/, 'POINTS'],
  [/包邮|免邮|运费/, 'SHIPPING'],
  [/赠/, 'GIFT'],
  [/红包|津贴|礼金|补贴/, 'OTHER'],
  [/88VIP|会员价|会员/i, 'MEMBER_PRICE'],
  [/秒杀|限时|抢购|聚划算/, 'FLASH_SALE'],
];

/** As buyers are shown it: first by its words, then by what it asks for. */
export function readKind(title: string, tier: PromotionTier | undefined): PromotionKind {
  const named = KINDS.find(([pattern]) => pattern.test(title))?.[1];
  if (named) return named;
  if (tier?.minAmount) return 'THRESHOLD_OFF';
  if ((tier?.minQuantity ?? 1) > 1) return 'MULTI_BUY';
  return tier || /直降|立减|折/.test(title) ? 'ITEM_DISCOUNT' : 'OTHER';
}

/** Who gives it: the item's own offer unless the words name the shop or the platform. */
export function readStage(title: string): PromotionStage {
  if (/包邮|免邮|运费/.test(title)) return 'shipping';
  if (/店铺|店券|满件/.test(title)) return 'shop';
  return /跨店|平台|官方|品类|消费券|大促|88VIP|红包|金币|津贴|补贴|国补/i.test(title) ? 'platform' : 'item';
}
