import { formatAmount, fromMoneyJson, type Money } from '@onebasket/core';
import type { ReviewRule, RuleAmount, RuleGoods } from '@onebasket/runtime';
import { addressProblems } from './address-quality.ts';
import type { LineFacts, OrderFacts, Sharing } from './facts.ts';

/** Why a rule means this order. */
export interface RuleMatch {
  readonly rule: string;
  readonly action: 'hold' | 'block';
  readonly message: string;
  /** It could not be checked, which holds but never blocks. */
  readonly isUnsure: boolean;
  /** Approval is impossible while it matches. */
  readonly mustPass: boolean;
}

/** The amount in another currency, or `undefined` without a rate. */
export type Converter = (amount: Money, target: string) => Money | undefined;

type Verdict = { readonly is: 'yes' | 'unknown'; readonly why: string } | { readonly is: 'no' };

const NO: Verdict = { is: 'no' };
const yes = (why: string): Verdict => ({ is: 'yes', why });
const unknown = (why: string): Verdict => ({ is: 'unknown', why });

/** The rules that mean this order, in their order. Pure: what they look at was gathered before. */
export function matchRules(rules: readonly ReviewRule[], facts: OrderFacts, convert: Converter): readonly RuleMatch[] {
  return rules.flatMap(rule => {
    const verdicts = verdictsOf(rule, facts, convert);
    if (verdicts.length === 0 || verdicts.some(({ is }) => is === 'no')) return [];
    const said = verdicts as readonly Exclude<Verdict, { is: 'no' }>[];
    const isUnsure = said.some(({ is }) => is === 'unknown');
    const details = said.map(({ why }) => why).join('; ');
    return [
      {
        rule: rule.id,
        action: isUnsure ? 'hold' : (rule.action ?? 'hold'),
        message: rule.message === undefined ? details : `${rule.message} (${details})`,
        isUnsure,
        mustPass: rule.mustPass ?? false,
      },
    ];
  });
}

function verdictsOf(rule: ReviewRule, facts: OrderFacts, convert: Converter): readonly Verdict[] {
  if (rule.except?.contacts && isContactOf(rule.except.contacts, facts)) return [];
  const verdicts: Verdict[] = [];
  if (rule.total) verdicts.push(ofTotal(rule.total.atLeast, facts.total, convert));
  if (rule.velocity) verdicts.push(ofVelocity(rule.velocity, facts));
  if (rule.regions) verdicts.push(ofRegion(rule.regions, facts));
  if (rule.address) verdicts.push(ofAddress(facts));
  if (rule.buyer) verdicts.push(ofBuyer(rule.buyer, facts));
  if (rule.credit) {
    const { score } = facts.credit;
    verdicts.push(score < rule.credit.below ? yes(`credit ${score} is below ${rule.credit.below}`) : NO);
  }
  if (rule.goods || rule.price || rule.quantity || rule.except) verdicts.push(...ofLines(rule, facts));
  return verdicts;
}

function ofTotal(atLeast: RuleAmount, total: Money, convert: Converter): Verdict {
  const limit = fromMoneyJson(atLeast);
  const converted = convert(total, limit.currency);
  if (!converted) return unknown(`there is no rate to compare ${total.currency} with ${limit.currency}`);
  return converted.minor >= limit.minor
    ? yes(`total ${formatAmount(total)} ${total.currency} is at or above ${formatAmount(limit)} ${limit.currency}`)
    : NO;
}

/** The order that is looked at counts as well. */
function ofVelocity({ per, atLeast, withinMinutes }: NonNullable<ReviewRule['velocity']>, facts: OrderFacts): Verdict {
  const from = new Date(Date.parse(facts.placedAt) - withinMinutes * 60_000).toISOString();
  const count = facts.recent[per].filter(({ at }) => at >= from).length + 1;
  return count >= atLeast ? yes(`${count} orders ${SHARED[per]} within ${withinMinutes} minutes`) : NO;
}

const SHARED: Readonly<Record<Sharing, string>> = {
  contact: 'of this contact',
  address: 'to this address',
  payment: 'by this means of payment',
};

function ofRegion(regions: NonNullable<ReviewRule['regions']>, { address }: OrderFacts): Verdict {
  const found = regions.find(
    one =>
      one.country === address.country &&
      (one.region === undefined || isNamed([one.region], address.region)) &&
      (one.city === undefined || isNamed([one.city], address.city)),
  );
  return found ? yes(`goes to ${[found.city, found.region, found.country].filter(Boolean).join(', ')}`) : NO;
}

function ofAddress({ address }: OrderFacts): Verdict {
  const problems = addressProblems(address);
  return problems.length > 0 ? yes(problems.map(({ path, message }) => `address.${path} ${message}`).join(', ')) : NO;
}

