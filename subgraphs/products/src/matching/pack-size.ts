import { fold } from '../text/fold.ts';

const CHINESE_NUMBERS: Readonly<Record<string, number>> = { 一: 1, 单: 1, 两: 2, 二: 2, 双: 2, 三: 3, 四: 4, 五: 5, 六: 6, 八: 8, 十: 10 };
const PATTERNS: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.])(\d{1,3})\s?-?\s?(?:packs?|pk|pcs|pieces?|ct|count|er[- ]?pack|st(?:u|ü)ck)(?![a-z])/u,
  /(?:packs?|set|box|case|lot|bundle) of (\d{1,3})(?!\d)/u,
  /(?<![\p{L}\p{N}.])(\d{1,3})\s?(?:件|只|个|支|瓶|盒|包|袋|片|条|双|卷|罐|枚|套)\s?(?:装|组|套装)/u,
  /(?<![\p{L}\p{N}])([一单两二双三四五六八十])(?:件|只|个|支|瓶|盒|包|袋|片|条|双|卷|罐|枚|套)(?:装|组|套装)/u,
  /[*×x]\s?(\d{1,3})\s?(?:件|只|个|支|瓶|盒|包|袋|罐)/u,
];

/** How many pieces a title says are sold together; 1 when it does not say. */
export function packSize(title: string): number {
  const text = fold(title);
  if (/twin[- ]pack|double pack/.test(text)) return 2;
  for (const pattern of PATTERNS) {
    const stated = pattern.exec(text)?.[1];
    const count = stated === undefined ? 0 : (CHINESE_NUMBERS[stated] ?? Number(stated));
    if (count > 0) return count;
  }
  return 1;
}
