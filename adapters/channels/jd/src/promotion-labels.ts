import { createHash } from 'node:crypto';
import type { ChannelPromotion, PromotionTier } from '@onebasket/adapter-sdk';
import { CNY } from './yuan.ts';
import { parseMoneyOrNothing } from '@onebasket/core';
import { windowIn } from './windows.ts';
import { filledIn, idIn, integerIn, recordsIn, textIn, type Wire } from './wire.ts';
import { priceIn } from './yuan.ts';

/** `subType` of national subsidies (国补): trade-in, and new purchase. */
const SUBSIDIES: readonly unknown[] = [9105, 9107];

/** What JD says of promotions in words (`promotionLabelInfoList`). Words that are not understood keep their text and promise nothing. */
export function labelledPromotions(goods: Wire): readonly ChannelPromotion[] {
  const labels = recordsIn(goods['promotionLabelInfoList']).map(toPromotion);
  return [...new Map(labels.map(label => [label.id, label])).values()];
}

function toPromotion(wire: Wire): ChannelPromotion {
  const name = filledIn(wire['labelName']) ?? filledIn(wire['lableName']) ?? '';
  const text = filledIn(wire['promotionLabel']) ?? name;
  const isSubsidy = SUBSIDIES.includes(integerIn(wire['subType']));
  const provinces = provincesIn(wire['provinceNameList']);
  const id = idIn(wire['promotionLabelId']) ?? idIn(wire['promotionLableId']);
  return {
    id: id ?? createHash('sha256').update(`${name}\n${text}`).digest('hex').slice(0, 20),
    title: provinces.length > 0 ? `${text} [${provinces.join(', ')}]` : text,
    ...(isSubsidy ? subsidy(wire) : worded(name, text)),
    auto: true,
    requires: isSubsidy || provinces.length > 0 ? ['region'] : [],
    ...windowIn(wire['startTime'], wire['endTime']),
    appliedInPrice: false,
  };
}

type Rule = Pick<ChannelPromotion, 'effect' | 'kind' | 'stage' | 'tiers'> & Partial<Pick<ChannelPromotion, 'repeat' | 'cap'>>;

/** `rebate` is the share that is paid for the buyer, 0 to 1; `topDiscount` the most in yuan. */
function subsidy(wire: Wire): Rule {
  const share = shareIn(wire['rebate']);
  const cap = priceIn(wire['topDiscount']);
  return {
    effect: 'percent',
    kind: 'OTHER',
    stage: 'platform',
    tiers: share === undefined ? [] : [{ percentOff: share }],
    ...(cap ? { cap } : {}),
  };
}

function worded(name: string, text: string): Rule {
  const amounts = amountTiers(text);
  if (amounts.length > 0)
    return { effect: 'amount', kind: 'THRESHOLD_OFF', stage: 'shop', tiers: amounts, ...(text.includes('每') ? { repeat: 'each' } : {}) };
  const shares = percentTiers(text);
  if (shares.length > 0) return { effect: 'percent', kind: 'MULTI_BUY', stage: 'shop', tiers: shares };
  if (/赠/.test(name + text)) return { effect: 'gift', kind: 'GIFT', stage: 'shop', tiers: [] };
  return { effect: name.includes('折') ? 'percent' : 'amount', kind: 'OTHER', stage: 'shop', tiers: [] };
}

/** "满199减20，满299减40", "每满300元减50元". */
function amountTiers(text: string): readonly PromotionTier[] {
  return [...text.matchAll(/满(\d+(?:\.\d{1,2})?)元?(?:立|可)?减(\d+(?:\.\d{1,2})?)/g)].flatMap(([, at, off]) => {
    const minAmount = parseMoneyOrNothing(at, CNY);
    const taken = parseMoneyOrNothing(off, CNY);
    return minAmount && taken ? [{ minAmount, off: taken }] : [];
  });
}

/** "满2件，总价打8折", "满3件8.5折". */
function percentTiers(text: string): readonly PromotionTier[] {
  return [...text.matchAll(/满(\d{1,4})件[，,]?(?:总价)?(?:打|享)?(\d(?:\.\d{1,2})?)折/g)].map(([, quantity, fold = '0']) => ({
    minQuantity: Number(quantity),
    percentOff: percentOff(fold),
  }));
}

/** Eight 折 leave 80 per cent: 20 are taken off. Exact for two decimals. */
function percentOff(fold: string): string {
  const [whole = '0', fraction = ''] = fold.split('.');
  const thousandths = 1000 - Number(`${whole}${fraction.padEnd(2, '0')}`);
  return String(thousandths / 10);
}

function shareIn(value: unknown): string | undefined {
  const match = /^(?:0\.(\d{1,6})|1(?:\.0+)?)$/.exec(filledIn(value) ?? '');
  if (!match) return undefined;
  const digits = (match[1] ?? '').padEnd(6, '0');
  const share = match[1] === undefined ? '100' : `${Number(digits.slice(0, 2))}.${digits.slice(2)}`.replace(/\.?0+$/, '');
  return share === '0' || share === '' ? undefined : share;
}

/** A list, or in JD's own example a text "[天津]". */
function provincesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(name => filledIn(name) ?? []);
  return (textIn(value) ?? '').split(/[[\],，、\s'"]+/).filter(Boolean);
}