function ofBuyer({ guest, fewerOrdersThan }: NonNullable<ReviewRule['buyer']>, facts: OrderFacts): Verdict {
  if (guest !== undefined && guest !== facts.isGuest) return NO;
  if (fewerOrdersThan !== undefined && facts.earlierOrders >= fewerOrdersThan) return NO;
  return yes(`${facts.isGuest ? 'a guest' : 'an account'} with ${facts.earlierOrders} earlier orders`);
}

/** Conditions about goods must hold for one and the same line; what the rule excepts is out of it from the start. */
function ofLines(rule: ReviewRule, facts: OrderFacts): readonly Verdict[] {
  const { goods, price, quantity, except = {} } = rule;
  const perLine = quantity && quantity.of !== 'order' ? quantity.atLeast : undefined;
  const meant: { line: LineFacts; whys: string[]; isUnsure: boolean }[] = [];
  for (const line of facts.lines) {
    if (hasGoods(except) && ofGoods(except, line).is === 'yes') continue;
    if (perLine !== undefined && line.quantity < perLine) continue;
    const verdicts = [...(goods ? [ofGoods(goods, line)] : []), ...(price ? [ofPrice(price, line)] : [])];
    if (verdicts.some(({ is }) => is === 'no')) continue;
    const said = verdicts as readonly Exclude<Verdict, { is: 'no' }>[];
    const whys = said.map(({ why }) => why);
    if (perLine !== undefined) whys.push(`${line.quantity} pieces of ${line.listingId}, at or above ${perLine}`);
    meant.push({ line, whys, isUnsure: said.some(({ is }) => is === 'unknown') });
  }
  if (meant.length === 0) return [NO];
  const pieces = meant.reduce((sum, { line }) => sum + line.quantity, 0);
  if (quantity?.of === 'order' && pieces < quantity.atLeast) return [NO];
  const sure = meant.filter(({ isUnsure }) => !isUnsure);
  const whys = (sure.length > 0 ? sure : meant).flatMap(({ whys }) => whys);
  if (quantity?.of === 'order') whys.push(`${pieces} pieces, at or above ${quantity.atLeast}`);
  // A rule with nothing but exceptions among the goods is about the others: it says no more than that something is left.
  if (whys.length === 0) return [];
  return [sure.length > 0 ? yes(whys.join(', ')) : unknown(whys.join(', '))];
}

function hasGoods({ categories, brands, listings, channels, words }: RuleGoods): boolean {
  return [categories, brands, listings, channels, words].some(list => list !== undefined);
}

function ofGoods({ categories, brands, listings, channels, words }: RuleGoods, line: LineFacts): Verdict {
  if (listings?.includes(line.listingId)) return yes(`${line.listingId} is named`);
  if (channels?.includes(line.channelId)) return yes(`${line.listingId} is sold by ${line.channelId}`);
  const title = line.title.toLowerCase();
  const word = words?.find(one => title.includes(one.toLowerCase()));
  if (word !== undefined) return yes(`the title of ${line.listingId} says "${word}"`);
  if (!categories && !brands) return NO;
  if (line.goods === 'unknown') return unknown(`what ${line.listingId} is could not be looked up`);
  const { brand, categories: is } = line.goods;
  const category = categories?.find(one => is.some(name => isNamed([one], name)));
  if (category !== undefined) return yes(`${line.listingId} belongs to ${category}`);
  return brands && isNamed(brands, brand) ? yes(`${line.listingId} is of ${brand}`) : NO;
}

function ofPrice({ belowListPercent, belowUsualPercent }: NonNullable<ReviewRule['price']>, line: LineFacts): Verdict {
  const isBelow = (percent: number, of: Money) =>
    of.currency === line.unitPrice.currency && of.minor > 0n && line.unitPrice.minor * 100n < of.minor * BigInt(percent);
  const says = (of: Money, what: string) =>
    yes(`${line.listingId} costs ${formatAmount(line.unitPrice)}, ${what} ${formatAmount(of)} ${of.currency}`);
  if (belowListPercent !== undefined && isBelow(belowListPercent, line.listPrice)) return says(line.listPrice, 'its list price is');
  if (belowUsualPercent === undefined || line.usualPrice === undefined) return NO;
  if (line.usualPrice === 'unknown') return unknown(`what ${line.listingId} usually costs could not be looked up`);
  return isBelow(belowUsualPercent, line.usualPrice) ? says(line.usualPrice, 'usually it is') : NO;
}

function isContactOf(contacts: readonly string[], { contact }: OrderFacts): boolean {
  const phone = digits(contact.phone);
  return contacts.some(
    one => (contact.email && one.trim().toLowerCase() === contact.email.trim().toLowerCase()) || (phone !== '' && digits(one) === phone),
  );
}

function digits(text = ''): string {
  return text.replace(/\D/g, '');
}

function isNamed(names: readonly string[], name: string | undefined): boolean {
  const wanted = name?.trim().toLowerCase();
  return wanted !== undefined && names.some(one => one.trim().toLowerCase() === wanted);
}
