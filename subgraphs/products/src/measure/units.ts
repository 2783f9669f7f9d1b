import { fold } from '../text/fold.ts';

/** Spellings of units with the dimension they measure and their size in its base unit. */
const UNITS: readonly (readonly [dimension: string, size: number, ...spellings: string[]])[] = [
  ['length', 0.001, 'mm', '毫米', 'millimeter', 'millimetre'],
  ['length', 0.01, 'cm', '厘米', '公分', 'centimeter', 'centimetre'],
  ['length', 1, 'm', '米', 'meter', 'metre'],
  ['length', 0.0254, 'in', 'inch', 'inches', '"', '″', '”', "''", '英寸', '吋', '寸'],
  ['length', 0.3048, 'ft', 'foot', 'feet', '英尺'],
  ['mass', 0.001, 'g', 'gr', 'gram', 'grams', '克'],
  ['mass', 0.000_001, 'mg', '毫克'],
  ['mass', 1, 'kg', 'kilogram', 'kilograms', '千克', '公斤'],
  ['mass', 0.5, '斤'],
  ['mass', 0.028_349_523, 'oz', 'ounce', 'ounces', '盎司'],
  ['mass', 0.453_592_37, 'lb', 'lbs', 'pound', 'pounds', '磅'],
  ['volume', 0.001, 'ml', '毫升', 'milliliter', 'millilitre'],
  ['volume', 0.01, 'cl'],
  ['volume', 1, 'l', 'liter', 'litre', 'liters', 'litres', '升'],
  ['data', 1, 'kb'],
  ['data', 1e3, 'mb'],
  ['data', 1e6, 'gb', 'gig'],
  ['data', 1e9, 'tb'],
  ['power', 0.001, 'mw', '毫瓦'],
  ['power', 1, 'w', 'watt', 'watts', '瓦'],
  ['power', 1000, 'kw', '千瓦'],
  ['charge', 1, 'mah', '毫安时', '毫安'],
  ['charge', 1000, 'ah'],
  ['voltage', 1, 'v', 'volt', 'volts', '伏'],
  ['frequency', 1, 'hz', '赫兹'],
  ['frequency', 1e3, 'khz'],
  ['frequency', 1e6, 'mhz'],
  ['frequency', 1e9, 'ghz'],
  ['pixels', 1, 'mp', 'megapixel', 'megapixels'],
  ['pixels', 100, '亿像素'],
  ['pixels', 0.01, '万像素'],
  ['time', 1, 's', 'sec', 'second', 'seconds', '秒'],
  ['time', 60, 'min', 'minute', 'minutes', '分钟'],
  ['time', 3600, 'h', 'hr', 'hour', 'hours', '小时'],
];

const bySpelling = new Map(
  UNITS.flatMap(([dimension, size, ...spellings]) => spellings.map(spelling => [spelling, { dimension, size }] as const)),
);

export interface Unit {
  readonly dimension: string;
  /** In the base unit of the dimension. */
  readonly size: number;
}

/** The unit that a text names ("GB", "inches", "英寸"), or `undefined` when we do not know it. */
export function unitNamed(text: string): Unit | undefined {
  const folded = fold(text).trim().replace(/\.$/, '');
  return bySpelling.get(folded);
}

/** Spellings as one alternation, longest first, for finding measures in running text. */
export const UNIT_PATTERN = [...bySpelling.keys()]
  .sort((a, b) => b.length - a.length)
  .map(spelling => spelling.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  .join('|');
