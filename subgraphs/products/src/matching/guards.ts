import { parseMeasure, sameMeasure } from '../measure/measure.ts';
import { fold } from '../text/fold.ts';
import type { Characteristic, Item } from './item.ts';

/** What rules out that two listings are one item, in words; empty when nothing does. What only one of them states rules out nothing, save a pack of several. */
export function conflictsBetween(a: Item, b: Item): string[] {
  const found: string[] = [];
  if (a.gtins.length > 0 && b.gtins.length > 0 && !a.gtins.some(gtin => b.gtins.includes(gtin))) found.push('different GTINs');
  if (a.isUsed !== b.isUsed) found.push('one is new, one is not');
  if (a.pack !== b.pack) found.push(`packs of ${a.pack} and ${b.pack}`);
  if (a.colours.size > 0 && b.colours.size > 0 && a.colours.isDisjointFrom(b.colours)) {
    found.push(`colours ${[...a.colours].join(', ')} and ${[...b.colours].join(', ')}`);
  }
  if (a.sizes.size > 0 && b.sizes.size > 0 && a.sizes.isDisjointFrom(b.sizes))
    found.push(`sizes ${[...a.sizes].join(', ')} and ${[...b.sizes].join(', ')}`);
  for (const dimension of new Set(a.measures.map(measure => measure.dimension)))
    if (differs(a, b, dimension)) found.push(`different ${dimension}`);
  for (const [name, option] of a.options) {
    const other = b.options.get(name);
    if (other && !sameOption(option, other)) found.push(`${option.name} ${option.value} and ${other.value}`);
  }
  return found;
}

/** Both state measures of the dimension, and neither's are all among the other's: 8 GB with 256 GB and 256 GB may be one, 8 with 256 and 8 with 512 not. */
function differs(a: Item, b: Item, dimension: string): boolean {
  const ofA = a.measures.filter(measure => measure.dimension === dimension);
  const ofB = b.measures.filter(measure => measure.dimension === dimension);
  if (ofB.length === 0) return false;
  const isWithin = (some: typeof ofA, others: typeof ofA): boolean =>
    some.every(measure => others.some(other => sameMeasure(measure, other)));
  return !isWithin(ofA, ofB) && !isWithin(ofB, ofA);
}

/** Options in two languages cannot be told apart by their words; their measures and colours are compared above. */
function sameOption(a: Characteristic, b: Characteristic): boolean {
  const [measureA, measureB] = [parseMeasure(a.value, a.unit), parseMeasure(b.value, b.unit)];
  if (measureA && measureB) return sameMeasure(measureA, measureB);
  const [valueA, valueB] = [fold(a.value).trim(), fold(b.value).trim()];
  const isLatin = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
  return valueA === valueB || isLatin(valueA) !== isLatin(valueB) || valueA.includes(valueB) || valueB.includes(valueA);
}
