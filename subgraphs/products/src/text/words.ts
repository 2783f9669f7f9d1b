import { fold } from './fold.ts';

const RUN =
  /(?<cjk>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー]+)|(?<word>[\p{L}\p{N}]+)|(?<picture>\p{Extended_Pictographic})/gu;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** One word of a text in reading order; a run of Chinese, Japanese or Korean is one word, cut into characters and bigrams by `grams`. */
export interface Word {
  readonly text: string;
  readonly kind: 'word' | 'cjk' | 'picture';
}

/** The words of a text, folded; letters and digits that touch stay together, everything else divides. */
export function wordsOf(text: string): Word[] {
  const found: Word[] = [];
  for (const match of fold(text).matchAll(RUN)) {
    const { cjk, word } = match.groups as { cjk?: string; word?: string };
    if (cjk !== undefined) found.push({ text: cjk, kind: 'cjk' });
    else if (word !== undefined) for (const part of splitScripts(word)) found.push(part);
    else found.push({ text: `picture${match[0].codePointAt(0)?.toString(16) ?? ''}`, kind: 'picture' });
  }
  return found;
}

/** "小米14ultra" matches as one run of letters when it starts with a digit or a Latin letter; the scripts are told apart here. */
function splitScripts(run: string): Word[] {
  if (!CJK.test(run)) return [{ text: singular(run), kind: 'word' }];
  return [
    ...run.matchAll(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー]+/gu,
    ),
  ].map(([part]): Word => (CJK.test(part) ? { text: part, kind: 'cjk' } : { text: singular(part), kind: 'word' }));
}

/** The English plural is folded away ("headphones", "batteries"); everything else stays. */
function singular(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word) || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(ch|sh|x)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Two-character pieces of a run, in order; a run of one character is that character. */
export function bigrams(run: string): string[] {
  const characters = Array.from(run);
  if (characters.length < 2) return characters;
  return characters.slice(0, -1).map((character, at) => character + (characters[at + 1] as string));
}

/** Neighbouring words written as one, where a digit is in them: "wh 1000xm4" is also "wh1000xm4", "iphone 15" also "iphone15". */
export function joinedWords(words: readonly Word[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    let text = words[at]?.kind === 'word' ? (words[at] as Word).text : '';
    for (let end = at + 1; text && end < Math.min(at + 3, words.length); end++) {
      const next = words[end] as Word;
      if (next.kind !== 'word' || text.length + next.text.length > 24) break;
      text += next.text;
      if (/\d/.test(text)) joined.push(text);
    }
  }
  return joined;
}
