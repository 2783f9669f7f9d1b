import { measuresIn, parseMeasure, type Measure } from '../measure/measure.ts';
import { fold, foldCode } from '../text/fold.ts';
import { bigrams, joinedWords, wordsOf } from '../text/words.ts';
import { brandNames } from './brand.ts';
import { codesIn } from './codes.ts';
import { coloursIn } from './colours.ts';
import { packSize } from './pack-size.ts';

/** What matching is told of one listing; only the title is always there. */
export interface MatchInput {
  readonly title: string;
  readonly brand?: string | undefined;
  readonly model?: string | undefined;
  readonly sku?: string | undefined;
  /** 14-digit form, check digit verified. */
  readonly gtin14s?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly attributes?: readonly Characteristic[] | undefined;
  /** What tells this variant from its siblings. */
  readonly options?: readonly Characteristic[] | undefined;
}

export interface Characteristic {
  readonly name: string;
  readonly value: string;
  readonly unit?: string | undefined;
}

/** A listing taken apart once, for any number of comparisons. */
export interface Item {
  readonly title: string;
  readonly gtins: readonly string[];
  readonly brands: readonly string[];
  /** From the model field; empty when the channel does not name one. */
  readonly model: string | undefined;
  /** Codes of title and model. */
  readonly codes: readonly string[];
  /** Codes of the description: a hint only, since it may speak of other items. */
  readonly mentionedCodes: ReadonlySet<string>;
  /** Words of title and brand, each once. */
  readonly words: ReadonlySet<string>;
  /** Words and neighbouring words as one. */
  readonly spellings: ReadonlySet<string>;
  /** Which words each joined spelling is made of. */
  readonly joins: ReadonlyMap<string, readonly string[]>;
  readonly numbers: ReadonlySet<string>;
  readonly colours: ReadonlySet<string>;
  readonly measures: readonly Measure[];
  readonly pack: number;
  readonly options: ReadonlyMap<string, Characteristic>;
}

export function readItem(input: MatchInput): Item {
  const optionText = (input.options ?? []).map(({ value, unit }) => ` ${value}${unit ?? ''}`).join('');
  const titleWords = wordsOf(input.title);
  const words = new Set(titleWords.flatMap(word => (word.kind === 'cjk' ? bigrams(word.text) : [word.text])));
  const brands = brandNames(input.brand ?? '');
  const model = input.model === undefined ? undefined : foldCode(input.model) || undefined;
  const codes = new Set(codesIn(input.title));
  if (model && model.length >= 3 && /\d/.test(model)) codes.add(model);
  const joins = new Map<string, readonly string[]>();
  titleWords.forEach((word, at) => {
    for (const size of [2, 3]) {
      const window = titleWords.slice(at, at + size);
      if (word.kind !== 'word' || window.length < size || window.some(part => part.kind !== 'word')) continue;
      const parts = window.map(part => part.text);
      if (/\d/.test(parts.join(''))) joins.set(parts.join(''), parts);
    }
  });
  return {
    title: input.title,
    gtins: input.gtin14s ?? [],
    brands,
    model,
    codes: [...codes],
    mentionedCodes: new Set(codesIn((input.description ?? '').slice(0, 2_000))),
    words,
    spellings: new Set([...words, ...joinedWords(titleWords), ...codes]),
    joins,
    numbers: new Set([...words].filter(word => /^\d+$/.test(word) || /^\d+[a-z]{1,2}$/.test(word))),
    colours: coloursIn(`${input.title}${optionText} ${attribute(input, /^(colou?r|颜色|farbe|couleur)$/)}`),
    measures: [...measuresIn(`${input.title}${optionText}`), ...statedMeasures(input)],
    pack: packSize(`${input.title}${optionText}`),
    options: new Map((input.options ?? []).map(option => [fold(option.name).trim(), option])),
  };
}

function attribute(input: MatchInput, name: RegExp): string {
  return (input.attributes ?? [])
    .filter(each => name.test(fold(each.name).trim()))
    .map(each => each.value)
    .join(' ');
}

/** Amounts of data, contents and charge from the specification; other measures there are dimensions of the box as often as of the item. */
function statedMeasures(input: MatchInput): Measure[] {
  return (input.attributes ?? []).flatMap(({ value, unit }) => {
    const measure = parseMeasure(value, unit);
    return measure && ['data', 'volume', 'charge'].includes(measure.dimension) ? [measure] : [];
  });
}
