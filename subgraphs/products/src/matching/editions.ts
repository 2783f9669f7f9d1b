import { fold } from '../text/fold.ts';

/** Words by which makers tell the members of one line apart. Where no model number decides, both titles must name the same ones. */
const EDITION =
  /(?<![a-z])(pro|max|promax|plus|mini|ultra|lite|air|se|fe|xl|xs|jr|junior|premium|deluxe|standard|professional|business|enterprise|home|student|academic|education|upgrade|full version|starter|ultimate|mac|windows|kids|women|men|ladies|large|medium|small|xxl)(?![a-z])|青春版|至尊版|旗舰版|标准版|尊享版|增强版|升级版|豪华版|儿童|女款|男款|大号|中号|小号/gu;
const USED = /(?<![a-z])(refurbished|renewed|pre-?owned|used|second ?hand|open box|b-ware|gebraucht)(?![a-z])|二手|翻新|官翻/u;

export function editionsIn(title: string): ReadonlySet<string> {
  return new Set([...fold(title).matchAll(EDITION)].map(([word]) => word));
}

/** True for things that are not sold as new. */
export function isUsed(title: string): boolean {
  return USED.test(fold(title));
}
