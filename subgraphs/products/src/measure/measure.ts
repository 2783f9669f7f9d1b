import { fold } from '../text/fold.ts';
import { unitNamed, UNIT_PATTERN, type Unit } from './units.ts';

/** A number with what it measures. `value` is in the dimension's base unit; without a known unit the dimension is the unit's own text. */
export interface Measure {
  readonly dimension: string;
  readonly value: number;
  /** Half of the last digit that was stated, in the base unit: 6.1 in may be anything from 6.05 to 6.15 in. */
  readonly slack: number;
}

const NUMBER = /^([-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?)\s*(.*)$/u;

/** Reads one number ("6.1", "1,024 MB") with the unit in the text or beside it; `undefined` for text that is no single number or has an unknown unit behind it. */
export function parseMeasure(text: string, unit?: string): Measure | undefined {
  const match = NUMBER.exec(fold(text).trim());
  if (!match) return undefined;
  const digits = (match[1] as string).replaceAll(',', '');
  const unitText = (match[2] ?? '').trim() || (unit ?? '').trim();
  const known: Unit | undefined = unitText === '' ? undefined : unitNamed(unitText);
  if (match[2] && !known) return undefined;
  const size = known?.size ?? 1;
  const decimals = digits.split('.')[1]?.length ?? 0;
  return { dimension: known?.dimension ?? fold(unitText), value: Number(digits) * size, slack: 0.5 * 10 ** -decimals * size };
}

/** True when both can be one and the same quantity, each within the rounding of its last stated digit. */
export function sameMeasure(a: Measure, b: Measure): boolean {
  if (a.dimension !== b.dimension) return false;
  if (a.value === b.value) return true;
  // Two whole numbers in the same unit are exact statements: 128 GB is not 129 GB.
  const slack = a.slack === b.slack ? 0 : Math.max(a.slack, b.slack);
  return Math.abs(a.value - b.value) <= slack + 1e-9 * Math.abs(a.value);
}

const IN_TEXT = new RegExp(String.raw`(?<![\p{L}\p{N}.])(\d+(?:\.\d+)?)\s?-?\s?(${UNIT_PATTERN})(?![a-z0-9])`, 'gu');

/** The measures that a running text states: "Samsung 46\" LCD TV, 256GB" states a length and an amount of data. */
export function measuresIn(text: string): Measure[] {
  return [...fold(text).matchAll(IN_TEXT)].flatMap(([, digits, unit]) => {
    const measure = parseMeasure(digits as string, unit);
    return measure ? [measure] : [];
  });
}
