import { measuresIn, parseMeasure, type Measure } from '../measure/measure.ts';
import { fold, foldCode } from '../text/fold.ts';
import { bigrams, joinedWords, wordsOf } from '../text/words.ts';
import { brandNames } from './brand.ts';
import { codesIn, hyphenatedIn, specificCodes } from './codes.ts';
import { coloursIn } from './colours.ts';
import { editionsIn, isUsed } from './editions.ts';
import { packSize } from './pack-size.ts';

/** What matching is told of one listing; only the title is always there. */
export interface MatchInput {
  readonly title: string;
  readonly brand?: string | undefined;
  readonly model?: string | undefined;
  readonly sku?: string | undefined;
  /** 14-digit form, check digit verified. */
  readonly gtin14s?: readonly string[] | undefined;
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
  readonly brandText: string;
  /** Of a brand of several words: "hp" of "Hewlett-Packard". */
  readonly brandInitials: string;
  /** Codes of things that it is made for ("case for …"). */
  readonly hostCodes: ReadonlySet<string>;
  /** Codes of title and model. */
  readonly codes: readonly string[];
  /** Those of them that say most. */
  readonly specificCodes: readonly string[];
  /** The shop's own number, when it could be the maker's. */
  readonly partNumber: string | undefined;
  /** Words of title and brand, each once. */
  readonly words: ReadonlySet<string>;
  /** Those of them that are pieces of Chinese, Japanese or Korean text. */
  readonly cjkWords: ReadonlySet<string>;
  readonly cjkText: string;
  /** Words and neighbouring words as one. */
  readonly spellings: ReadonlySet<string>;
  /** Which words each joined spelling is made of. */
  readonly joins: ReadonlyMap<string, readonly string[]>;
  /** Figures without their units. */
  readonly numbers: ReadonlySet<string>;
  readonly colours: ReadonlySet<string>;
  readonly measures: readonly Measure[];
  readonly pack: number;
  /** Of clothes: S, M, XL … */
  readonly sizes: ReadonlySet<string>;
  readonly editions: ReadonlySet<string>;
  readonly isUsed: boolean;
  readonly options: ReadonlyMap<string, Characteristic>;
}

const SIZE = /^(x{0,3}s|m|x{0,4}l|[2-6]xl)$/;

/** Takes a listing apart for matching. */
export function readItem(input: MatchInput): Item {
  const optionText = (input.options ?? []).map(({ value, unit }) => ` ${value}${unit ?? ''}`).join('');
  const titleWords = wordsOf(input.title);
  const words = new Set(titleWords.flatMap(word => (word.kind === 'cjk' ? bigrams(word.text) : [word.text])));
  const brandText = input.brand ?? '';
  const model = input.model === undefined ? undefined : foldCode(input.model) || undefined;
  const titleCodes = codesIn(input.title);
  const codes = new Set(titleCodes.own);
  if (model && (model.length >= 4 || (model.length >= 3 && /\d/.test(model)))) codes.add(model);
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
    brands: brandNames(brandText),
    brandText,
    brandInitials: initialsOf(brandText),
    hostCodes: new Set(titleCodes.host),
    codes: [...codes],
    specificCodes: specificCodes([...codes]),
    partNumber: partNumberOf(input.sku),
    words,
    cjkWords: new Set(titleWords.flatMap(word => (word.kind === 'cjk' ? bigrams(word.text) : []))),
    cjkText: titleWords
      .filter(word => word.kind === 'cjk')
      .map(word => word.text)
      .join(' '),
    spellings: new Set([...words, ...joinedWords(titleWords), ...hyphenatedIn(input.title), ...codes]),
    joins,
    numbers: new Set([...words].flatMap(word => /^(\d+)[a-z]{0,2}$/.exec(word)?.[1] ?? [])),
    colours: coloursIn(`${input.title}${optionText} ${attribute(input, COLOUR)}`),
    measures: [...measuresIn(`${input.title}${optionText}`), ...statedMeasures(input)],
    sizes: new Set(
      [...(input.options ?? []).map(({ value }) => value), /[-–,/|]\s*([^\s,/|]+)\s*$/.exec(input.title)?.[1] ?? '']
        .map(value => fold(value).trim())
        .filter(value => SIZE.test(value)),
    ),
    editions: editionsIn(`${input.title}${optionText}`),
    isUsed: isUsed(input.title),
    pack: packSize(`${input.title}${optionText}`),
    options: new Map((input.options ?? []).map(option => [fold(option.name).trim(), option])),
  };
}

const COLOUR = /^(colou?r|颜色|farbe|couleur)$/;
const STATED = ['data', 'volume', 'charge'];

/** Those attributes that matching looks at: `readItem` makes the same of a listing that has only these. */
export function matchingAttributes({ attributes = [] }: MatchInput): readonly Characteristic[] {
  return attributes.filter(each => COLOUR.test(fold(each.name).trim()) || isStated(parseMeasure(each.value, each.unit)));
}

function isStated(measure: Measure | undefined): measure is Measure {
  return measure !== undefined && STATED.includes(measure.dimension);
}

function initialsOf(brand: string): string {
  const words = fold(brand).match(/[a-z]+/g) ?? [];
  return words.length > 1 ? words.map(word => word[0]).join('') : '';
}

/** Letters and digits, five at least: plain numbers are counted up by every shop. */
function partNumberOf(sku: string | undefined): string | undefined {
  const code = foldCode(sku ?? '');
  return code.length >= 5 && /\d/.test(code) && /[a-z]/.test(code) ? code : undefined;
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
    return isStated(measure) ? [measure] : [];
  });
}
