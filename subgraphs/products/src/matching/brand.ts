import { fold } from '../text/fold.ts';

const LEGAL_FORM = /\b(inc|ltd|llc|co|corp|corporation|company|gmbh|ag|sa|plc|electronics?|usa|group|official|store|旗舰店)\b\.?/g;

/** The names that a brand's text holds, comparable: "Xiaomi/小米" and "小米（Xiaomi）" hold both names, "LG Electronics" is "lg". */
export function brandNames(text: string): string[] {
  const parts = fold(text)
    .split(/[/|,;()[\]【】（）]+/u)
    .flatMap(
      part =>
        part.match(
          /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}ー]+|[^\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}ー]+/gu,
        ) ?? [],
    );
  const names = parts.map(part => {
    const plain = part.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    const short = plain.replace(LEGAL_FORM, ' ').trim();
    return (short || plain).replace(/\s+/g, '');
  });
  return [...new Set(names.filter(name => name !== ''))];
}

const LATIN = /^[a-z0-9]+$/;

/** Which brand names mean one brand, learned from texts that hold a brand's name in two scripts ("Xiaomi/小米"). */
export class BrandAliases {
  private readonly parents = new Map<string, string>();

  /** Takes in one brand text. "Apple, Samsung" is a list of two brands, and teaches nothing. */
  learn(text: string): void {
    const [a, b, ...more] = brandNames(text);
    if (a === undefined || b === undefined || more.length > 0 || LATIN.test(a) === LATIN.test(b)) return;
    const [rootA, rootB] = [this.root(a), this.root(b)];
    if (rootA !== rootB) this.parents.set(rootB, rootA);
  }

  /** The brand's own key; `undefined` for a text without a name. Keys of one brand are equal at any one moment, and may change as more is learned. */
  keyOf(text: string): string | undefined {
    const [first] = brandNames(text);
    return first === undefined ? undefined : this.root(first);
  }

  /** Both are names as `brandNames` makes them. */
  isSame(a: string, b: string): boolean {
    return a === b || this.root(a) === this.root(b);
  }

  private root(name: string): string {
    let at = name;
    for (let parent = this.parents.get(at); parent !== undefined; parent = this.parents.get(at)) at = parent;
    return at;
  }
}
