import { parseMeasure, sameMeasure } from '../measure/measure.ts';
import { fold } from '../text/fold.ts';
import { attributesOf, firstKnown, type AttributeValue, type Product } from './product.ts';

export interface ComparisonRow {
  readonly name: string;
  /** One cell per product; null where the product does not say. */
  readonly values: readonly (string | null)[];
  readonly verdict: 'SAME' | 'DIFFERS' | 'UNKNOWN';
}

/** Attributes of products side by side, one row per name in the order in which they are first stated; brand and model lead. */
export function compareRows(products: readonly Product[]): ComparisonRow[] {
  const columns = products.map(product => {
    const named = new Map<string, AttributeValue>();
    for (const field of ['brand', 'model'] as const) {
      const value = firstKnown(product, field);
      if (value !== null) named.set(field, { name: field, value });
    }
    for (const attribute of attributesOf(product))
      if (!named.has(fold(attribute.name).trim())) named.set(fold(attribute.name).trim(), attribute);
    return named;
  });
  const names = new Map<string, string>();
  for (const column of columns) for (const [key, attribute] of column) if (!names.has(key)) names.set(key, attribute.name);
  const leading = ['brand', 'model'].filter(key => names.has(key));
  return [...new Set([...leading, ...names.keys()])].map(key => {
    const cells = columns.map(column => column.get(key));
    return { name: names.get(key) as string, values: cells.map(cell => (cell ? shown(cell) : null)), verdict: verdictOf(cells) };
  });
}

function shown({ value, unit }: AttributeValue): string {
  return unit === undefined || value.endsWith(unit) ? value : `${value} ${unit}`;
}

/** Differs as soon as two stated values differ; the same only when all state it. */
function verdictOf(cells: readonly (AttributeValue | undefined)[]): ComparisonRow['verdict'] {
  const stated = cells.filter(cell => cell !== undefined);
  if (stated.some((a, at) => stated.slice(at + 1).some(b => !sameValue(a, b)))) return 'DIFFERS';
  return stated.length === cells.length ? 'SAME' : 'UNKNOWN';
}

function sameValue(a: AttributeValue, b: AttributeValue): boolean {
  const [measureA, measureB] = [parseMeasure(a.value, a.unit), parseMeasure(b.value, b.unit)];
  if (measureA && measureB) return sameMeasure(measureA, measureB);
  return fold(shown(a)).replace(/\s+/g, '') === fold(shown(b)).replace(/\s+/g, '');
}
