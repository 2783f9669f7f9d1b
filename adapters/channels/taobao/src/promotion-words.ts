import type { PromotionKind, PromotionRequirement, PromotionStage, PromotionTier } from '@onebasket/adapter-sdk';
import { price } from './yuan.ts';

/** What a promotion's words say it does. */
export interface Said {
  readonly tier?: PromotionTier;
  /** Again for every full threshold (每满减). */
  readonly isEach: boolean;
}

/** A whole number of the text, with at most two decimals: never a piece of a longer one. */
const number = (name: string) => `(?<![\\d.])(?<${name}>\\d{1,9}(?:\\.\\d{1,2})?)(?![\\d.])`;
const pieces = '(?<pieces>\\d{1,4})件';

/** The first that fits counts: from the most to the least that is said. */
const SENTENCES: readonly RegExp[] = [
  `(?<each>每)?满?${pieces}(?:立?减|省)${number('off')}`,
  `(?<each>每)?满?${number('from')}元?(?:立?减|返|抵|省)${number('off')}`,
  `满?${pieces}(?:打|享)?${number('left')}折`,
  `满${number('from')}元?(?:打|享)?${number('left')}折`,
  `${number('left')}折`,
  `(?:立减|直降|立省|减|省|抵)${number('off')}元?`,
  `${number('off')}元(?:无门槛|无条件)`,
].map(source => new RegExp(source));

/** Reads "满90减20", "每300减50", "2件8.5折", "立减10元", "10元无条件券"; no tier for words that say something else, or nothing that makes sense. */
export function readWords(words: string): Said {
  const text = words.replace(/[\s,，]/g, '');
  for (const sentence of SENTENCES) {
    const said = sentence.exec(text)?.groups;
    if (!said) continue;
    const taken = said['left'] === undefined ? { off: price(said['off']) } : { percentOff: percentOff(said['left']) };
    if (Object.values(taken)[0] === undefined) return { isEach: false };
    const minAmount = price(said['from']);
    const tier = {
      ...(minAmount ? { minAmount } : {}),
      ...(said['pieces'] === undefined ? {} : { minQuantity: Number(said['pieces']) }),
      ...taken,
    } as PromotionTier;
    return { tier, isEach: said['each'] !== undefined };
  }
  return { isEach: false };
}

/** 8.5折 leaves 85 of a hundred, 88折 leaves 88: what is taken off, as decimal text; `undefined` when nothing is, or everything. */
function percentOff(text: string): string | undefined {
  const [whole = '', fraction = ''] = text.split('.');
  const hundredths = Number(whole + fraction.padEnd(2, '0'));
  const tenthsOff = 1000 - (hundredths >= 1000 ? Math.round(hundredths / 10) : hundredths);
  if (tenthsOff <= 0 || tenthsOff >= 1000) return undefined;
  return tenthsOff % 10 === 0 ? String(tenthsOff / 10) : `${Math.floor(tenthsOff / 10)}.${tenthsOff % 10}`;
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
