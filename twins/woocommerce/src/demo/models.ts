import { seededRandom } from '@onebasket/twin-kit';
import { BRANDS, CATEGORIES, COLOURS, type Category, type Word } from './words.ts';

/** One thing a maker sells, before any shop writes about it. */
export interface Model {
  readonly number: number;
  readonly category: Category;
  readonly brand: Word;
  /** The maker's model number, unique in the world of the demo, e.g. `EK-3071`. */
  readonly code: string;
  readonly trait: Word;
  readonly feature: Word;
  readonly colour: Word;
  /** Whole yuan. */
  readonly basePrice: number;
  readonly soldAt: 'both' | 'lantern' | 'harbor';
  /** What can be bought, each with its own GTIN; one without choices when there are none. */
  readonly variants: readonly ModelVariant[];
}

export interface ModelVariant {
  readonly choices: readonly { readonly name: Word; readonly option: Word }[];
  readonly gtin: string;
  readonly pricePercent: number;
}

const PER_CATEGORY = 60;
const COLOUR_NAME: Word = { zh: '颜色', en: 'Colour' };

/** All models, the same in every run: 60 of each kind, a third sold in both shops, a third in either one only. */
export function demoModels(): Model[] {
  const random = seededRandom(20_260_901);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let gtinBody = 690_100_000_000 + Math.floor(random() * 1000);
  const nextGtin = () => withCheckDigit(String((gtinBody += 7)));
  return CATEGORIES.flatMap((category, kind) =>
    Array.from({ length: PER_CATEGORY }, (_, index): Model => {
      const [low, high] = category.price;
      const spread = Math.round(low + (high - low) * random() ** 2);
      return {
        number: kind * PER_CATEGORY + index,
        category,
        brand: pick(BRANDS),
        code: `${category.code}-${3000 + index * 17 + kind}${index % 7 === 0 ? ' Pro' : ''}`,
        trait: pick(category.traits),
        feature: pick(category.features),
        colour: pick(COLOURS),
        basePrice: Math.max(low, Math.round(spread / 10) * 10 - 1),
        soldAt: index % 3 === 0 ? 'both' : index % 3 === 1 ? 'lantern' : 'harbor',
        variants: variantsOf(category, pick(COLOURS), nextGtin),
      };
    }),
  );
}

function variantsOf({ choice }: Category, colour: Word, nextGtin: () => string): ModelVariant[] {
  if (choice === undefined) return [{ choices: [], gtin: nextGtin(), pricePercent: 100 }];
  const other = COLOURS[(COLOURS.indexOf(colour) + 2) % COLOURS.length] ?? colour;
  const colours = choice.withColour ? [colour, other] : [undefined];
  return choice.options.flatMap((option, step) =>
    colours.map(colour => ({
      choices: [...(colour === undefined ? [] : [{ name: COLOUR_NAME, option: colour }]), { name: choice.name, option }],
      gtin: nextGtin(),
      pricePercent: 100 + step * choice.stepPercent,
    })),
  );
}

/** Twelve digits and their GS1 check digit. */
export function withCheckDigit(body: string): string {
  const sum = [...body].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
